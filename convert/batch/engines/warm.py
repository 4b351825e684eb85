"""To import this is to read an article: what readers need is then in memory, of which workers are forked.

What it reads is made up, and as short as it may be to have a headline, a byline, a date and a note.
"""

from __future__ import annotations

import contextlib

from convert import pipeline
from convert.source import Source

_TEXT = """\
A headline of a few words

By Jane Roe
March 3, 2025

The council voted on Tuesday to keep the library open for another year, after weeks of protest by readers. [1]

Sources
1. The minutes, https://example.org/minutes
"""

# A fault of ours shows with the first article that is in earnest, where it is reported.
with contextlib.suppress(Exception):
    pipeline.examine(Source("sample.txt", _TEXT.encode()))
