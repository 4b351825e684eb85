"""`:chatgpt-content-reference{index="0"}`: the content reference in its newer spelling."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# Before a link into ChatGPT's own file system it is the frame of that link, and cites nothing.
_PATTERN = (
    r"::?chatgpt-content-reference\\?\{index=[\"'“”„‘’«»]?(?P<number>[0-9]{1,4})[\"'“”‘’«»]?\\?\}"
    r"(?P<frame>(?=\[[^\[\]\n]{1,300}\]\(sandbox:))?"
)


def _read(match: re.Match[str]) -> Reading:
    if match["frame"] is not None:
        return Reading()
    number = int(match["number"])
    return Reading((Cite(f"content-reference:{number}", number),))


part = MarkerFamily(
    name="chatgpt-content-reference",
    description="ChatGPT's content references in their newer spelling; the number is all they carry",
    hooks=(":chatgpt-content-reference", "::chatgpt-content-reference"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    replaces=True,
    examples={
        'The pier is closed. :chatgpt-content-reference{index="0"}': ("content-reference:0",),
        'The pier is closed:chatgpt-content-reference{index="12"}.': ("content-reference:12",),
        "The pier is closed. :chatgpt-content-reference{index=“3”}": ("content-reference:3",),
        "The pier is closed. :chatgpt-content-reference{index='4'}": ("content-reference:4",),
        "The pier is closed. :chatgpt-content-reference{index=5}": ("content-reference:5",),
        'Both :chatgpt-content-reference{index="0"}:chatgpt-content-reference{index="1"}': (
            "content-reference:0",
            "content-reference:1",
        ),
        'Escaped :chatgpt-content-reference\\{index="6"\\}': ("content-reference:6",),
        'Before a link :chatgpt-content-reference{index="0"}[the minutes](https://example.org/minutes)': (
            "content-reference:0",
        ),
        '桟橋は閉鎖された。:chatgpt-content-reference{index="2"}': ("content-reference:2",),
        'Here it is: :chatgpt-content-reference{index="0"}[plan.pdf](sandbox:/mnt/data/plan.pdf)': (),
    },
    leaves={
        'The pier is closed. :chatgpt-content-reference{index="0"}': "The pier is closed.",
        'The pier is closed :chatgpt-content-reference{index="1"}.': "The pier is closed.",
        'Here it is: :chatgpt-content-reference{index="0"}[the plan](sandbox:/mnt/data/a.pdf)': "Here it is: the plan",
    },
    near_misses=(
        'Write `:chatgpt-content-reference{index="0"}` to get one.',
        "The directive chatgpt-content-reference takes an index.",
        ":chatgpt-content-reference{}",
        ':content-reference{index="0"} of another tool',
        "https://example.org/:chatgpt-content-reference{index=0}",
    ),
)
