"""Plain values in, Block Kit out."""
