"""`^[A sentence.]({"attribution":{"attributableIndex":"1009-1"}})`: ChatGPT's frames around sentences."""

import re

from convert.parts import MarkerFamily, Reading

_JSON = r'\(\{[ ]?"attribution"[ ]?:[ ]?\{[ ]?"attributableIndex"[ ]?:[ ]?"[0-9-]{1,30}"[ ]?\}[ ]?\}\)'
# The sentence may have links and brackets in it; it ends before the next paragraph, and before the next frame.
_PATTERN = (
    rf"\^\[(?P<sentence>(?:[^\]\n^]|\](?!\(\{{)|\n(?![ \t]*\n)|\^(?!\[)){{0,5000}})\]{_JSON}"
    rf"|\]?{_JSON}"
)


def _read(match: re.Match[str]) -> Reading:
    return Reading(prose=match.span("sentence")) if match["sentence"] else Reading()


part = MarkerFamily(
    name="attribution-json",
    description="ChatGPT's frames around sentences; what they point to is in no text",
    hooks=("^[", '({"attribution"', '({ "attribution"', ']({"attribution"', ']({ "attribution"'),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        '^[The pier is closed.]({"attribution":{"attributableIndex":"1009-1"}})': (),
        'The pier is closed.]({"attribution":{"attributableIndex":"1009-1"}})': (),
        'The pier is closed. ({"attribution":{"attributableIndex":"1009-1"}})': (),
    },
    leaves={
        '^[The pier is closed.]({"attribution":{"attributableIndex":"1009-1"}}) It rained.': (
            "The pier is closed. It rained."
        ),
        '^[Shut.]({"attribution":{"attributableIndex":"0-1"}}) ^[Wet.]({"attribution":{"attributableIndex":"0-2"}})': (
            "Shut. Wet."
        ),
        '- ^[It is [shut] (so far).]({"attribution":{"attributableIndex":"0-1"}})': "- It is [shut] (so far).",
        '^[It is\nshut.]({ "attribution": { "attributableIndex": "0-1" } })': "It is\nshut.",
        '^[Shut. :contentReference[oaicite:0]{index=0}]({"attribution":{"attributableIndex":"0-1"}})': "Shut.",
        'The pier is closed. ({"attribution":{"attributableIndex":"0-1"}})': "The pier is closed.",
        "^[A note that] is none": "^[A note that] is none",
    },
    near_misses=(
        "A note ^[of Pandoc's] stays for others.",
        'The object ({"attribution": "Roe"}) is data.',
        'Written `^[A.]({"attribution":{"attributableIndex":"1-1"}})` in code.',
        "An exponent 2^[n](see below)",
    ),
)
