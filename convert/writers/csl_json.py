"""The sources alone, as CSL JSON: https://github.com/citation-style-language/schema, csl-data.json."""

from __future__ import annotations

import msgspec

from convert.model import Article
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, _options: WriteOptions) -> bytes:
    """Return the sources of the notes as UTF-8 JSON, each with the number of its note for an id."""
    items = [
        {"id": note.identifier, "type": "document", **msgspec.to_builtins(note.source)}
        for note in article.notes
        if note.source
    ]
    return msgspec.json.format(msgspec.json.encode(items), indent=2) + b"\n"


part = Writer(
    name="csl-json",
    description="the sources alone as CSL JSON, for Zotero, pandoc and citation styles",
    suffixes=(".csl.json",),
    media_type="application/vnd.citationstyles.csl+json",
    write=write,
)
