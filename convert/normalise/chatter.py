"""What a chat assistant says around what it was asked for, and what its window shows, when an answer is copied.

"Certainly! Here's the article you asked for:" is no headline, and "Would you like me to add quotes?" no last line of
an article. Either is told by its words and by its place, the first lines and the last ones; but people present and
offer, too, in much the same words. So it takes two signs: assent and presenting above, or presenting above and an offer
below. Where nothing was presented, nothing goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import Struct, structs

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
_BRIEF = 60  # of a last word: "Just say the word!"
_FIRST, _LAST = 4, 10  # blocks in which it may
_LIKELY, _SURE = 0.5, 1.0  # that something is a title, or presents one
_TURNS = 12  # blocks in which a question may stand above its answer
_SENTENCE = pattern(r"(?<![.!?])[.!?]++[^\w\n.!?]++(?=\w)|[。！？]\s*+(?=\w)")
_ADDRESS = pattern(r"@|://|www\.|\d{4}")
_MARKS = "*_ "
_QUOTES = "\"'“”„«»‘’「『"
_COLONS = (":", "：")
_EAGER = ("!", ",", "！", "，", "、", "。")  # behind the assent of who presents at once
_PAUSES = " ,.!;:、，。！—–-"
_OPEN = "…"
_SPACED = "\u0530"  # scripts up to here part words, and put no article before them without a space

# Who speaks, before a colon: who asks, who answers, as windows and logs of chats have them.
_LABEL = pattern(r"[*_\s]*+(?P<who>[^\W\d_][^\n:：*_]{0,24}?)(?P<inner>[*_]*+)\s?[:：][*_]*+\s*+")
_ASKS = frozenset(
    [
        "user",
        "human",
        "you",
        "me",
        "prompt",
        "you said",
        "vous avez dit",
        "tu as dit",
        "du hast gesagt",
        "dijiste",
        "has dicho",
        "hai detto",
        "você disse",
        "je zei",
        "вы сказали",
        "你说",
        "您说",
    ]
)
_SAYS = frozenset(
    [
        "chatgpt said",
        "chatgpt a dit",
        "chatgpt hat gesagt",
        "chatgpt dijo",
        "chatgpt ha dicho",
        "chatgpt ha detto",
        "chatgpt disse",
        "o chatgpt disse",
        "chatgpt zei",
        "chatgpt sa",
        "chatgpt сказал",
        "chatgpt 说",
    ]
)
_ANSWERS = _SAYS | frozenset(
    ["chatgpt", "assistant", "claude", "gemini", "copilot", "grok", "perplexity", "deepseek", "ai"]
)


class _Lines(Struct, frozen=True):
    """The blocks of a draft with their texts, and how assistants talk in its language."""

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    talks: tuple[Assistant, ...]


def drop_chatter(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the lines at its top and end in which an assistant presents it and offers more."""
    if not draft.blocks or draft.blocks[0].rule == FRONT_MATTER:
        return draft  # whoever wrote that wrote the rest
    texts = tuple(draft.read(block.start, block.end).strip() for block in draft.blocks)
    lines = _Lines(draft.blocks, texts, _talks(draft.language))
    top, start = _answer(draft, lines)
    end = _shown(lines)
    if top >= end:
        return draft
    told = top > 0 or start > draft.blocks[0].start
    presented, sure = _presented(lines, top, draft.text[start : draft.blocks[top].end].strip())
    offered = _offered(lines, end, opened=told or sure)
    both = presented > top and offered < end
    first = presented if told or sure or both else top
    last = offered if told or sure or both else end
    while top < first < last and is_break(texts[first]):
        first += 1
    while first < last < len(texts) and is_break(texts[last - 1]):
        last -= 1
    if first >= last:
        return draft  # nothing would be left
    cuts = [_cut(block.start, block.end) for block in (*draft.blocks[:first], *draft.blocks[last:])]
    block = draft.blocks[first]
    if first > top or start == block.start:
        return draft.without(cuts) if cuts else draft
    answer = structs.replace(block, start=start)
    cuts.append(_cut(block.start, start))
    return draft.evolve(blocks=(*draft.blocks[:first], answer, *draft.blocks[first + 1 :])).without(cuts)


def _cut(start: int, end: int) -> Edit:
    return Edit(start, end, "removed", RULE, confidence=_CONFIDENCE)


def _answer(draft: Draft, lines: _Lines) -> tuple[int, int]:
    """Return the block in which the answer begins, and where: below its question, behind the name of who gives it.

    There is one question at most, and one answer. A name with text behind it may be anything, "AI: the next frontier":
    the text must be such as only an assistant says.
    """
    shown = {phrase for talk in lines.talks for phrase in talk.interface}
    low = next((n for n, text in enumerate(lines.texts) if fold(text) not in shown), len(lines.texts))
    begins = low, draft.blocks[low].start if low < len(draft.blocks) else 0
    said = [_speaker(draft, block) for block in draft.blocks[:_TURNS]]
    asks = [n for n, (who, _) in enumerate(said) if who in _ASKS]
    answers = [n for n, (who, _) in enumerate(said) if who in _ANSWERS]
    later = (_speaker(draft, block)[0] in _ASKS | _ANSWERS for block in draft.blocks[_TURNS:])
    if len(answers) != 1 or asks not in ([], [low]) or any(later):
        return begins
    n, (who, start) = answers[0], said[answers[0]]
    alone = start == draft.blocks[n].end
    rest = draft.text[start : draft.blocks[n].end].strip()
    is_its_own = (alone and (asks or who in _SAYS)) or _presented(lines, n, rest)[1]
    if not is_its_own or (n > low and not asks) or n + alone >= len(draft.blocks):
        return begins
    return (n + 1, draft.blocks[n + 1].start) if alone else (n, start)


def _speaker(draft: Draft, block: Block) -> tuple[str, int]:
    """Return who a block says is speaking, and where what they say begins."""
    found = _LABEL.match(draft.text, block.start, block.end) if _is_line(block) else None
    return (fold(found["who"]), found.end()) if found else ("", block.start)


def _shown(lines: _Lines) -> int:
    """Return where the lines begin that a window shows below an answer: "ChatGPT can make mistakes. Check …"."""
    shown = tuple(phrase for talk in lines.talks for phrase in talk.interface)
    end = len(lines.texts)
    while end and any(f"{fold(lines.texts[end - 1])}. ".startswith(f"{phrase}. ") for phrase in shown):
        end -= 1
    return end


def _presented(lines: _Lines, top: int, opening: str) -> tuple[int, bool]:
    """Return where what is presented begins, from block `top` on with its text, and whether that is sure."""
    assented = False
    for n in range(top, min(top + _FIRST, len(lines.blocks))):
        text = opening if n == top else lines.texts[n]
        if not _is_line(lines.blocks[n]) or _is_heading(lines.blocks[n], text):
            return top, False
        sureness = _presents(text, lines.talks, assented=assented, title=_title(lines, n + 1))
        if sureness:
            return n + 1, sureness == _SURE
        if not any(fold(text) in talk.assents for talk in lines.talks):
            return top, False
        assented = True
    return top, False


def _is_line(block: Block) -> bool:
    """Say whether a block is a line or a paragraph by itself."""
    return block.kind in ("unread", "paragraph") and not block.within


def _is_heading(block: Block, text: str) -> bool:
    return block.kind in ("heading", "headline") or block.depth > 0 or text.startswith("#")


def _presents(text: str, talks: Iterable[Assistant], *, assented: bool, title: float) -> float:
    """Return how sure it is that a text presents another: 0 where it does not, or names nothing to present."""
    if len(text) > _LONGEST or text[:1] in _QUOTES:
        return 0.0
    leads = text.rstrip(_MARKS).endswith(_COLONS)
    first, last = fold(text), fold(_SENTENCE.split(text)[-1])
    for talk in talks:
        eager, _ = _assent(first, talk.assents)
        _, behind = _assent(last, talk.assents)
        said = behind or last
        if not said.startswith(talk.presents):
            continue
        names = _names(said, talk)
        if assented or eager:
            at_once = assented or eager in _EAGER
            if (title and (leads or names)) or (at_once and leads and names):
                return _SURE
        elif names and title >= (_LIKELY if leads else _SURE):
            return _LIKELY
    return 0.0


def _assent(text: str, words: Iterable[str]) -> tuple[str, str]:
    """Return the mark behind the longest of `words` that a text begins with, and the text behind that; "" for none."""
    size = max((len(each) for each in words if text.startswith(each)), default=0)
    if not size or text[size : size + 1].isalnum():
        return "", ""
    return text[size : size + 1] or ".", text[size:].lstrip(_PAUSES)


def _names(text: str, talk: Assistant) -> bool:
    """Say whether a text names a writing: at the beginning of a word, where the script has such."""
    spaced = f" {text}"
    return any(word in text if word[0] > _SPACED else f" {word}" in spaced for word in talk.writings)


def _title(lines: _Lines, n: int) -> float:
    """Return how sure it is that a block is a title, or a break above one, or a table."""
    if n >= len(lines.blocks):
        return 0.0
    block, text = lines.blocks[n], lines.texts[n]
    if _is_heading(block, text) or is_break(text) or block.kind == "tableCell":
        return _SURE
    return 0.0 if shape.ends(text, ".,:;!?。：！？") else _LIKELY


def _offered(lines: _Lines, end: int, *, opened: bool) -> int:
    """Return where the lines begin in which an assistant offers more, up to `end`, with the items that it leads to."""
    found, items = end, False
    for n in range(end - 1, max(end - _LAST, 0), -1):
        block, text = lines.blocks[n], lines.texts[n]
        if _is_line(block) and _offers(text, lines.talks, opened=opened, below=is_break(lines.texts[n - 1])):
            if items and not text.rstrip(_MARKS).endswith(_COLONS):
                break
            found, items = n, False
        elif _is_item(block, text):
            items = True
        elif not is_break(text) and not (
            opened and len(text) <= _BRIEF and _is_line(block) and text[-1:] in "!！"
        ):
            break
    return found


def _is_item(block: Block, text: str) -> bool:
    within = next((each for each in reversed(block.within) if each.kind == "list"), None)
    return (within is not None and not within.ordered) or shape.bullet(text) > 0


def _offers(text: str, talks: Iterable[Assistant], *, opened: bool, below: bool) -> bool:
    """Say whether a text offers more, and gives no address: in its first sentence or, `below` a break, in its last.

    Where it is sure that an assistant speaks, that is `opened`, either will do, and so will what others say in parting.
    """
    if len(text) > _LONGEST or text[:1] in _QUOTES or _ADDRESS.search(text):
        return False
    sentences = _SENTENCE.split(text)
    said = {fold(text), *map(fold, sentences[-1:] if opened or below or len(sentences) == 1 else ())}
    return any(
        each.endswith(offer[1:]) if offer[0] == _OPEN else each.startswith(offer)
        for talk in talks
        for offer in (*talk.offers, *(talk.partings if opened else ()))
        for each in said
    )


@cache
def _talks(language: str | None) -> tuple[Assistant, ...]:
    """Return how assistants talk in a language, and in English, with their phrases folded."""
    speaking = {each.code: each for each in (known(language), known("en")) if each}
    return tuple(_folded(each.assistant) for each in speaking.values() if each.assistant)


def _folded(talk: Assistant) -> Assistant:
    def each(phrases: Iterable[str]) -> tuple[str, ...]:
        return tuple(_OPEN * phrase.startswith(_OPEN) + fold(phrase) for phrase in phrases)

    return Assistant(
        assents=each(talk.assents),
        presents=each(talk.presents),
        writings=each(talk.writings),
        offers=each(talk.offers),
        partings=each(talk.partings),
        interface=each(talk.interface),
    )
