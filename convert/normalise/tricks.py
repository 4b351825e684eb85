"""What shows a reader something else than it is: text in another order, hosts in letters that look like others'.

Neither is mended in silence. Characters that turn the direction are left out in any case (`convert.readers._clean`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from convert.draft import Draft, Remark
from convert.model import Article, Link
from convert.model.walk import walk
from convert.patterns import pattern

# Overrides make letters run against their own direction, which no orthography asks for (UAX 9, 2.2 and 3.3.5); the
# isolates and embeddings of honest Arabic and Hebrew do not. See CVE-2021-42574.
_OVERRIDE = pattern("[\u202d\u202e]")
# Scripts with letters that look alike (UTS 39, 5.2: no label has two of them).
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
# Letters of Cyrillic that look like Latin ones: a name of nothing else is none of Cyrillic (UTS 39, 4.2).
_LOOKALIKE = frozenset("асԁеһіјӏорԛѕԝху")


def tricks(draft: Draft, article: Article) -> Iterator[Remark]:
    """Yield remarks on overrides of direction in the input, and on links of the article to hosts in disguise."""
    yield from _overrides(draft)
    shown = {node.url for node in walk(article) if isinstance(node, Link)}
    told: set[str] = set()
    for mark in draft.marks:
        host = disguised(mark.url) if mark.url in shown else ""
        if host and host not in told:
            told.add(host)
            message = (
                f"a link leads to {host} ({_ascii(host)}), whose letters look like those of another script"
            )
            yield Remark("lookalike-host", "warning", message, mark.start, mark.end)


def _overrides(draft: Draft) -> Iterator[Remark]:
    count = len(_OVERRIDE.findall(draft.original))
    if not count:
        return
    shift = 0
    for edit in draft.repairs:
        if _OVERRIDE.search(draft.original, edit.start, edit.end):
            at = min(edit.start + shift, max(len(draft.text) - 1, 0))
            places = "a character" if count == 1 else f"{count} characters"
            message = f"{places} that turned letters around left out: the text was shown in another order than it is in"
            yield Remark("direction-override", "warning", message, at, at)
            return
        shift += len(edit.becomes) - (edit.end - edit.start)


def disguised(url: str) -> str:
    """Return the host of `url`, in its own letters, where they look like those of another script; else ""."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    labels = [_letters(label) for label in host.split(".")]
    if not any(map(_mixed, labels)) and not (host.rpartition(".")[2].isascii() and any(map(_whole, labels))):
        return ""
    return ".".join(labels)


def _letters(label: str) -> str:
    """Return a label of a host in its own letters (RFC 3492)."""
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _mixed(label: str) -> bool:
    if label.isascii():
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in label if letter.isalpha()}
    return len(scripts & _ALIKE) > 1


def _whole(label: str) -> bool:
    return not label.isascii() and all(letter in _LOOKALIKE or not letter.isalpha() for letter in label)


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return re.sub(r"[^\x21-\x7e]", "?", host)
