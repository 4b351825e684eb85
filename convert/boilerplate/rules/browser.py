"""Notices of scripts, browsers and servers."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="browser",
    description="notices of scripts, browsers and servers",
    evidence=evidence("browser", 0.95),
    examples=("Please enable JavaScript to view this page.", "Loading…", "Page not found"),
    near_misses=(
        "Loading the ship took nine hours.",
        "An error occurred in the count, the clerk said.",
        "JavaScript was written in ten days.",
    ),
)
