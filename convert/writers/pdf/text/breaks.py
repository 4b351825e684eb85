"""Where a word may end a line: what of UAX 14 (line breaking) matters inside what stands between two spaces."""

from __future__ import annotations

from functools import lru_cache

from convert.patterns import pattern

# Characters between which a line may end without a space: those of Chinese, Japanese and Korean, as one would read
# them: ideographs, syllables, full-width forms, their punctuation (UAX 14, classes ID, CJ, H2, H3, CL, NS, OP).
_IDEOGRAPHIC = (
    "\u2e80-\u2fff\u3001-\u303e\u3041-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
_EAST = pattern(f"[{_IDEOGRAPHIC}]")

# No line begins with these, and none ends with those (JIS X 4051; CLREQ, 3.1.3; UAX 14, classes CL, CP, EX, IS, NS).
_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）］｝〕〉》」』】〙〗〞〟ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    ")]}!?,.:;%‰°’”»›…‥—–·〜～｠ﾞﾟ｡､･"
)
_NO_END = frozenset("（［｛〔〈《「『【〘〖〝([{‘“«‹$£¥￥＄€№｟｢")

# A long word may end a line behind these, between letters or digits, an address behind each.
_PARTS = pattern(r"(?<=\w[–—/?&=#:;@])(?=\w)")
_SMALLER = pattern(r"(?<=\w[-‐–—/?&=#:;@.,_%+~])(?=\w)")
LONG = 20  # characters

# Thai, Lao, Khmer and Burmese write no spaces between words, and which letters begin one only a dictionary knows.


@lru_cache(1 << 15)
def breaks(text: str) -> tuple[int, ...]:
    """Return where `text`, a word, may end a line: offsets in it, ascending."""
    found = [match.start() for match in _PARTS.finditer(text)] if len(text) >= LONG else []
    if not text.isascii() and _EAST.search(text):
        found += [n for n in range(1, len(text)) if between(text[n - 1], text[n])]
        found = sorted(set(found))
    return tuple(found)


@lru_cache(1 << 12)
def smaller(text: str) -> tuple[int, ...]:
    """Return where a word that fits no line may be parted, at a hyphen or a dot too; who copies it may lose one."""
    return tuple(match.start() for match in _SMALLER.finditer(text))


def eastern(text: str) -> bool:
    """Say whether lines may end between the characters of `text`, so that room is shared out between them."""
    return not text.isascii() and _EAST.search(text) is not None


def between(left: str, right: str) -> bool:
    """Say whether a line may end between two characters without a space: ideographs, or what stands beside one."""
    if left in _NO_END or right in _NO_START:
        return False
    east = _EAST.match(left), _EAST.match(right)
    # A letter or digit beside an ideograph may part from it; a closing quotation mark goes with what it closes.
    return any(east) and not right.isspace() and (bool(east[1]) or left not in "\"'")
