"""Each test of runs is in a folder of its own, with a few inputs, and no settings around it."""

from tests.cli.conftest import folder as folder
