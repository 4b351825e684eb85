"""The tests give the same verdict on every run: random examples are drawn from a fixed seed.

`HYPOTHESIS_PROFILE=default make test` draws new ones, to search for more.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# Of what a shell starts in the background SIGINT is ignored, and so in all that it starts: tests that send it would wait.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
