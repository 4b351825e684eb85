"""Is it an article? A verdict and a score, from what is left once the furniture is out."""

from __future__ import annotations

from convert.draft import Draft
from convert.model import Article, Paragraph
from convert.model.text import count_words, plain
from convert.model.walk import walk
from convert.report import Verdict

# From so many words of paragraphs on, a text with a headline is an article; below the fewest, none.
_ENOUGH = 120
_FEWEST = 20


def judge(article: Article, draft: Draft) -> tuple[Verdict, float]:
    """Return the verdict and a score from 0 to 1.

    Half of the score is how much running text there is, up to what makes an article; a quarter is for a
    headline; a quarter is the share of the input's words that stayed.
    """
    words = sum(count_words(plain(node)) for node in walk(*article.children) if isinstance(node, Paragraph))
    whole = count_words(draft.text)
    kept = min(1.0, (words + count_words(article.meta.headline or "")) / whole) if whole else 0.0
    score = 0.5 * min(1.0, words / _ENOUGH) + 0.25 * (article.meta.headline is not None) + 0.25 * kept
    if words < _FEWEST:
        return "not-an-article", round(score, 2)
    return ("article" if words >= _ENOUGH and article.meta.headline else "partial"), round(score, 2)
