"""After a session: how it was, who reads that, who takes it on, and what everybody does next."""
