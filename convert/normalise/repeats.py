"""What a page says twice: the headline, the standfirst, paragraphs, and pull quotes out of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from convert import shape
from convert.draft import Block, Draft, Edit
from convert.model.text import count_words
from convert.options import ReadOptions
from convert.patterns import below_ideographs, pattern

_SURE, _SHORTEST = 25, 12  # words of what nobody says twice on purpose, and nobody twice in a row
_SHORTEST_QUOTE, _LONGEST_QUOTE = 6, 60  # words of a pull quote between quotation marks
_SHORTEST_SENTENCE = 10  # words of one without: below that it may be a heading, a turn of speech or a refrain
_GRAM = 6  # words by which a quote is looked up, in so many paragraphs at most
_TRIES = 4
_QUOTED = pattern(r"[\"“”„«»‘'「『].*[\"”“»«’'」』][.,]?$")
# A character of a script without spaces is a word here.
_WORD = pattern(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_SPACED_WORD = pattern(r"[^\W_]+")


class _Said(Struct, frozen=True):
    """A line of the article: its block, its text, and its words in lower case without marks."""

    block: Block
    text: str
    words: tuple[str, ...]
    size: int  # in words, by `count_words`


def drop_repeats(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the lines of the article that only repeat it."""
    lines = [
        _said(draft, block) for block in draft.blocks if block.kind in ("unread", "paragraph", "caption")
    ]
    heads = [_said(draft, block) for block in draft.blocks if block.kind in ("headline", "description")]
    cuts = dict.fromkeys(_pull_quotes(lines), "pull-quote")
    cuts |= dict.fromkeys(_duplicates(lines), "duplicate")
    cuts |= {n: f"duplicate-{kind}" for n, kind in _heads(heads, lines)}
    edits = [Edit(lines[n].block.start, lines[n].block.end, "removed", rule) for n, rule in cuts.items()]
    return draft.without(edits) if edits else draft


def _said(draft: Draft, block: Block) -> _Said:
    text = draft.read(block.start, block.end).strip()
    words = _SPACED_WORD if below_ideographs(text) else _WORD
    return _Said(block, text, tuple(words.findall(text.lower())), count_words(text))


def _duplicates(lines: list[_Said]) -> list[int]:
    """Return the paragraphs that stood before, and the short lines between two that follow each other there too.

    One paragraph must be longer than a refrain, or stand right below itself. List items may repeat.
    """
    first: dict[tuple[str, ...], int] = {}
    copies: dict[int, int] = {}
    for n, line in enumerate(lines):
        before = first.setdefault(line.words, n)
        least = _SHORTEST if n and lines[n - 1].words == line.words else _SURE
        if before < n and line.size >= least and line.block.rule != "list-item" and shape.ends(line.text):
            copies[n] = before
    found = sorted(copies)
    for n, following in pairwise(list(found)):
        between = range(n + 1, following)
        if copies[following] - copies[n] == following - n and all(
            lines[m].words == lines[m - n + copies[n]].words for m in between
        ):
            found += between
    return sorted(found)


def _heads(heads: list[_Said], lines: list[_Said]) -> Iterator[tuple[int, str]]:
    """Yield the first lines that are the headline and the standfirst again; verse may open with its title."""
    at = 0
    for head in heads:
        if at + 1 < len(lines) and lines[at].words == head.words and shape.is_prose(lines[at + 1].text):
            yield at, head.block.kind
            at += 1


def _pull_quotes(lines: list[_Said]) -> Iterator[int]:
    """Yield the lines that stand word for word within a longer paragraph, and the line that says whose they are."""
    wanted = [n for n, line in enumerate(lines) if _is_set_off(line)]
    starts = {lines[n].words[:_GRAM] for n in wanted}
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        # What stands first is a standfirst or a caption as likely as text.
        if not n or line.block.kind == "caption":
            continue
        words = line.words
        for gram in starts.intersection(zip(*(words[i:] for i in range(_GRAM)), strict=False)):
            places[gram].append(n)
    quotes = {
        n for n in wanted if any(_holds(lines[m], lines[n]) for m in places[lines[n].words[:_GRAM]][:_TRIES])
    }
    for n in sorted(quotes):
        # Two in a row are text, and what holds them is a summary of it.
        if quotes.isdisjoint((n - 1, n + 1)):
            yield n
            if n + 1 < len(lines) and lines[n + 1].block.rule == "attribution":
                yield n + 1


def _is_set_off(line: _Said) -> bool:
    """Say whether a line may be a pull quote: quoted, or a sentence; no caption, list item or heading."""
    if line.block.kind == "caption" or line.block.rule == "list-item" or len(line.words) < _GRAM:
        return False
    if _QUOTED.match(line.text):
        return _SHORTEST_QUOTE <= line.size <= _LONGEST_QUOTE
    return (
        _SHORTEST_SENTENCE <= line.size <= _LONGEST_QUOTE and shape.ends(line.text) and line.text[0].isalpha()
    )


def _holds(line: _Said, part: _Said) -> bool:
    """Say whether a longer line has all of another's words in a row; without quotation marks, as a clause."""
    if len(line.words) <= len(part.words):
        return False
    if _QUOTED.match(part.text):
        return f" {' '.join(part.words)} " in f" {' '.join(line.words)} "
    before, found, after = line.text.lower().partition(part.text.lower().rstrip(".!?…。！？؟।"))
    return bool(found) and not (before.rstrip()[-1:].isalnum() or after.lstrip()[:1].isalnum())
