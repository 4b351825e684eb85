"""Passes over a draft, in the order of PASSES, and the seal that makes it an article."""
