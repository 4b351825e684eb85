"""Comment sections and forms."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="comment-form",
    description="comment sections and forms",
    evidence=evidence("comments", 0.98),
    examples=(
        "Leave a Comment",
        "Your email address will not be published. Required fields are marked *",
        "23 Comments",
    ),
    near_misses=("She declined to leave a comment on the matter.", "Comments by the mayor drew applause."),
)
