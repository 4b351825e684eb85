"""`article report`: how the runs into a folder went."""

from __future__ import annotations

from pathlib import Path

import click

from convert import output as files
from convert.batch import report
from convert.batch.folder import output_folder
from convert.cli.terminal import STDOUT, emit

# Forms that a suffix or a name of -o stands for.
_SUFFIXES = {".json": "json", ".csv": "csv", ".xml": "junit", ".html": "html", ".htm": "html", ".txt": "text"}
_NAMES = {"manifest.json": "manifest", "SHA256SUMS": "sha256sums"}


@click.command(
    "report",
    short_help="Tell how the runs into a folder went.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("folder", type=click.Path(readable=False))
@click.option(
    "-t",
    "--to",
    "form",
    type=click.Choice(report.FORMS),
    allow_from_autoenv=False,
    help="Form of the report. Default: by the name of -o, else text.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    allow_from_autoenv=False,
    help="File to write; - is standard output, the default.",
)
@click.option("--journal", metavar="FOLDER", help="Where the journal is, if that was given to `convert`.")
def command(*, folder: str, form: str | None, output: str | None, journal: str | None) -> None:
    """Tell what `article convert` did in an output folder, from the journal that it keeps there.

    \b
      article report out/
      article report out/ -o report.html
      article report out/ --to junit -o report.xml
      article report out/ -o out/manifest.json
      article report out/ -o out/SHA256SUMS && (cd out && sha256sum -c SHA256SUMS)
      article report out/ --to json | jq -r '.outcomes[] | select(.score < 0.5) | .input'

    The text form has counts, what failed, how often each warning was given, and what was slow or scored low. JSON and
    CSV have every article; JUnit XML is what CI systems show; the HTML page has plots of scores, times and shares of
    the inputs that went. A manifest lists all files with their digests, as SHA256SUMS does for `sha256sum -c`; `article
    convert --manifest` writes both by itself.
    """
    target = None if output is None or output in STDOUT else Path(output)
    named = _NAMES.get(target.name) or _SUFFIXES.get(target.suffix.lower()) if target else None
    data = report.render(form or named or "text", report.account(output_folder(folder, journal)))
    if target:
        files.write(target, data)
    else:
        emit(data)
