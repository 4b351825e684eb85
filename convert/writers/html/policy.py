"""The Content Security Policy of a page: what is inside may be shown, nothing else may be loaded or run."""

from __future__ import annotations

import base64
import hashlib

from lxml.etree import _Element


def policies(style: str, content: _Element) -> tuple[str, str]:
    """Return what the page may load and what it may do; browsers hold it to each policy (CSP 3, 3.3 and 8.1).

    It may use its style sheet, known by its hash, with what that carries along, and pictures of the kinds that are in
    `content`; it may not send forms or move its base. Two policies, because the Nu checker tries resources against the
    last one and takes each data: URL for a violation.
    """
    pictures = {f"{image.get('src', '').partition(':')[0]}:" for image in content.iter("img")}
    carried = {"data:"} if "data:" in style else set()
    allowed = {
        "style-src": [_hashed(style)] if style else [],
        "img-src": sorted(pictures | carried),
        "font-src": sorted(carried),
    }
    named = (f"; {name} {' '.join(sources)}" for name, sources in allowed.items() if sources)
    return "default-src 'none'" + "".join(named), "base-uri 'none'; form-action 'none'"


def _hashed(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
