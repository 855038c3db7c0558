"""Verbs: functions of a transaction."""
