"""Whatever is done to a container, what comes out is articles and errors, and nothing is raised."""

from __future__ import annotations

import bz2
import gzip

from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.errors import ArticleError
from convert.source import Source
from tests.containers.packing import tarred, unpack, zipped
from tests.containers.test_feed import ATOM, RSS
from tests.containers.test_warc import GOOD, record

_LINE = b'{"url": "https://example.org/a", "text": "A text.", "author": [{"name": "x"}], "date": 1e9}\n'
_PACKED = record(
    "https://example.org/", gzip.compress(b"<p>"), headers="Content-Type: text/html\r\nContent-Encoding: gzip"
)
_FILES = {
    "x.jsonl": _LINE * 3,
    "x.gz": gzip.compress(_LINE),
    "x.bz2": bz2.compress(_LINE),
    "x.zst": zstd.compress(_LINE),
    "x.zip": zipped({"a.txt": "x" * 100, "b.jsonl": _LINE, "c.txt.gz": gzip.compress(b"x")}),
    "x.tar": tarred({"a.txt": "x" * 100, "b.jsonl": _LINE, f"{'c' * 200}.txt": "x"}),
    "x.warc": GOOD * 2 + _PACKED,
    "x.rss": (RSS % "").encode(),
    "x.atom": ATOM.encode(),
}
_changes = st.lists(
    st.tuples(
        st.integers(0, 4000),
        st.integers(0, 9),
        st.binary(max_size=12) | st.sampled_from([b"<", b"&", b"{", b"[" * 999]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(_FILES)), _changes, st.booleans())
def test_damage_is_survived(path: str, changes: list[tuple[int, int, bytes]], pipe: bool) -> None:
    data = bytearray(_FILES[path])
    for at, cut, put in changes:
        data[at % len(data) : at % len(data) + cut] = put or b"\0"
    for each in unpack(path, bytes(data), pipe=pipe):
        assert isinstance(each, Source | ArticleError)
        assert str(each)
