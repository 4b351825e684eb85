"""Citation markers and source lists: found, joined, made into notes."""
