"""Rules and words; pure, no I/O."""
