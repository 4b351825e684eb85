r"""`\cite{a,b}`, `\citep[p.~3]{a}`: LaTeX's citations in parentheses, by the keys of a bibliography."""

import re

from convert.citations.families._shapes import page
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_OPTIONS = r"(?:\[[^\[\]\n]{0,200}\]){0,2}"
_KEYS = r"\{\s{0,9}[^{}\\\s,%]{1,80}(?:\s{0,9},\s{0,9}[^{}\\\s,%]{1,80}){0,40}\s{0,9}\}"
_GROUP = pattern(r"(?:\[([^\[\]]*)\])?\{([^{}]*)\}")
# With the tie that holds them to the word before; the backslash is doubled in JSON and in some exports.
HOOKS = ("\\", "~\\")


def commanded(commands: str, plural: str) -> str:
    """Return a pattern for citation commands, of which the plural ones take several groups of keys."""
    return rf"~?\\{{1,2}}(?:(?:{commands})\*?{_OPTIONS}{_KEYS}|(?:{plural})\*?(?:{_OPTIONS}{_KEYS}){{1,20}})"


def read(match: re.Match[str]) -> Reading:
    """Return the citation of every key in braces; a page before the braces is that of the last."""
    cites: dict[str, Cite] = {}
    for note, group in _GROUP.findall(match[0]):
        *others, last = (key.strip() for key in group.split(","))
        cites |= {key: Cite(key) for key in others} | {last: Cite(last, item=page(note))}
    return Reading(tuple(cites.values()))


part = MarkerFamily(
    name="latex-citation",
    description="LaTeX's citations beside the text, by key",
    hooks=HOOKS,
    pattern=commanded(
        r"[cC]ite(?:p|alp|alt|num|yearpar)?|[pP]arencite|[aA]utocite|[fF]ootcite|[sS]martcite|supercite|fullcite"
        r"|footfullcite|onlinecite",
        r"[cC]ites|[pP]arencites|[aA]utocites|[fF]ootcites|[sS]martcites|supercites",
    ),
    read=read,
    evidence="always",
    examples={
        r"The pier burned~\cite{roe2020}.": ("roe2020",),
        r"Twice \cite{roe2020,doe99} and \citep[p.~3]{roe:pier}.": ("roe2020", "doe99", "roe:pier"),
        r"See \citep[see][chap. 2]{roe} and \parencite[12]{doe}, \autocite*{a-b}.": ("roe", "doe", "a-b"),
        r"Several \autocites[12]{roe}[13]{doe} or \cite{roe,  doe}.": ("roe", "doe", "roe", "doe"),
        r"Noted.\footcite[3]{roe} \supercite{doe}": ("roe", "doe"),
        r"Out of JSON \\cite{roe}": ("roe",),
    },
    leaves={
        r"The pier burned~\cite{roe2020}. Then": "The pier burned. Then",
        r"The pier burned \citep[p.~3]{roe}. Then": "The pier burned. Then",
    },
    near_misses=(
        r"The command \cite takes keys, \cite{} none.",
        r"In code `\cite{roe}` stays.",
        r"Others: \citestyle{plain}, \citation{roe}, \ref{fig:1}, \label{roe}, \recite{roe}.",
        r"A path C:\cite\roe and D:\cite.",
        r"\cite{two words} and \cite{\key}, \cite{never closed",
    ),
)
