"""The command `article`."""
