"""Where an article appeared before, and who else worked on it."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="publication",
    description="where an article appeared before, and who else worked on it",
    evidence=evidence("publication", 0.9),
    examples=(
        "A version of this article appears in print on May 4, Section A, Page 1.",
        "This article was originally published on Harbor Weekly.",
        "Jane Roe and Tom Hill contributed to this report.",
        "Read the original article here.",
    ),
    near_misses=(
        "The original article of the treaty names two rivers.",
        "Heavy rain contributed to this reported delay.",
        "The novel was first published in 1922.",
    ),
)
