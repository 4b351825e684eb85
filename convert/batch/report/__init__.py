"""What a journal says of an output folder, in a form a module: `render(account) -> bytes`.

The forms: `text` for a terminal, `json` and `csv` an article a line or row, `junit` for CI, `html` for people,
`manifest` and `sha256sums` for whoever is given the files.
"""

from __future__ import annotations

import importlib

from convert.batch.report._account import Account as Account
from convert.batch.report._account import account as account

FORMS = ("text", "json", "csv", "junit", "html", "manifest", "sha256sums")


def render(form: str, found: Account) -> bytes:
    """Return an account in a form, one of FORMS."""
    made: bytes = importlib.import_module(f"{__name__}.{form}").render(found)
    return made
