"""Newsletter boxes and subscription offers."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="subscribe",
    description="newsletter boxes and subscription offers",
    evidence=evidence("subscribe", 0.9),
    examples=("Sign up for our newsletter and never miss a story", "Enter your email address"),
    near_misses=("Subscribe rates doubled in a year.", "The newsletter of the society has 400 readers."),
)
