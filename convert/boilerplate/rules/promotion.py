"""A publisher's own apps, shop, podcasts, events and appeals for donations."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="promotion",
    description="a publisher's own apps, shop, podcasts, events and appeals",
    evidence=evidence("promotion", 0.9),
    examples=("Download our app for iOS and Android", "Support our work with a gift", "Buy tickets here"),
    near_misses=(
        "The app was downloaded a million times.",
        "Fans queued all night to buy tickets for the final.",
        "The podcast won a prize in May.",
    ),
)
