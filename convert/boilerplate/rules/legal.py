"""Copyright and legal lines."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="legal",
    description="copyright and legal lines",
    evidence=evidence("legal", 0.95),
    examples=("All rights reserved.", "© 2025 Example Media Ltd", "Privacy Policy"),
    near_misses=(
        "The court held that all rights reserved to the state remain in force.",
        "The privacy policy of the ministry drew criticism.",
    ),
)
