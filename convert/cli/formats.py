"""`article formats`: the readers and writers that are installed, ours and theirs; what print can set."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import Any

import click

from convert.cli.terminal import harmless, say
from convert.errors import MissingEngine
from convert.parts import CONTAINERS, READERS, WRITERS, Container, Reader, Writer
from convert.render.columns import fill, width

Row = dict[str, Any]


@click.command(
    "formats",
    short_help="List the formats that are installed.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.option(
    "--scripts",
    is_flag=True,
    allow_from_autoenv=False,
    help="List the scripts that PDF can be set in instead, and where fonts that lack come from.",
)
@click.option("--json", "as_json", is_flag=True, allow_from_autoenv=False, help="As JSON.")
def command(scripts: bool, as_json: bool) -> None:
    """List the formats that can be read (-f) and written (-t), and what articles may be packed in, plug-ins included.

    \b
      article formats
      article formats --json | jq -r '.writers[].name'
      article formats --scripts

    A plug-in that does not load is listed with the reason; the others work without it.
    """
    if scripts:
        _say_scripts(as_json)
        return
    found = {
        "writers": [_row(name, part) for name, part in WRITERS.each()],
        "readers": [_row(name, part) for name, part in READERS.each()],
        "containers": [_row(name, part) for name, part in CONTAINERS.each()],
    }
    if as_json:
        say(json.dumps(found, indent=2) + "\n")
    else:
        titles = {
            "writers": "Writers (-t)",
            "readers": "Readers (-f)",
            "containers": "Containers, which are opened",
        }
        say(
            "\n".join(
                f"{title}\n" + "".join(f"{line}\n" for line in _table(found[kind]))
                for kind, title in titles.items()
            )
        )


def _say_scripts(as_json: bool) -> None:
    from convert.fonts import coverage

    rows = [each._asdict() for each in coverage()]
    if as_json:
        say(json.dumps({"scripts": rows}, indent=2) + "\n")
        return
    table = _table([{"name": row["script"], "description": row["font"]} for row in rows if row["font"]])
    say("Scripts that PDF can be set in, and the font\n" + "".join(f"{line}\n" for line in table))
    lacking = [row for row in rows if not row["font"]]
    for hint, group in groupby(lacking, key=itemgetter("missing")):
        say(f"\nWithout a font: {', '.join(row['script'] for row in group)}\n  {hint}\n")


def _row(name: str, part: Reader | Writer | Container | MissingEngine) -> Row:
    if isinstance(part, MissingEngine):
        return {"name": name, "error": str(part)}
    row: Row = {"name": name, "suffixes": list(part.suffixes), "description": part.description}
    if isinstance(part, Writer):
        row["media_type"] = part.media_type
    return row


def _table(rows: list[Row]) -> list[str]:
    """Return `rows` as lines with aligned columns, the description last."""
    cut = [
        (
            row["name"],
            " ".join(row.get("suffixes", ())),
            row.get("media_type", ""),
            row.get("description") or row["error"],
        )
        for row in rows
    ]
    lines = [[harmless(cell) for cell in row] for row in cut]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return [
        "  " + "  ".join(fill(cell, room) for cell, room in zip(line, widths, strict=True) if room).rstrip()
        for line in lines
    ]
