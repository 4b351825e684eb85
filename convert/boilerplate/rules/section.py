"""Names of sections, as menus list them; an article may have a heading of that name."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="section",
    description="names of sections, as menus list them",
    evidence=evidence("section", 0.5),
    examples=("Politics", "WORLD NEWS"),
    near_misses=("Politics is the art of the possible.", "World news reached the island late."),
)
