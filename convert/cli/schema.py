"""`article schema`: what a canonical tree may hold."""

from __future__ import annotations

import json

import click

from convert.cli.terminal import say
from convert.model import codec


@click.command("schema", short_help="Print the JSON Schema of the article tree.")
def command() -> None:
    """Print the JSON Schema of the canonical article tree.

    \b
      article schema > article.schema.json
      article convert story.txt -t json | jsonschema -i /dev/stdin article.schema.json

    `article convert -t json` writes such trees and `article convert -f json` reads them.
    """
    say(json.dumps(codec.schema(), indent=2) + "\n")
