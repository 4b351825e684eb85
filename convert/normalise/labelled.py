"""Parts of an article that say what they are, as assistants and desks write them: "Headline: …", "Byline: …", "Body:".

The first line must open with the label of a headline for any other to be a label. What is labelled is claimed, and the
label goes.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec import structs

from convert import shape
from convert.boilerplate.phrases import fold
from convert.draft import Block, BlockKind, Claim, Draft, Edit
from convert.languages import known
from convert.metadata import dates
from convert.metadata.claims import DAY
from convert.options import ReadOptions
from convert.parts import LANGUAGES
from convert.patterns import pattern

RULE = "label-line"

_CONFIDENCE = 0.95
_DATED = 0.5  # that the date of a dateline is the day of publication
_HEAD = 12  # blocks among which labels may stand
# A line's label, with marks of Markdown around it or around all of the line: "**Headline:** ", "# **Title: ".
_LABEL = pattern(
    r"#{0,6}[ \t]*+(?P<opening>[*_]{0,3}+)(?P<label>[^\W\d_][^\n:：*_]{0,40})(?P<inner>[*_]{0,3}+)[ \u00a0]?"
    r"[:：](?P<closing>[*_]{0,3}+)\s*+"
)
_MARKS = "*_# "
_DASHES = ("—", "–", "-")
_DATELINES = ("dateline", "ortsmarke")
_KINDS: dict[str, BlockKind] = {"description": "description", "dateline": "metadata"}


class _Label(NamedTuple):
    """A label: the range that goes, and the property that it claims (schema.org), "" for none."""

    start: int
    end: int
    property: str


def find_labels(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with headline and standfirst claimed where labels say which they are, and without labels."""
    labels = [_label(draft, block) for block in draft.blocks[:_HEAD]]
    if not labels or labels[0] is None or labels[0].property != "headline":
        return draft
    blocks: list[Block] = []
    edits: list[Edit] = []
    claims: dict[str, Claim] = {}
    waiting = ""  # the property of a label that stood alone in its line
    for n, block in enumerate(draft.blocks):
        label = labels[n] if n < _HEAD else None
        property, start, waiting = label.property if label else waiting, block.start, ""
        said = block
        if label and property not in claims:
            alone = label.end == block.end
            cut = Edit(start if alone else label.start, label.end, "removed", RULE)
            edits.append(cut)
            if alone:
                waiting = property
                continue
            said = structs.replace(block, start=label.end if cut.start == start else start)
        if property and property not in claims:
            text = draft.read(label.end if label else start, block.end).strip(_MARKS)
            claims[property] = Claim(property, text, said.start, block.end, RULE, _CONFIDENCE)
            if property == "dateline":
                for date in (each for each in dates.find(text, draft.language) if len(each.date) >= DAY):
                    claims["datePublished"] = Claim(
                        "datePublished", date.date, said.start, block.end, RULE, _DATED
                    )
            if property in _KINDS:
                said = structs.replace(said, kind=_KINDS[property], rule=RULE)
        blocks.append(said)
    return draft.evolve(
        blocks=tuple(blocks), edits=(*draft.edits, *edits), claims=(*draft.claims, *claims.values())
    )


def _label(draft: Draft, block: Block) -> _Label | None:
    """Return the label that a block opens with.

    One of a byline stays where nothing else would say that it is one, and so does one of a part whose text is none:
    "Story: Hiro Tanaka". A dateline with a dash opens the paragraph below it, and is claimed with that.
    """
    found = _LABEL.match(draft.text, block.start, block.end) if block.kind == "unread" else None
    if found is None:
        return None
    words = _words(draft.language)
    said = fold(found["label"])
    property = words.properties.get(said)
    if property is None:
        return None
    text = draft.text[found.end() : block.end].strip(_MARKS)
    if property == "dateline" and text.endswith(_DASHES):
        property = ""
    elif not property and text and not shape.is_prose(text):
        signed = said in words.bylines and fold(text).startswith(words.bylines)
        if not signed:
            return None
    closed = found["opening"] in (found["inner"], found["closing"])
    return _Label(found.start("opening" if closed else "label"), found.end(), property)


class _Words(NamedTuple):
    """Labels in lower case with the properties that they claim, and words that open a byline."""

    properties: dict[str, str]
    bylines: tuple[str, ...]


@cache
def _words(language: str | None) -> _Words:
    """Return the labels of a language and of English; of all languages where none is told."""
    found: dict[str, str] = {}
    told = (known("en"), known(language)) if language else LANGUAGES.all()
    speaking = {each.code: each for each in told if each}
    for each in speaking.values():
        found |= dict.fromkeys(map(fold, each.article_parts), "")
        found |= dict.fromkeys(map(fold, each.standfirsts), "description")
        found |= dict.fromkeys(map(fold, each.headlines), "headline")
    found |= dict.fromkeys(_DATELINES, "dateline")
    return _Words(found, tuple(fold(word) for each in speaking.values() for word in each.byline))
