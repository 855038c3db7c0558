"""Dojo."""
