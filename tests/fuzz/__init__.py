"""Search for inputs that break a law: `python -m tests.fuzz`, and what it once found, which the tests replay."""
