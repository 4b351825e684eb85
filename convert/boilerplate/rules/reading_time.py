"""Reading times and listening buttons."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="reading-time",
    description="reading times and listening buttons",
    evidence=evidence("reading", 0.95),
    examples=("5 min read", "Reading time: 12 minutes"),
    near_misses=("The 5 minutes read like an hour.", "It takes 12 minutes to read the sign aloud."),
)
