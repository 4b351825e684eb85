"""Every regular expression of ours, wherever it is compiled, and strings that would make a bad one backtrack."""
