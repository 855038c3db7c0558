"""The library: what is kept, found, shared again, and where to start."""
