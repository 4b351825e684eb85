"""The tests give the same verdict on every run: random examples are drawn from a fixed seed.

`HYPOTHESIS_PROFILE=default make test` draws new ones, to search for more.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# A shell has SIGINT ignored by what it starts in the background, and by all that this starts: tests that send it wait.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
