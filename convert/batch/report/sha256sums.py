"""Digests of all files, as `sha256sum -c` reads them from within the folder (GNU coreutils, "cksum output modes").

What is packed in an archive has the archive's.
"""

from __future__ import annotations

from convert.batch.report._account import Account

_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


def render(found: Account) -> bytes:
    """Return a line a file; a name that would break its line is escaped, and the line begins with a backslash."""
    files = [(each.path, each.sha256) for each in found.journal.outputs("")]
    packed = [(each.path, each.sha256) for each in found.journal.archives()]
    return b"".join(_line(path, digest) for path, digest in sorted(files + packed))


def _line(path: str, digest: str) -> bytes:
    escaped = "".join(_ESCAPED.get(character, character) for character in path)
    mark = "\\" if escaped != path else ""
    return f"{mark}{digest}  {escaped}\n".encode("utf-8", "surrogateescape")
