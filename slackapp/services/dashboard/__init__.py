"""What a pod's leads see of it, and the two things that they can do about it."""

from slackapp.services.dashboard.asking import ask_for_note, note_asked
from slackapp.services.dashboard.trends import missing, trend, words_for
from slackapp.services.dashboard.week import health

__all__ = ["ask_for_note", "health", "missing", "note_asked", "trend", "words_for"]
