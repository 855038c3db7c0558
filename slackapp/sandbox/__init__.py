"""Slack, pretended, on this machine; the tests talk to the same server."""
