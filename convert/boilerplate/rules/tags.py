"""Tag lists."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="tags",
    description="tag lists",
    evidence=evidence("tags", 0.9),
    examples=("Tags: harbour, budget, council", "Filed under: Politics"),
    near_misses=("Tags on the whales showed their route.", "The suit was filed under seal."),
)
