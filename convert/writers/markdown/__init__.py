"""Markdown for sites and notebooks: CommonMark with GitHub's tables and footnotes, after YAML front matter."""

from __future__ import annotations

from convert.model import Article
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, _options: WriteOptions) -> bytes:
    """Return the article as UTF-8 Markdown: front matter, text, notes.

    The headline is the front matter's `title`, not a first heading: Hugo, Jekyll and Pandoc make the heading
    from it, and a second one would repeat it. Headings in the text begin with "##".
    """
    from convert.writers.markdown.blocks import body
    from convert.writers.markdown.frontmatter import front_matter

    return "\n\n".join(part for part in (front_matter(article.meta), body(article)) if part).encode() + b"\n"


part = Writer(
    name="markdown",
    description="CommonMark with GitHub's tables and footnotes, after YAML front matter",
    suffixes=(".md", ".markdown"),
    media_type="text/markdown",
    write=write,
    notes=("endnotes", "footnotes", "inline", "none"),
)
