r"""`\citet{a}`, `\textcite{a}`: LaTeX's citations that stand in the sentence for an author, a title, a year."""

from convert.citations.families.latex_citation import HOOKS, commanded, read
from convert.parts import MarkerFamily

part = MarkerFamily(
    name="latex-textual",
    description="LaTeX's citations that are words of a sentence",
    hooks=HOOKS,
    pattern=commanded(r"[cC]itet|[tT]extcite|[cC]iteauthor|citeyear|[cC]itetitle|citedate", r"[tT]extcites"),
    read=read,
    evidence="always",
    replaces=True,
    examples={
        r"As \citet{roe2020} says.": ("roe2020",),
        r"As \textcite[12]{roe} and \Textcite{doe} say.": ("roe", "doe"),
        r"In \citeyear{roe}, \citeauthor{roe} wrote \citetitle{roe}; \textcites{doe}{poe} read it.": (
            "roe",
            "roe",
            "roe",
            "doe",
            "poe",
        ),
    },
    near_misses=(
        r"\citetext{so} and \textcite alone, \citet{}.",
        r"In code `\citet{roe}` stays.",
        r"\textit{roe} and \text{cite} are type.",
    ),
)
