"""The browser of `article check`, for tests that look at pages in it."""

from __future__ import annotations

import pytest

from convert.check._chromium import Page as Page
from convert.check._chromium import browser as browser
from convert.check._tools import chromium
from convert.errors import MissingEngine

try:
    CHROMIUM: str | None = chromium()
except MissingEngine:
    CHROMIUM = None

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"
)
