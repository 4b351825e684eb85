"""`citeturn0search3`: ChatGPT's tokens where the private-use characters around and between their parts were lost."""

import re

from convert.citations.families._turns import ID, WIDGETS, cites
from convert.parts import MarkerFamily, Reading

# What is left between the parts: nothing, a space, a comma, or what stands for a damaged character.
_GAP = r"(?:\ufffd{1,3}|,?[ ])?"
_KINDS = "filecite|memcite|cite|finance|forecast|products?|schedule|sports|standings?|video"
# The kind, then what it names; before either no word boundary, since all of it was glued to the word before. An
# "i" is a kind before pictures alone, a list of news has its heading in it. Brackets around all of it go, too.
_PATTERN = (
    r"(?P<bracket>[(\[])?\ufffd{0,3}"
    rf"(?:(?P<kind>{_KINDS}|i(?=\ufffd{{0,3}}turn[0-9]{{1,3}}image)){_GAP}|(?P<list>navlist)[^\n]{{0,150}}?)?"
    rf"{ID}(?:{_GAP}{ID}){{0,30}}\ufffd{{0,3}}(?(bracket)[)\]])"
)


def _read(match: re.Match[str]) -> Reading:
    kind = match["kind"] or match["list"] or ""
    sources = cites(match[0])
    if kind in WIDGETS or (not kind and all("image" in source.key for source in sources)):
        return Reading()
    return Reading(sources)


part = MarkerFamily(
    name="turn-name",
    description="ChatGPT's citations without their private-use characters",
    hooks=(
        *(f"{before}turn{digit}" for before in ("", "(", "[") for digit in range(10)),
        *(f"{before}{kind}" for before in ("", "(", "[") for kind in ("citeturn", "cite turn", "cite\ufffd")),
        *(f"{before}{kind}" for before in ("", "(", "[") for kind in ("filecite", "memcite")),
        *(
            f"{kind}turn"
            for kind in ("i", "finance", "forecast", "product", "products", "schedule", "sports")
        ),
        *(f"{kind}turn" for kind in ("standing", "standings", "video")),
        "navlist",
        "\ufffd",
    ),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        "The pier is closed. citeturn0search0": ("turn0search0",),
        "The pier is closed.citeturn0search0": ("turn0search0",),
        "The pier is closedciteturn0search5turn0search15.": ("turn0search5", "turn0search15"),
        "The pier is closed. cite turn0search5": ("turn0search5",),
        "The pier is closed. cite turn0search5 turn1news15": ("turn0search5", "turn1news15"),
        "The pier is closed. \ufffdcite\ufffdturn0search5\ufffdturn0search6\ufffd": (
            "turn0search5",
            "turn0search6",
        ),
        "The pier is closed. \ufffd\ufffd\ufffdcite\ufffd\ufffd\ufffdturn0search5\ufffd\ufffd\ufffd": (
            "turn0search5",
        ),
        "The plan says so. filecite turn0file3L1-L9": ("turn0file3",),
        "The plan says so.fileciteturn0file3L1-L9 fileciteturn0file3L12-L14": ("turn0file3", "turn0file3"),
        "The plan says so. fileciteturn170file0L2-L2": ("turn170file0",),
        "You said so. memciteturn0memory1": ("turn0memory1",),
        "iturn0image0turn0image1turn0image2The pier is closed.": (),
        "financeturn0finance0 The shares fell.": (),
        "navlistNews of the pierturn0news1turn0news2": (),
        "The pier is closed. turn0search3": ("turn0search3",),
        "The pier is closed. turn0search3, turn0search4": ("turn0search3", "turn0search4"),
        "The pier is closed [turn0search3] (citeturn0view1).": ("turn0search3", "turn0view1"),
        "港は閉鎖された。citeturn0search3記事は続く。": ("turn0search3",),
        "港口关闭citeturn1view0turn0search7，船停。": ("turn1view0", "turn0search7"),
        "Of all sorts: turn0academia1 turn0reddit2 turn0url3 turn0ref4 turn0video5": (
            "turn0academia1",
            "turn0reddit2",
            "turn0url3",
            "turn0ref4",
            "turn0video5",
        ),
        "A picture alone turn0image3 has no kind": (),
        "- first citeturn0search0\n- second citeturn0search1": ("turn0search0", "turn0search1"),
        "citeturn0search0The pier is closed.": ("turn0search0",),
        "It fell.citeturn0finance0turn0news3": ("turn0finance0", "turn0news3"),
    },
    leaves={
        "The pier is closedciteturn0search5turn0search15.": "The pier is closed.",
        "iturn0image0turn0image1The pier is closed.": "The pier is closed.",
        "The pier is closed. \ufffdcite\ufffdturn0search5\ufffd It rained.": "The pier is closed. It rained.",
        "港は閉鎖された。citeturn0search3記事は続く。": "港は閉鎖された。記事は続く。",
        "The pier [turn0search3] is closed.": "The pier is closed.",
        "(The pier is closed citeturn0search3)": "(The pier is closed)",
        "financeturn0finance0 The shares fell.": "The shares fell.",
    },
    near_misses=(
        "In turn 0 search begins; cite turn by turn.",
        "We cite turn1 and turn2 of the talk.",
        "A return0search is no word, and return0 neither.",
        "Players turn 3 images over.",
        "A damaged \ufffd character, or several \ufffd\ufffd.",
        "The CSS class navlist is old.",
        "In code, `citeturn0search0` is what stays.",
        "See https://example.org/turn0search0 for it.",
        "They filecite nothing, and cite turns of phrase.",
        "Turn0search0 as a name in capitals.",
        "turn0left1 and turn1right2 steer the boat",
    ),
)
