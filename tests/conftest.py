"""The tests give the same verdict on every run: random examples are drawn from a fixed seed.

`HYPOTHESIS_PROFILE=default make test` draws new ones, to search for more.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
