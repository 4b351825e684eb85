"""Lists of other articles."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="related",
    description="lists of other articles",
    evidence=evidence("related", 0.96),
    examples=("Related Articles", "Read also: Harbour plan delayed again", "MOST READ"),
    near_misses=(
        "Related articles of the law were repealed in May.",
        "Read more books, the minister told pupils.",
    ),
)
