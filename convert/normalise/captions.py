"""Captions and credits of pictures: lines within the article that are not its running text.

A line is told by its words: it opens with a caption word ("Photo: …", "Image caption …"), or it ends in a credit
("… (Jane Roe/Reuters)", "… Foto: dpa"), or is one ("Getty Images"), or is one of a gallery ("2 of 4 …"), or of
several that end in the same name ("… (Jane Roe)"). A credit beside a caption belongs to it: both are one figure.
"""

from __future__ import annotations

from collections import defaultdict

from msgspec import structs

from convert import shape
from convert.draft import Container, Draft
from convert.metadata.credits import Role, follows, is_name, role
from convert.model.text import count_words
from convert.options import ReadOptions
from convert.patterns import pattern

_SHORTEST_FRAGMENT, _LONGEST_FRAGMENT = 8, 40  # words of a caption without a stop, told by the credit below
_STOPS = ".!?…:。！？؟।："
_SIGNATURE = pattern(r"[(（]([^\W\d_][^()（）]{3,40})[)）]$")
_SIGNED = 3  # so many lines with one name in brackets at their ends are captions
_COUNTER = pattern(r"\(?(\d{1,3})\s*(?:/|[^\W\d]{1,4})\s*(\d{1,3})(?!\w)[).:]?")


def find_captions(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with captions and credits, each in a figure; a credit shares that of the caption beside it."""
    blocks = list(draft.blocks)
    roles = _roles(draft)
    for figure in _figures(roles):
        holder = Container("figure", blocks[figure[0]].start)
        for n in figure:
            within = (*blocks[n].within, holder)
            blocks[n] = structs.replace(blocks[n], kind="caption", within=within, rule=roles[n])
    return draft.evolve(blocks=tuple(blocks))


def _roles(draft: Draft) -> dict[int, Role]:
    """Return what each line is that belongs to a picture: by its words, by the line above, by the credit below."""
    lines = {
        n: " ".join(draft.read(block.start, block.end).split())
        for n, block in enumerate(draft.blocks)
        if block.kind == "unread" and not block.depth
    }
    roles: dict[int, Role] = {}
    gallery = _gallery(lines) | _signed(lines)
    for n, text in lines.items():
        told = "caption" if n in gallery else role(text, draft.language)
        if told:
            roles[n] = told
        elif follows(text, roles.get(n - 1), draft.language):
            roles[n] = "credit"
    for n in [n for n, told in roles.items() if told == "credit" and n - 1 in lines and n - 1 not in roles]:
        if draft.blocks[n].gap == 0 and _is_fragment(lines[n - 1]):
            roles[n - 1] = "caption"
    return roles


def _is_fragment(text: str) -> bool:
    """Say whether a line right above a credit is its caption: too long for a heading, without a paragraph's stop."""
    return not shape.ends(text, _STOPS) and _SHORTEST_FRAGMENT <= count_words(text) <= _LONGEST_FRAGMENT


def _gallery(lines: dict[int, str]) -> set[int]:
    """Return the lines that count the pictures of a gallery to its end: "1 of 2 …", "2/2 …", in any language."""
    gallery: set[int] = set()
    run: list[int] = []
    at, total = 0, 0
    for n, found in ((n, _COUNTER.match(text)) for n, text in lines.items()):
        if not found:
            continue
        count, out_of = int(found[1]), int(found[2])
        run = [*run, n] if (count, out_of) == (at + 1, total) else [n]
        at, total = count, out_of
        if at == total and len(run) > 1:
            gallery.update(run)
    return gallery


def _signed(lines: dict[int, str]) -> set[int]:
    """Return the short lines that end in the same name in brackets, of whoever took the pictures."""
    signed: defaultdict[str, set[int]] = defaultdict(set)
    for n, text in lines.items():
        found = _SIGNATURE.search(text)
        if found and " " in found[1] and is_name(found[1]) and count_words(text) <= _LONGEST_FRAGMENT:
            signed[found[1]].add(n)
    return {n for each in signed.values() if len(each) >= _SIGNED for n in each}


def _figures(roles: dict[int, Role]) -> list[list[int]]:
    """Return the lines of each figure: a caption or credit, and the other kind or the label beside it."""
    figures: list[list[int]] = []
    for n in sorted(roles):
        beside = figures and figures[-1][-1] == n - 1
        whole = {roles[m] for m in figures[-1]} if beside else set()
        if beside and (roles[n] not in whole or roles[n - 1] == "label"):
            figures[-1].append(n)
        else:
            figures.append([n])
    return figures
