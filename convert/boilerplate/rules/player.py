"""Controls and messages of media players and galleries."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="player",
    description="controls and messages of media players and galleries",
    evidence=evidence("player", 0.9),
    examples=(
        "Play Video",
        "Current Time 0:00",
        "captions off, selected",
        "Sorry, your browser does not support the video tag, so nothing plays.",
    ),
    near_misses=("Play began at noon in light rain.", "The video shows a crane on the pier."),
)
