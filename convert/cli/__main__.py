"""`python -m convert.cli` is the command `article`."""

from convert.cli import main

main(prog_name="article")
