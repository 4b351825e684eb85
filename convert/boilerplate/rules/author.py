"""Boxes about the author."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="author",
    description="boxes about the author",
    evidence=evidence("author", 0.9),
    examples=(
        "About the author",
        "Jane Roe is a freelance writer based in Port Ellery.",
        "Follow him on Mastodon",
        "View all posts by Jane Roe →",
    ),
    near_misses=(
        "The author of the report declined to speak.",
        "She follows him on his rounds every morning.",
        "He hired a freelance writer to finish the speech.",
    ),
)
