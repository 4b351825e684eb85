"""Rules: one reason to take a line for page furniture a file."""
