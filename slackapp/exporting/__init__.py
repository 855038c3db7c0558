"""`slackapp export`: a workspace, a pod or a person as files, for whoever runs the app."""

from slackapp.exporting.exporting import Format, Wish, export

__all__ = ["Format", "Wish", "export"]
