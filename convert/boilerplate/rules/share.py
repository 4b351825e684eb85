"""Share and follow bars."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="share",
    description="share and follow bars",
    evidence=evidence("share", 0.96),
    examples=("Share this article", "WhatsApp", "Follow us on Instagram"),
    near_misses=("Share prices fell by two per cent.", "Facebook said it would appeal."),
)
