"""Sign-in and subscription walls."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="wall",
    description="sign-in and subscription walls",
    evidence=evidence("wall", 0.95),
    examples=(
        "To continue reading, log in or register.",
        "You have 3 free articles left this month.",
        "Already a subscriber? Log in",
        "This article is for subscribers",
    ),
    near_misses=(
        "The pupils want to continue reading after the bell.",
        "He was already a subscriber when the paper folded.",
        "You have 3 free hands on deck, the captain said.",
    ),
)
