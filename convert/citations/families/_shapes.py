"""What several families of brackets share: the bracket itself, in text and in Markdown, and where it stands."""

from convert.model import CSLItem
from convert.patterns import pattern

# Scraped text sets spaces of any kind within brackets: "[ 1 ]".
_SPACE = r"[ \u00a0\u2009\u202f]?"
# In-page addresses that converters to Markdown leave: "#fn1", "https://en.wikipedia.org/wiki/Pier#cite_note-Roe_(2010)-3".
_ANCHOR = (
    r"(?:#|[^\s()#]{0,300}#(?:cite|_ftn|_edn|fn|ref|note|endnote|bib))(?:[^\s()]|\([^\s()]{0,99}\)){1,200}"
)

BRACKET_HOOKS = ("[", "\\[")
# With text before it on its line, be it glued or parted by a space; a bullet is no text.
WITHIN_A_LINE = r"(?:(?<=\S)|(?<=[^\s*•‣▪·>-][ \u00a0]))"
# Glued to the text before it.
GLUED = r"(?<=[^\s(\[{/\"'“‘«„])"
# No letter or digit follows, unless of a script that writes no spaces between words.
ENDS_A_WORD = r"(?![^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"

# Words before pages, in Latin and Cyrillic letters, without their stop.
PAGE_WORDS = r"pp?|[SsСс]|стр|str|págs?|pag|pg"
_PAGE = r"\d{1,5}(?:[–-]{1,2}\d{1,5})?"
_PAGES = pattern(
    rf"(?:\A[\s,]*|(?:\A|[\s,~])(?:{PAGE_WORDS}|pages?)\.?[~\s]{{0,2}})"
    rf"({_PAGE}(?:,\s?{_PAGE}){{0,9}}(?:\s?ff?\.?)?)\s*\Z"
)


def page(text: str) -> CSLItem | None:
    """Return the pages that `text` ends with, "12", "pp. 12–13, 20", as what is known of a source; None for none."""
    found = _PAGES.search(text)
    return CSLItem(locator=found[1].replace("--", "–")) if found else None


def bracketed(inside: str) -> str:
    """Return a pattern for `inside` in brackets: "[1]", "[ 1 ]", escaped, linked as "[1](#fn1)" or "[[1]](#fn1)"."""
    plain = rf"\\?\[{_SPACE}(?:{inside}){_SPACE}\\?\]"
    return rf"(?:{plain}(?!\()|\[(?:{plain}|(?:{inside}))\]\({_ANCHOR}\))"


def linked(word: str) -> str:
    """Return a pattern for `word` or a Markdown link of it, perhaps emphasized: "*[edit](/w/index.php \"Edit\")*"."""
    link = rf"\[(?:{word})\]\([^\s()]{{1,300}}(?: \"[^\"\n]{{0,300}}\")?\)"
    return rf"[*_]{{0,2}}(?:{word}|{link})[*_]{{0,2}}"
