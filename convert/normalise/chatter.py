"""What a chat assistant says around what it was asked for, and what its window shows, when an answer is copied.

"Certainly! Here's the article you asked for:" is no headline, and "Would you like me to add quotes?" no last line of
an article. Either is told by its words and by its place: the first lines, the last ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import structs

from convert import shape
from convert.boilerplate.phrases import fold
from convert.draft import Block, Draft, Edit
from convert.languages import known
from convert.normalise.body import is_break
from convert.options import ReadOptions
from convert.parts import Assistant
from convert.patterns import pattern

RULE = "assistant"
FRONT_MATTER = "front-matter"  # the reader's rule

_CONFIDENCE = 0.9
_LONGEST = 400  # characters of what it says before or after
_FIRST, _LAST = 4, 8  # blocks in which it may
_TURNS = 12  # blocks in which a question may stand above its answer
_LIKELY, _SURE = 0.5, 1.0  # that what follows is a title
_SENTENCE = pattern(r"[.!?。！？]\s*(?=\w)")
_MARKS = "*_ "
_QUOTES = "\"'“”„«»‘’「『"
_COLONS = (":", "：")
_PAUSES = " ,.!;:、，。！—–-"
_OPEN = "…"

# Who speaks, before a colon: who asks, who answers. They are the same in all languages, as windows and logs have them.
_LABEL = pattern(r"[*_#\s]*+(?P<who>[^\W\d_][^\n:：*_]{0,24}?)(?P<inner>[*_]*+)\s?[:：][*_]*+\s*+")
_ASKS = frozenset({"you said", "user", "human", "you", "me", "prompt"})
_ANSWERS = frozenset(
    {
        "chatgpt said",
        "chatgpt",
        "assistant",
        "claude",
        "gemini",
        "copilot",
        "grok",
        "perplexity",
        "deepseek",
        "ai",
    }
)


def drop_chatter(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the lines at its top and end in which an assistant presents it and offers more."""
    if any(block.rule == FRONT_MATTER for block in draft.blocks[:1]):
        return draft  # whoever wrote that wrote the rest
    talks = _talks(draft.language)
    asked = _answered(_turned(draft), talks)
    texts = [asked.read(block.start, block.end).strip() for block in asked.blocks]
    first = _presented(asked.blocks, texts, talks)
    last = _offered(asked.blocks, texts, talks, opened=first > 0)
    while 0 < first < last and is_break(texts[first]):
        first += 1
    while first < last < len(texts) and is_break(texts[last - 1]):
        last -= 1
    if first >= last:
        return draft  # nothing would be left
    gone = [*asked.blocks[:first], *asked.blocks[last:]]
    return asked.without(map(_cut, gone)) if gone else asked


def _cut(block: Block) -> Edit:
    return Edit(block.start, block.end, "removed", RULE, confidence=_CONFIDENCE)


def _turned(draft: Draft) -> Draft:
    """Return `draft` without the question above its answer and who speaks, where it is one of each."""
    said = [_speaker(draft, block) for block in draft.blocks]
    asks = [n for n, (who, _) in enumerate(said) if who in _ASKS]
    answers = [n for n, (who, _) in enumerate(said) if who in _ANSWERS]
    if asks not in ([], [0]) or len(answers) != 1 or answers[0] >= _TURNS or (answers[0] and not asks):
        return draft
    n = answers[0]
    block, start = draft.blocks[n], said[n][1]
    cuts = [*map(_cut, draft.blocks[:n]), Edit(block.start, start, "removed", RULE, confidence=_CONFIDENCE)]
    if start == block.end:
        return draft.without(cuts) if n + 1 < len(draft.blocks) else draft
    answer = structs.replace(block, start=start)
    return draft.evolve(blocks=(*draft.blocks[:n], answer, *draft.blocks[n + 1 :])).without(cuts)


def _speaker(draft: Draft, block: Block) -> tuple[str, int]:
    """Return who a block says is speaking, and where what they say begins."""
    found = _LABEL.match(draft.text, block.start, block.end) if _is_line(block) else None
    return (fold(found["who"]), found.end()) if found else ("", block.start)


def _answered(draft: Draft, talks: list[Assistant]) -> Draft:
    """Return `draft` without what a window shows around an answer."""
    shown = tuple(phrase for talk in talks for phrase in talk.interface)
    low, high = 0, len(draft.blocks)
    while low < high and fold(draft.read(*_range(draft.blocks[low]))) in shown:
        low += 1
    while low < high and fold(draft.read(*_range(draft.blocks[high - 1]))).startswith(shown):
        high -= 1
    gone = [*draft.blocks[:low], *draft.blocks[high:]]
    return draft.without(map(_cut, gone)) if gone and low < high else draft


def _range(block: Block) -> tuple[int, int]:
    return block.start, block.end


def _presented(blocks: tuple[Block, ...], texts: list[str], talks: list[Assistant]) -> int:
    """Return how many blocks present what follows: "Of course!" alone in a line, "Here is a draft:"."""
    assented = False
    for n, text in enumerate(texts[:_FIRST]):
        if not _is_line(blocks[n]) or _is_heading(blocks[n], text):
            return 0
        if _presents(text, talks, assented=assented, title=_title(blocks, texts, n + 1)):
            return n + 1
        if not any(fold(text) in talk.assents for talk in talks):
            return 0
        assented = True
    return 0


def _is_line(block: Block) -> bool:
    """Say whether a block is a line or a paragraph by itself."""
    return block.kind in ("unread", "paragraph") and not block.within


def _is_heading(block: Block, text: str) -> bool:
    return block.kind in ("heading", "headline") or block.depth > 0 or text.startswith("#")


def _presents(text: str, talks: list[Assistant], *, assented: bool, title: float) -> bool:
    """Say whether a text presents another: it assents and presents, or names what it presents above a title."""
    if len(text) > _LONGEST or text[:1] in _QUOTES:
        return False
    leads = text.rstrip(_MARKS).endswith(_COLONS)
    first, last = fold(text), fold(_SENTENCE.split(text)[-1])
    for talk in talks:
        assents = assented or bool(_behind(first, talk.assents))
        said = _behind(last, talk.assents) or last
        if said.startswith(talk.presents):
            names = any(word in first or word in said for word in talk.writings)
            return (leads or names) if assents else names and title >= (_LIKELY if leads else _SURE)
    return False


def _behind(text: str, words: Iterable[str]) -> str:
    """Return what stands behind the longest of `words` that a text begins with; "" for none, and for nothing."""
    size = max((len(each) for each in words if text.startswith(each)), default=0)
    return text[size:].lstrip(_PAUSES) if size and not text[size : size + 1].isalnum() else ""


def _title(blocks: tuple[Block, ...], texts: list[str], n: int) -> float:
    """Return how sure it is that a block is a title, or a break above one."""
    if n >= len(blocks):
        return 0.0
    if _is_heading(blocks[n], texts[n]) or is_break(texts[n]):
        return _SURE
    return 0.0 if shape.ends(texts[n], ".,:;!?。：！？") else _LIKELY


def _offered(blocks: tuple[Block, ...], texts: list[str], talks: list[Assistant], *, opened: bool) -> int:
    """Return where the lines begin in which an assistant offers more: to the end, items and breaks with them."""
    found = len(blocks)
    for n in range(len(blocks) - 1, max(len(blocks) - _LAST, 0), -1):
        text = texts[n]
        if _is_line(blocks[n]) and _offers(text, talks, anywhere=opened or is_break(texts[n - 1])):
            found = n
        elif not (is_break(text) or _is_item(blocks[n], text)):
            break
    return found


def _is_item(block: Block, text: str) -> bool:
    within = bool(block.within) and block.within[-1].kind == "listItem"
    return within or bool(shape.bullet(text) or shape.number(text)[0])


def _offers(text: str, talks: list[Assistant], *, anywhere: bool) -> bool:
    """Say whether a text offers more, in its first sentence or, `anywhere`, in its last."""
    if len(text) > _LONGEST or text[:1] in _QUOTES:
        return False
    said = [fold(text)]
    said += [fold(_SENTENCE.split(text)[-1])] if anywhere else []
    return any(
        each.endswith(offer[1:]) if offer[0] == _OPEN else each.startswith(offer)
        for talk in talks
        for offer in talk.offers
        for each in said
    )


@cache
def _talks(language: str | None) -> list[Assistant]:
    """Return how assistants talk in a language, and in English, with their phrases folded."""
    speaking = {each.code: each for each in (known(language), known("en")) if each}
    return [_folded(each.assistant) for each in speaking.values() if each.assistant]


def _folded(talk: Assistant) -> Assistant:
    def each(phrases: Iterable[str]) -> tuple[str, ...]:
        return tuple(_OPEN * phrase.startswith(_OPEN) + fold(phrase) for phrase in phrases)

    return Assistant(
        assents=each(talk.assents),
        presents=each(talk.presents),
        writings=each(talk.writings),
        offers=each(talk.offers),
        interface=each(talk.interface),
    )
