"""Print: an article to PDF, beside others in the same run, and how time and memory grow with its length.

    python -m benchmarks print

The same article for all: ours writes its tree; WeasyPrint our web page, in the same fonts, hyphenated and justified;
typst the same text in its own markup, in the same fonts. No article is written twice, and every seventh word is one
that no article had before, as in a newspaper. Others are measured where they are installed: pip install '.[bench]'.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import math
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import assert_never

from convert import model, pipeline
from convert.model.text import plain
from convert.source import Source

_WORDS = 1000
_WARM, _RUNS, _FRESH = 5, 20, 5
_SIZES = (1, 2, 4, 8, 16, 32, 64, 128)  # thousands of words; the last make a book of five hundred pages
_UNSEEN = 10_000  # the seed of an article that no table has
_LIMIT = 2.5  # times longer, at most, for twice as much

_ROOT = Path(__file__).parents[1]
_FONTS = _ROOT / "convert" / "fonts" / "files"
_NEW = 7  # every so many words, one is new
_NOTES = 5

Make = Callable[[model.Article], bytes]


def measure() -> int:
    """Print the tables; 1 if twice the length takes more than so many times longer, or WeasyPrint is as fast."""
    ours = _warm("article", _ours)
    others = {name: _warm(name, make) for name, make in _others().items()}
    _fresh(("article", *others))
    slower = ours >= others.get("WeasyPrint", math.inf)
    return max(int(slower), _growth())


def story(words: int, seed: int) -> str:
    """Return an article of about so many words, as Markdown: every kind of block, and five notes."""
    random = Random(seed)  # noqa: S311  no secret
    parts = [f"# {_sentence(random, 8)[:-1]}", _sentence(random, 24), f"By {_name(random)}", "March 3, 2025"]
    parts += _once(random)
    n = 0
    while sum(len(part.split()) for part in parts) < words:
        if n % 4 == 0:
            parts.append(f"## {_sentence(random, 5)[:-1]}")
        n += 1
        parts.append(_paragraph(random) + (f"[^{n}]" if n <= _NOTES else ""))
    notes = (f"[^{n}]: {_sentence(random, 9)} <https://example.org/{seed}/{n}>" for n in range(1, _NOTES + 1))
    return "\n\n".join((*parts, *notes)) + "\n"


def _once(random: Random) -> Iterator[str]:
    """Yield a quotation, a list and a table."""
    yield f"> {_paragraph(random)}"
    yield "\n".join(f"- {_sentence(random, 9)}" for _ in range(4))
    rows = [
        f"| {_sentence(random, 3)} | {random.randint(10, 9999)} | {random.randint(1, 99)} % |"
        for _ in range(5)
    ]
    yield "\n".join(("| Place | Passengers | Share |", "|---|---:|---:|", *rows))


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random, random.randint(8, 22)) for _ in range(random.randint(2, 3)))


def _sentence(random: Random, count: int) -> str:
    said = [
        _new(random) if random.randrange(_NEW) == 0 else random.choice(_vocabulary()) for _ in range(count)
    ]
    return " ".join(said).capitalize() + "."


@cache
def _vocabulary() -> tuple[str, ...]:
    """Return the words of our English fixtures, each as often as they use it."""
    texts = (path.read_text("utf-8", "replace") for path in sorted((_ROOT / "fixtures").glob("*/input.txt")))
    return tuple(word for text in texts if " the " in text for word in re.findall(r"\b[a-z]+\b", text))


def _new(random: Random) -> str:
    syllable = ("bcdfghklmnprstvw", "aeiou", "lmnrst")
    return "".join(random.choice(letters) for _ in range(random.randint(2, 4)) for letters in syllable)


def _name(random: Random) -> str:
    return f"{_new(random).capitalize()} {_new(random).capitalize()}"


def read(markdown: str) -> model.Article:
    """Return the tree of a story."""
    return pipeline.examine(Source("story.md", markdown.encode())).article


# -- One article ---------------------------------------------------------------------------------------------


def _warm(name: str, make: Make) -> float:
    """Print the median of the seconds that an article takes once all is loaded; return it."""
    articles = [read(story(_WORDS, seed)) for seed in range(_WARM + _RUNS)]
    for article in articles[:_WARM]:
        make(article)
    taken = []
    for article in articles[_WARM:]:
        begun = time.process_time()
        data = make(article)
        taken.append(time.process_time() - begun)
    median = statistics.median(taken)
    print(
        f"{f'{_WORDS:,} words, warm: {name}':<44} {median * 1000:>8.1f} ms  {len(data) / 1024:>7.0f} KB",
        flush=True,
    )
    return median


# The first article of a process: its tree, its page or its markup to PDF, and no more. Arguments: a file, our fonts.
_FIRST = {
    "article": """
import sys
from pathlib import Path
from convert.model import codec
from convert.options import WriteOptions
from convert.parts import WRITERS
WRITERS.load("pdf").write(codec.decode(Path(sys.argv[1]).read_bytes()), WriteOptions())
""",
    "WeasyPrint": """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
style = CSS(sys.argv[1] + ".css", font_config=fonts)
HTML(sys.argv[1]).write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)
""",
    "typst": """
import sys, typst
typst.compile(sys.argv[1], font_paths=[sys.argv[2]], ignore_system_fonts=True)
""",
}


def _fresh(names: Iterable[str]) -> None:
    """Print how long the first article of a process takes, its imports included, and Python's own start without."""
    alone = min(_child(("-c", "pass"))[0] for _ in range(_FRESH))
    with TemporaryDirectory() as folder:
        article = read(story(_WORDS, 0))
        files = {name: Path(folder) / f"story.{name}" for name in _FIRST}
        files["article"].write_bytes(pipeline.write(article, "json"))
        files["WeasyPrint"].write_bytes(pipeline.write(article, "html"))
        files["WeasyPrint"].with_name("story.WeasyPrint.css").write_text(_STYLE, encoding="utf-8")
        files["typst"].write_text(_typst(article), encoding="utf-8")
        for name in names:
            argv = ("-c", _FIRST[name], str(files[name]), str(_FONTS))
            taken = min(_child(argv)[0] for _ in range(_FRESH)) - alone
            print(f"{f'{_WORDS:,} words, first: {name}':<44} {taken * 1000:>8.1f} ms", flush=True)


# -- Growth --------------------------------------------------------------------------------------------------


def _growth() -> int:
    """Write a publication of more and more articles; 1 if twice as many take more than so many times longer."""
    worst, before = 0.0, (0, 0.0)
    for size in _SIZES:
        found = json.loads(_child(("-m", __name__, str(size)))[1])
        seconds, pages = found["seconds"], found["pages"]
        grown = (seconds / before[1]) ** (1 / math.log2(size / before[0])) if before[0] else 0.0
        more = f"  x {grown:.2f} for twice as much" if grown else ""
        each = f"{seconds / pages * 1000:>6.1f} ms a page  {found['megabytes']:>5.0f} MB"
        print(f"{f'{size * 1000:,} words, {pages} pages':<44} {seconds:>8.2f} s  {each}{more}", flush=True)
        worst, before = max(worst, grown), (size, seconds)
    print(f"{'most for twice as much':<44} x {worst:.2f}, at most x {_LIMIT}")
    return int(worst > _LIMIT)


def _grow(size: int) -> None:
    """In a process of its own: write `size` articles as one, and print what that took."""
    from convert.options import WriteOptions
    from convert.parts import WRITERS

    articles = tuple(read(story(_WORDS, seed)) for seed in range(size))
    bundle = WRITERS.load("pdf").bundle
    _ours(read(story(_WORDS, _UNSEEN)))
    begun = time.process_time()
    if bundle is None:
        data = _ours(_joined(articles))
    else:
        from convert.model.bundle import Bundle, Section

        data = bundle(Bundle(meta=articles[0].meta, sections=(Section(articles),)), WriteOptions())
    seconds = time.process_time() - begun
    pages = len(re.findall(rb"/Type /Page\b", data))
    print(json.dumps({"seconds": seconds, "pages": pages, "megabytes": _peak()}))


def _peak() -> float:
    """Return the megabytes that this process needed at most; getrusage would count those of its parent."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii")) if status.exists() else None
    return int(found[1]) / 1024 if found else math.nan


def _joined(articles: tuple[model.Article, ...]) -> model.Article:
    blocks = tuple(block for article in articles for block in article.children)
    return model.Article(meta=articles[0].meta, children=blocks, notes=articles[0].notes)


# -- Who makes a PDF -----------------------------------------------------------------------------------------


def _ours(article: model.Article) -> bytes:
    return pipeline.write(article, "pdf")


def _others() -> dict[str, Make]:
    """Return the others that are installed."""
    found: dict[str, Make] = {}
    if _has("weasyprint"):
        found["WeasyPrint"] = lambda article: _weasyprint(pipeline.write(article, "html").decode())
    if _has("typst"):
        found["typst"] = lambda article: _compiled(_typst(article))
    return found


def _has(module: str) -> bool:
    if importlib.util.find_spec(module) is None:
        print(f"{module}: skipped, it is not installed")
        return False
    return True


def _face(family: str, file: str, weight: int, style: str = "normal") -> str:
    address = (_FONTS / f"{file}.ttf").as_uri()
    said = {
        "font-family": f"'{family}'",
        "src": f"url('{address}')",
        "font-weight": weight,
        "font-style": style,
    }
    return f"@font-face {{ {'; '.join(f'{name}: {value}' for name, value in said.items())} }}"


_STYLE = "\n".join(
    (
        _face("Source Serif 4", "SourceSerif4-Regular", 400),
        _face("Source Serif 4", "SourceSerif4-Italic", 400, "italic"),
        _face("Source Serif 4", "SourceSerif4-SemiBold", 600),
        _face("Source Sans 3", "SourceSans3-Regular", 400),
        _face("Source Sans 3", "SourceSans3-SemiBold", 600),
        "@page { size: A4; margin: 25mm }",
        "p { text-align: justify; hyphens: auto }",
    )
)


def _weasyprint(page: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    styles = [CSS(string=_STYLE, font_config=fonts)]
    return bytes(HTML(string=page).write_pdf(stylesheets=styles, font_config=fonts, pdf_tags=True))


def _compiled(markup: str) -> bytes:
    import typst

    return bytes(typst.compile(markup.encode(), font_paths=[str(_FONTS)], ignore_system_fonts=True))


_TYPST = """
#set page(paper: "a4", margin: 25mm, numbering: "1 / 1")
#set text(font: "Source Serif 4", size: 10.5pt, lang: "en", hyphenate: true)
#set par(justify: true)
"""


def _typst(article: model.Article) -> str:
    """Return an article in typst's markup."""
    notes = {note.identifier: note for note in article.notes}

    def inline(node: model.Inline) -> str:
        if isinstance(node, model.FootnoteReference):
            note = notes.pop(node.identifier, None)
            said = _escaped(" ".join(plain(block) for block in note.children)) if note else ""
            return f"#footnote[{said}]" if note else ""
        return _escaped(plain(node))

    def block(node: model.Block) -> str:
        match node:
            case model.Heading(depth, children):
                return "=" * depth + " " + "".join(map(inline, children))
            case model.Paragraph(children):
                return "".join(map(inline, children))
            case model.List(children):
                return "\n".join(f"- {' '.join(map(block, item.children))}" for item in children)
            case model.Blockquote(children):
                return f"#quote(block: true)[{' '.join(map(block, children))}]"
            case model.Table(children):
                cells = [
                    f"[{''.join(map(inline, cell.children))}]" for row in children for cell in row.children
                ]
                return f"#table(columns: {len(children[0].children)}, {', '.join(cells)})"
            case model.Code() | model.Figure() | model.ThematicBreak():
                return _escaped(plain(node))
            case _:
                assert_never(node)

    return "\n\n".join((_TYPST, f"= {_escaped(article.meta.headline or '')}", *map(block, article.children)))


def _escaped(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~=+\-/'\"])", r"\\\1", text)


# -- Processes -----------------------------------------------------------------------------------------------


# Modules are compiled once, as they are wherever something is installed.
_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _child(argv: tuple[str, ...]) -> tuple[float, str]:
    """Return the seconds that a Python process takes of the processor, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([sys.executable, *argv], check=True, capture_output=True, text=True, env=_INSTALLED)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout


if __name__ == "__main__":
    _grow(int(sys.argv[1]))
