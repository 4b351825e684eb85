"""Code and console output that stand in the text without fences: what a browser leaves of preformatted text.

The signs are those of programming languages, markup and shells, and of no prose in any language: what ends in a
brace, calls, assigns, prompts. One sign is chance; lines that have several between them, in a run that no prose
interrupts, are one block. Its lines and their indentation are kept to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from convert import shape
from convert.citations.find import find
from convert.draft import Block, Cover, Draft, Edit
from convert.options import ReadOptions
from convert.parts import FAMILIES
from convert.patterns import pattern

RULE = "code-lines"

# A run needs so much evidence, and so much for each of its lines.
_CODE = 2
_SHARE = 1 / 4
# Amid other lines, so many times that: names of functions stand within sentences that a scraper broke.
_AMID = 2
# So many lines in a row may lack a sign: output below a prompt, names by themselves.
_PLAIN_LINES = 5
# So many words, or so many and nearly nothing else, are language: "the tide came in;", "if it is open (as a rule)".
_FEW_WORDS = 3
_SEEN = 240  # characters of a line that are looked at
_WORDY = 0.7

_WORD = pattern(r"[(\"'“«]*[^\W\d_]{2,}(?:['’-][^\W\d_]+)*[)\"'”»]*[,.:!?]?$")
_ANY_SIGN = pattern(r"[{}()<>=$#\\_;│─]|--?[A-Za-z]|://|//|[\"'][,:]|\b[A-Z]{4,}\b| import ")

# Signs that hold in a line full of words, too: prompts, rules of tables.
_OPENINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, pattern(r"(?:\$|[\w.@~:/\\\[\]-]+(?:[$#]|[=-][#>])|[A-Z]:\\[\w\\ ]*>) (?=[\w./~(\"'-])(?!\d)")),
    (2, pattern(r"[─━═]{4,}|(?:\+-{3,})+\+$|[^│]*\S *│ *\S")),
    (2, pattern(r"#(?:include|define|ifn?def|endif|pragma|!/)\b")),
    (1, pattern(r">>> (?=\w)(?!.*<<<)")),
    (2, pattern(r"from [a-z_][\w.]* import [\w*][\w, ]*$")),
)
_SQL = (
    "SELECT|FROM|WHERE|GROUP BY|ORDER BY|VALUES|HAVING|LIMIT|INSERT INTO|CREATE TABLE|(?:LEFT |INNER )?JOIN"
)
_SIGNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    # markup
    (1, pattern(r"</?[a-zA-Z][\w:-]*(?: [^<>]*)?/?>|<[a-zA-Z][\w:-]* [\w:-]+=|<!DOCTYPE\b|<\?xml\b|<!--")),
    # what ends as statements and blocks do
    (1, pattern(r".*[=\[\]{}_$+<>|\\].*;$")),
    (1, pattern(r".*(?:\{|\)\s*=>|\}[),;]*)$|\}")),
    (1, pattern(r".*(?:\)\s*\{|\}\s*(?:else|catch)\b|:\s*[\[{]$)")),
    # assignments to a name in small letters, after its type if any
    (1, pattern(r"(?:[a-z_$@][\w.*&-]*\s+){0,3}[a-z_$@][\w$.\[\]'\"-]*\s*(?:[:+*/|&-]?=)(?![=>])\s*\S")),
    (2, pattern(r"[a-z_][\w.-]* =$")),
    # names that only scripts and settings write so
    (1, pattern(r"(?:.*[\s(])?\$[a-z_]|\[[a-z][\w.-]*\]$")),
    # calls: a name that touches its bracket, unless a letter or ending stands there, as in "guest(s)"
    (1, pattern(r".*\b(?=\w*[A-Za-z_])\w+\((?:\)|[\"'$&*]|[^()\s]*[,_=\[.][^()]*\)|\w+\)[.;])")),
    # declarations and statements
    (
        2,
        pattern(
            r"(?:def|function|func|fn) \w*\(|(?:const|let|var|static|public|private)\s\w.*[={;]"
            r"|import [\w{*].* from [\"']|import [\w.]+;$|package [\w.]+;$|return\b.*;$"
            r"|(?:if|for|while|switch|foreach)\s?\(.*\)\s*\{?$|class \w+.*[{:]$|(?:if|for|while|with) .*\(.*:$"
        ),
    ),
    (1, pattern(rf"(?:{_SQL}|AND|ON|WITH)(?:$|\b.*[a-z*\d])")),
    (1, pattern(rf"(?:{_SQL})\b.*[*_()=,]|WITH \w+ AS \(|.* (?:AS|as) \w+_\w+,?$")),
    # the head of a block in Python, a name of several words that is called
    (1, pattern(r"(?:if|for|while|with|elif|except|else|try)\b[^.!?]*:$|(?:.*\s)?[a-z]+_\w+\(")),
    # operators that no prose has
    (1, pattern(r".*(?:[=!]==?|&&|\|\||[-+]=|\$\{|\w::\w|\w->\w|[\])]\.\w+\(|\\[nt\"'])")),
    # options of a command
    (1, pattern(r"[a-z][\w./-]* (?:.*\s)?--?[A-Za-z][\w-]*(?=[\s=]|$)")),
    (1, pattern(r"[a-z][\w./-]* (?:.*\s)?-[A-Za-z]\w? .*\s-{1,2}[A-Za-z]")),
    # data: keys in quotes or in small letters, what is quoted after them
    (1, pattern(r"[\"'][\w$@ .-]+[\"']\s*:\s*\S|[a-z]\w*:\s*(?:[\"'\[{]|true|false|null)")),
)


def find_code(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with each run of lines of code as one block, from its first indentation to its last line's end."""
    weights = _weights(draft)
    if sum(weights) < _CODE:
        return draft
    blocks: list[Block] = []
    at = 0
    for low, high in _merged(draft, _runs(draft, weights)):
        first, last = draft.blocks[low], draft.blocks[high - 1]
        start = draft.text.rfind("\n", 0, first.start) + 1
        blocks += draft.blocks[at:low]
        blocks.append(structs.replace(first, start=start, end=last.end, kind="code", rule=RULE))
        at = high
    return draft.evolve(blocks=(*blocks, *draft.blocks[at:]))


def keep_code(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without what was said of the inside of its code: no citation, no link, no mark."""
    code = Cover(
        tuple(Edit(block.start, block.end, "kept", RULE) for block in draft.blocks if block.kind == "code")
    )
    if not code.edits:
        return draft
    return draft.evolve(
        edits=tuple(edit for edit in draft.edits if not code.touches(edit.start, edit.end)),
        marks=tuple(mark for mark in draft.marks if not code.touches(mark.start, mark.end)),
        markers=tuple(each for each in draft.markers if not code.holds(each.start, each.end)),
    )


def _weights(draft: Draft) -> list[int]:
    """Return the weight of each line; a citation that some tool left is no code, whatever it looks like."""
    weights = [_weight(draft.text[block.start : block.end]) for block in draft.blocks]
    if sum(weights) < _CODE:
        return weights
    certain = {family.name for family in FAMILIES.all() if family.evidence == "always"}
    cited = Cover(
        tuple(Edit(each.start, each.end, "kept", RULE) for each in find(draft.text) if each.family in certain)
    )
    return [
        0 if cited.touches(block.start, block.end) else weight
        for block, weight in zip(draft.blocks, weights, strict=True)
    ]


def _weight(text: str) -> int:
    """Return how much speaks for `text`, a line, being code; 0 for nothing."""
    text = text[:_SEEN]
    if not _ANY_SIGN.search(text):
        return 0
    weight = sum(each for each, pattern in _OPENINGS if pattern.match(text))
    if not weight and _is_wordy(text):
        return 0
    return weight + sum(each for each, pattern in _SIGNS if pattern.match(text))


def _is_wordy(text: str) -> bool:
    tokens = text.split()
    words = sum(_WORD.match(token) is not None for token in tokens)
    return words > _FEW_WORDS and words >= _WORDY * len(tokens)


def _runs(draft: Draft, weights: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where runs of code begin and end: lines that adjoin, with the plain ones at their ends that may be code.

    Right below code, a blank line between, any sign is enough.
    """
    n = done = 0
    while n < len(weights):
        if not weights[n] or draft.blocks[n].kind != "unread":
            n += 1
            continue
        last, weight, end, plain = n, weights[n], n + 1, 0
        column = _column(draft, n)
        while end < len(weights) and plain < _PLAIN_LINES and _goes_on(draft, end, weights[end]):
            plain = 0 if weights[end] else plain + (_column(draft, end) <= column)
            if weights[end]:
                last, weight = end, weight + weights[end]
            end += 1
        low, high = _opening(draft, n), _closing(draft, last + 1, end)
        sure = 1 if _is_apart(draft, low) and _is_apart(draft, high) else _AMID
        within = 0 < done == low and draft.blocks[low].gap <= 1
        if weight >= sure * max(1 if within else _CODE, _SHARE * (high - low)):
            yield low, high
            done = high
        n = max(high, n + 1)


def _goes_on(draft: Draft, n: int, weight: int) -> bool:
    """Say whether line n may be in a run of code with the line above: it adjoins it and is no prose."""
    block = draft.blocks[n]
    if block.gap or block.kind != "unread":
        return False
    return bool(weight) or not shape.is_prose(draft.text[block.start : block.end])


def _opening(draft: Draft, n: int) -> int:
    """Return the first line of the code whose first sign is in line n: of those that adjoin above, all may be code."""
    low = n
    while low and draft.blocks[low].gap == 0 and n - low < _PLAIN_LINES and _may_be(draft, low - 1):
        low -= 1
    return low if _is_apart(draft, low) else n


def _closing(draft: Draft, n: int, end: int) -> int:
    """Return where the code ends that has no sign from line n on: at a blank line before `end`, if all may be code."""
    high = n
    while high < end and _may_be(draft, high):
        high += 1
    return high if _is_apart(draft, high) else n


def _is_apart(draft: Draft, n: int) -> bool:
    """Say whether a blank line, or nothing, stands above line n."""
    return n in (0, len(draft.blocks)) or draft.blocks[n].gap > 0


def _may_be(draft: Draft, n: int) -> bool:
    """Say whether a line without a sign may be code: a name, an output, a comment; not words with a capital."""
    block = draft.blocks[n]
    text = draft.text[block.start : block.end]
    small = not text[0].isalpha() or text[0].islower() or text.isupper()
    return block.kind == "unread" and small and not shape.is_prose(text)


def _column(draft: Draft, n: int) -> int:
    start = draft.blocks[n].start
    return start - (draft.text.rfind("\n", 0, start) + 1)


def _merged(draft: Draft, runs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield `runs`, those that one blank line parts as one: it stands within the code."""
    low = high = -1
    for start, end in runs:
        if start == high and draft.blocks[start].gap <= 1:
            high = end
            continue
        if high > low:
            yield low, high
        low, high = start, end
    if high > low:
        yield low, high
