"""`[attached_file:1]`, `[post:2]`: what a reader gave an assistant, or what it found that is no web page."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_KIND = r"attached\\?_(?:file|image)|post|memory|conversation\\?_history"
_PATTERN = (
    rf"\\?\[(?P<kind>{_KIND}):[ ]?(?P<numbers>\d{{1,4}}(?:,[ ]?(?:(?:{_KIND}):[ ]?)?\d{{1,4}}){{0,30}})\\?\]"
)


def _read(match: re.Match[str]) -> Reading:
    # No number: files and posts are counted apart from each other and from the pages of a list.
    kind = match["kind"].replace("\\", "")
    numbers = dict.fromkeys(re.findall(r"\d+", match["numbers"]))
    return Reading(tuple(Cite(f"{kind}:{number}") for number in numbers))


part = MarkerFamily(
    name="attachment-reference",
    description="files, posts and conversations, as Perplexity and Grok number them",
    hooks=("[attached", r"\[attached", "[post:", r"\[post:", "[memory:", "[conversation"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The plan has four parts [attached_file:1].": ("attached_file:1",),
        "The plan [attached_file:1][attached_file:2]:": ("attached_file:1", "attached_file:2"),
        "Seen in a picture [attached_image:3].": ("attached_image:3",),
        "Users cheered.[post:2] Others did not.[post:3, post:4]": ("post:2", "post:3", "post:4"),
        "As you said [memory:1] before [conversation_history:2].": ("memory:1", "conversation_history:2"),
        r"The plan \[attached\_file:5\].": ("attached_file:5",),
    },
    leaves={
        "The plan has four parts [attached_file:1].": "The plan has four parts.",
        "The plan [attached_file:1][attached_file:2]:": "The plan:",
    },
    near_misses=(
        "See [attached file: plan.pdf] for all of it.",
        "[ATTACHED_FILE: plan.png]",
        "[post: a diary] of the week",
        "[post-war] years",
        "[memory: 16 GB] is too little.",
        "`[attached_file:1]` in code.",
        "attached_file:1 stands bare.",
        "[posted: 3 May]",
    ),
)
