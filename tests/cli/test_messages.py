"""Every code of what the command has to say is provoked through it, and its line is held word by word.

The codes are those of all errors, and of all remarks that the source can make: one without a case fails, so that
somebody has read each line.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

import convert
from convert.errors import ArticleError
from convert.normalise.verdict import _KINDS
from convert.report import Message
from tests.cases import cases
from tests.cli.plugin import WRITER, install
from tests.cli.running import COMMAND, ROOT, STORY, article, environment, process

_SOURCES = "\n\nSources\n1. The minutes, https://example.org/minutes\n"
_CITED = STORY.replace("its heart.", "its heart [1].")
_MARKDOWN = f"# {STORY}"
_VERDICTS = {
    case.title: case.given
    for path in sorted((ROOT / "tests" / "normalise" / "verdicts").glob("*.txt"))
    for case in cases(path)
}
_CSL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}" version="1.0"><info><title>Ours</title><id>x</id></info>'
    '<citation><layout><text variable="{}"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)


class Case(NamedTuple):
    """A command line that provokes a code, what is `said`, and the `files` for it, beside story.txt.

    In what is said, … stands for anything. Several command lines are parted by ";", and what the last one says counts.
    `plugin` is what a writer called fake does: such a command runs as a process.
    """

    argv: str
    said: str
    files: Mapping[str, str] = MappingProxyType({})
    plugin: str = ""


def _text(content: str, said: str, options: str = "-o a.html", name: str = "a.txt") -> Case:
    return Case(f"convert {name} {options}", said, {name: content})


CASES = {
    # Errors.
    "article-error": Case("--version", "article: error: cannot go on…"),
    "bad-metadata": Case(
        "convert story.txt -t html -M datePublished=never",
        "story.txt: error: not valid metadata: not as it is written: `$.datePublished`; a date is written 2025-03-03 "
        "or 2025-03-03T14:05:00-05:00; `article schema` prints the rest",
    ),
    "clash": Case(
        "convert story.txt a.txt -t html -o out/ --name {date} --engine serial",
        "a.txt: error: story.txt and a.txt would both write out/2025-03-03.html; --on-clash number keeps both",
        {"a.txt": STORY},
    ),
    "crash": Case(
        "convert story.txt a.txt -t fake -o out/ -j 1",
        "…txt: error: made its worker end (SIGSEGV); please report this with the input",
        {"a.txt": STORY},
        "article.meta.headline.startswith('Council') and os.kill(os.getpid(), signal.SIGSEGV)",
    ),
    "disk-full": Case(
        "convert story.txt -t html -o /dev/full",
        "/dev/full: error: cannot be written: No space left on device; make room, and run the same command again",
    ),
    "folder-lost": Case(
        "convert story.txt a.txt -t fake -o out/ --engine serial",
        "out: error: cannot be written: No such file or directory; once it can, run the same command again: it goes on "
        "from there",
        {"a.txt": STORY},
        "import glob, shutil; shutil.rmtree(glob.glob('out/.article/waiting-*')[0]); return b''",
    ),
    "input-error": Case(
        "convert missing.txt -t html", "missing.txt: error: no such file; check the spelling"
    ),
    "internal-error": Case(
        "convert story.txt -t fake",
        "article: internal error: story.txt: KeyError: 'x'; please report this with the input",
        plugin="raise KeyError('x')",
    ),
    "missing-engine": Case(
        "convert story.txt -t fake",
        "article: error: the writer 'fake' of faulty 1.0 (faulty:part) does not load: ModuleNotFoundError: No module "
        "named 'no_such_module'; mend, upgrade or uninstall the package that brings it",
        plugin="pass\nimport no_such_module",
    ),
    "no-article": Case(
        "convert a.txt -t html",
        "a.txt: error: no article is left once the page furniture is out: looks like a stub; `article inspect` shows "
        "why",
        {"a.txt": "Share\n"},
    ),
    "no-run": Case(
        "report .", ".: error: has no journal; name a folder that `article convert … -o FOLDER/` wrote"
    ),
    "out-of-memory": Case(
        "convert story.txt a.txt -t fake -o out/ -j 1 --memory 900M",
        "…txt: error: needs more memory than it may have; give more with --memory",
        {"a.txt": STORY},
        "hog = [bytes(1 << 20) for _ in range(4000)]",
    ),
    "output-error": Case(
        "convert story.txt -o no/a.html",
        "no/a.html: error: cannot be written: No such file or directory; make its folder first",
    ),
    "settings-error": Case(
        "convert story.txt -t html",
        "article.toml: error: unknown setting 'nots'; did you mean notes?",
        {"article.toml": "nots = 1\n"},
    ),
    "timeout": Case(
        "convert story.txt a.txt -t fake -o out/ -j 1 --timeout 2",
        "…txt: error: took more than 2 seconds; give it more with --timeout",
        {"a.txt": STORY},
        "import time; time.sleep(100)",
    ),
    "too-large": Case(
        "convert story.txt -o a.html --max-input 10",
        "story.txt: error: has more than 10 bytes; if it is one article, --max-input N allows more",
    ),
    "unknown-part": Case("convert story.txt -t csv", "article: error: unknown writer 'csv'; there are…"),
    # What is found in a text.
    "charset-guessed": _text(
        STORY.replace("heart", "caf\udce9"),
        "a.txt:1: info: does not say its charset and is not UTF-8: read as cp1252; --input-encoding names another "
        "[charset-guessed]",
    ),
    "direction-override": _text(
        STORY.replace("heart", "\u202etraeh\u202c"),
        "a.txt:7: warning: a character that turned letters around left out: the text was shown in another order than "
        "it is in [direction-override]",
    ),
    "lookalike-host": _text(
        STORY.replace("heart", "heart (https://p\u0430ypal.example/)"),
        "a.txt:7: warning: a link leads to p\u0430ypal.example (xn--pypal-4ve.example), whose letters look like those "
        "of another script [lookalike-host]",
    ),
    "damaged-characters": _text(
        STORY.replace("heart", "caf\ufffd"),
        "a.txt:7: warning: a damaged character: --input-encoding may help [damaged-characters]",
    ),
    "looks-like-markup": _text(
        f"<!doctype html><html><body>\n{STORY}",
        "a.txt:1: warning: looks like HTML, and is read as plain text: its tags are words here [looks-like-markup]",
        "-f text -o a.html",
    ),
    "html-block": _text(
        f"{_MARKDOWN}\n<div>\nmore\n</div>\n",
        "a.md:…: info: is HTML amid Markdown: its words are kept, without what its tags say [html-block]",
        name="a.md",
    ),
    "nested-too-deep": _text(
        "<!doctype html><body>" + "<div>" * 5000 + "".join(f"<p>{each}</p>" for each in STORY.split("\n\n")),
        "a.html:1: warning: its tags are nested too deep to follow: read as headings and paragraphs [nested-too-deep]",
        "-o b.html",
        "a.html",
    ),
    "link-relative": _text(
        f"{_MARKDOWN}\nMore is [there](x.html).\n",
        "a.md:…: warning: a link in the text is relative, and nothing says to what: left as words; --base-url "
        "ADDRESS says it [link-relative]",
        name="a.md",
    ),
    "record-unread": _text(
        json.dumps({"text": STORY, "date": "some day"}),
        "a.jsonl:1:1: info: its record has a datePublished that cannot be read: some day [record-unread]",
        name="a.jsonl",
    ),
    "metadata-conflict": _text(
        _VERDICTS["results of a search"],
        "a.txt:…: info: says another datePublished than the one chosen [metadata-conflict]",
    ),
    "language-doubtful": _text(
        "<!doctype html><html lang=en-US><title>কুষ্টিয়ায় এক ব্যক্তিকে হত্যা</title><body><article><h1>কুষ্টিয়ায় এক "
        "ব্যক্তিকে হত্যা</h1>"
        + "<p>কুষ্টিয়ায় এক ব্যক্তিকে নিজ বাড়ির সামনে কুপিয়ে হত্যা করা হয়েছে। পুলিশ একজনকে আটক করেছে।</p>"
        * 4,
        "a.html:…: info: not believed to be in the language en-US, which has other letters [language-doubtful]",
        "-o b.html",
        "a.html",
    ),
    # Markers and sources.
    "marker-gap": _text(
        STORY.replace("its heart", "its :contentReference[oaicite:0]{index=0} heart"),
        "a.txt:7: warning: words may be missing here: the marker stands amid a sentence [marker-gap]",
    ),
    "marker-orphan": _text(
        _CITED.replace("spring.", "spring [4].") + _SOURCES + "2. The vote, https://example.org/vote\n",
        "a.txt:10: warning: the source list has no such entry: left as text [marker-orphan]",
    ),
    "marker-unclear": _text(
        _CITED,
        "a.txt:7: info: looks like a citation, but no source list has it: left as text [marker-unclear]",
    ),
    "marker-unresolved": _text(
        STORY.replace("its heart.", "its heart. :contentReference[oaicite:0]{index=0}"),
        "a.txt:7: warning: the text does not give the source of oaicite:0: its endnote says so [marker-unresolved]",
    ),
    "source-doubled": _text(
        f"{_CITED}{_SOURCES}1. The vote, https://example.org/vote\n",
        "a.txt:…: warning: the source list has another 1 above: markers mean that one [source-doubled]",
    ),
    "source-unused": _text(
        f"{_CITED}{_SOURCES}2. The vote, https://example.org/vote\n",
        "a.txt:…: info: no marker points to this source: kept at the end of the notes [source-unused]",
    ),
    "csl-numbered": Case(
        "convert a.txt -o a.html --csl a.csl",
        "a.txt:1: warning: Ours cites by author or date: its notes are used, with numbers to refer to them "
        "[csl-numbered]",
        {"a.txt": _CITED + _SOURCES, "a.csl": _CSL.format("in-text", "title")},
    ),
    "csl-unfit": Case(
        "convert a.txt -o a.html --csl a.csl",
        "a.txt:7: warning: Ours cannot word the source of a marker: its note is not in that style [csl-unfit]",
        {
            "a.txt": _CITED + _SOURCES,
            "a.csl": _CSL.format("note", "DOI"),
        },
    ),
    # Pictures.
    "image-missing": _text(
        f"{_MARKDOWN}\n![A door](door.png)\n",
        "a.md: warning: the picture door.png is not there [image-missing]",
        name="a.md",
    ),
    "image-broken": Case(
        "convert a.md -o a.html",
        "a.md: warning: the picture door.png is broken: not a picture in a format of the web [image-broken]",
        {"a.md": f"{_MARKDOWN}\n![A door](door.png)\n", "door.png": "no picture"},
    ),
    "image-refused": _text(
        f"{_MARKDOWN}\n![A door](../door.png)\n",
        "a.md: warning: the picture ../door.png leads out of the folder of the input [image-refused]",
        name="a.md",
    ),
    "image-unfetched": _text(
        f"{_MARKDOWN}\n![A door](https://example.org/door.png)\n",
        "a.md: info: the picture https://example.org/door.png is on the web: linked in HTML, left out elsewhere; "
        "--fetch-images fetches it [image-unfetched]",
        name="a.md",
    ),
    # What a format cannot show.
    "cover-character": _text(
        STORY.replace("Council keeps", "Council \U00013000 keeps"),
        "a.txt: warning: the cover goes without lines for which no font is at hand: \U00013000; put a font that has it "
        "into a folder, and name the folder in ARTICLE_FONTS; or give one of your own with --cover FILE "
        "[cover-character]",
        "-o a.epub",
    ),
    "glyph-missing": _text(
        STORY.replace("its heart", "its \U00013000"),
        "a.txt: warning: no font for U+13000 (EGYPTIAN HIEROGLYPH A001) in “…”: it is replaced [glyph-missing]",
        "--missing-glyphs replace -o a.pdf",
    ),
    "notes-placed": _text(
        _CITED + _SOURCES,
        "a.txt: warning: jsonld has no footnotes: its notes are at the end [notes-placed]",
        "--notes footnotes -o a.jsonld",
    ),
    "table-parted": _text(
        f"{_MARKDOWN}\n"
        + "\n".join("|" + "|".join([cell] * 9) + "|" for cell in ("c" * 40, "-", "d" * 40))
        + "\n",
        "a.md: warning: a table of 9 columns is wider than the page: it is set in 2 parts [table-parted]",
        "-o a.pdf",
        "a.md",
    ),
    "table-narrow": _text(
        f"{_MARKDOWN}\n"
        + "\n".join(f"{'> ' * 4}|{cell}|{cell}|" for cell in ("c" * 40, "-", "d" * 90))
        + "\n",
        "a.md: warning: a table has words wider than the page: they are broken [table-narrow]",
        "--paper a5 --font-size 14 -o a.pdf",
        "a.md",
    ),
    # What a text is, if it is no article.
    "cookie-wall": _text(
        "The Bramley Courier\n\nWe use cookies to improve your experience\nAccept all cookies\nReject all\n",
        "a.txt:…: warning: looks like a cookie wall [cookie-wall]",
    ),
    "login-page": _text(
        _VERDICTS["a sign-in page in English"], "a.txt:3: warning: looks like a sign-in page [login-page]"
    ),
    "error-page": _text(
        _VERDICTS["a page that is not there"], "a.txt:4: warning: looks like an error page [error-page]"
    ),
    "link-list": _text(_VERDICTS["a home page"], "a.txt:1: warning: looks like a list of links [link-list]"),
    "paywall": _text(
        _VERDICTS["an article that ends in a wall"],
        "a.txt:11: warning: the text ends at a paywall [paywall]",
    ),
    "truncated": _text(
        _VERDICTS["an article that breaks off amid a sentence"],
        "a.txt:9: warning: the text breaks off before its end [truncated]",
    ),
    "stub": _text(_VERDICTS["a headline and nothing below"], "a.txt:1: warning: looks like a stub [stub]"),
    # How a run is getting on.
    "max-failures": Case(
        "convert missing.txt story.txt -t html -o out/ --max-failures 1 --engine serial",
        "article: info: stopped: 0 articles done, 1 failed; the same command goes on from there [max-failures]",
    ),
    "depfile-name": Case(
        "convert a=b.txt -o out.html --depfile out.d",
        "a=b.txt: warning: is not in out.d: Make has no way to write its name [depfile-name]",
        {"a=b.txt": STORY},
    ),
    "not-pruned": Case(
        "convert missing.txt story.txt -t html -o out/ --prune --engine serial",
        "out: warning: nothing is pruned, since some inputs could not be read [not-pruned]",
    ),
    "pruned": Case(
        "convert story.txt -t html -o out/; convert story.txt -t html -o out/ --name {stem}-new --prune",
        "out/story.html: info: is removed, since its input is gone [pruned]",
    ),
    "summary": Case("convert story.txt -o a.html; check a.html", "article: info: 1 file … [summary]"),
    "interrupted": Case(
        "convert story.txt a.txt -t fake -o out/ --engine serial",
        "article: info: interrupted: …; the same command goes on from there [interrupted]",
        {"a.txt": STORY},
        "os.kill(os.getpid(), signal.SIGINT)",
    ),
}

# Said every half a minute: `tests/batch/test_engines.py` has what it counts.
_UNPROVOKED = {"progress"}


def _errors() -> Iterator[type[ArticleError]]:
    """Yield all errors, wherever they are declared."""
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    left = [ArticleError]
    while left:
        error = left.pop()
        yield error
        left += error.__subclasses__()


_ERRORS = {Message.of(error("")).code: error for error in _errors()}


def _remarks() -> Iterator[str]:
    """Yield the codes that stand in calls of what makes remarks."""
    for path in sorted((ROOT / "convert").rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in ("Remark", "Diagnostic", "remark", "_remark", "Lost", "note", "Message"):
                for each in ([key.value for key in call.keywords if key.arg == "code"] or call.args)[:1]:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield each.value


def test_every_code_has_a_case() -> None:
    declared = {*_ERRORS, *_remarks(), *_KINDS}
    assert len(declared) > 50
    assert declared - _UNPROVOKED == set(CASES)


@pytest.mark.parametrize("code", [code for code in CASES if code != "article-error"])
def test_a_code_is_said_in_words_that_help(code: str, folder: Path) -> None:
    case = CASES[code]
    for name, content in case.files.items():
        (folder / name).write_text(content, "utf-8", "surrogateescape")
    path = ""
    if case.plugin:
        path = install(folder, "faulty", WRITER.format(case.plugin), writers="fake = faulty:part")
    for line in case.argv.split("; "):
        argv = [*line.split(), *(["-v"] if not line.startswith(("formats", "report")) else [])]
        found = process(*argv, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1") if path else article(*argv)
    said = re.compile(".*".join(map(re.escape, case.said.split("…"))))
    assert any(map(said.fullmatch, found.stderr.splitlines())), found.stderr
    declared = _ERRORS.get(code)
    # Of several inputs, some of which failed, the exit code is 1.
    assert found.code in (declared.exit_code, 1) if declared else f"[{code}]" in case.said


def test_what_no_command_foresees_is_said_in_one_line_too() -> None:
    done = subprocess.run(
        ["bash", "-c", '"$@" --version > /dev/full', "bash", *COMMAND],
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == "article: error: cannot go on: No space left on device\n"
