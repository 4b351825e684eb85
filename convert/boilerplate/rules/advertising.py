"""Labels of advertisements."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="advertising",
    description="labels of advertisements",
    evidence=evidence("advertising", 0.97),
    examples=("Advertisement", "SPONSORED CONTENT", "Promoted by Acme Ltd"),
    near_misses=("Advertisement spending fell by a third last year.", "The ad shows a bridge."),
)
