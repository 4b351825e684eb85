"""As CSV (RFC 4180), a row an article, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from convert.batch.report._account import Account

_COLUMNS = (
    "input",
    "state",
    "verdict",
    "score",
    "removed",
    "seconds",
    "warnings",
    "errors",
    "files",
    "size",
    "message",
)
# With these at its beginning, some spreadsheet takes a cell for a formula, also in the wide forms of Japanese ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render(found: Account) -> bytes:
    """Return the articles; `message` is the first error, else the first warning."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for each in found.outcomes():
        kinds = [said.severity for said in each.messages]
        said = sorted(each.messages, key=lambda message: message.severity != "error")
        writer.writerow(
            (
                _cell(each.name),
                "failed" if each.state == "failed" else "done",
                each.verdict or "",
                "" if each.score is None else each.score,
                "" if each.removed is None else each.removed,
                each.seconds,
                kinds.count("warning"),
                kinds.count("error"),
                len(each.outputs),
                sum(output.size for output in each.outputs),
                _cell(said[0].message) if said else "",
            )
        )
    return out.getvalue().encode("utf-8", "backslashreplace")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
