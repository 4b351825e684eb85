"""Cookie and consent banners."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="consent",
    description="cookie and consent banners",
    evidence=evidence("consent", 0.95),
    examples=("We use cookies to improve your experience.", "Accept all cookies"),
    near_misses=("The bakery sells cookies on Fridays.", "They accept all the terms of the deal."),
)
