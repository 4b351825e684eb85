"""Measure how articles are read, on pages that the weights did not see, and hold the figures to their floors.

    python -m training.score CORPUS [--folds N] [--kind text|page] [--write]

The pages are split into folds; the weights for each are learnt from the others. The figures are those of the
corpus' own scorer, `tools/score_corpus.py` beside it. `--write` raises the floors to what was reached.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

from convert import pipeline
from convert.boilerplate import trees
from convert.source import Source
from training.examples import Example
from training.train import CACHE, KINDS, load, train

FLOORS = Path(__file__).with_name("floors.json")
_FOLDS = 5
_SEED = 7
# Figures move by so much when nothing has got better or worse: one page of the 31 with a byline is .033 of that
# figure, and one has a fifth of all list items.
_NOISE = {"news body": 0.008, "sentences": 0.008, "pages": 0.034, "blocks": 0.05}
_SETS = re.compile(r"^(news body|pages|blocks|sentences)\b")
_ROW = re.compile(r"^(?P<name>\w+(?:\s+[a-z]\w*)?)\s+(?P<figure>[01]\.\d+)")


def folds(data: Sequence[Sequence[Example]], count: int) -> dict[str, int]:
    """Return the fold of each page; all dumps of a page are in one."""
    pages = sorted({each[0].document.group for each in data})
    random.Random(_SEED).shuffle(pages)
    return {page: n % count for n, page in enumerate(pages)}


def cross_validate(corpus: Path, out: Path, count: int, kinds: Sequence[str]) -> None:
    """Write the tree of each page and dump of the corpus into `out`, read by weights that did not see its page."""
    data = load(corpus, kinds)
    where = folds(data, count)
    jobs = []
    for fold in range(count):
        others = [each for each in data if where[each[0].document.group] != fold]
        pages = [page for page in where if where[page] == fold]
        files = [path for page in pages for path in inputs(corpus, page, kinds)]
        jobs.append((others, files, corpus, out, CACHE / "folds" / str(fold)))
    with Pool() as pool:
        pool.starmap(_fold, jobs, chunksize=1)


def _fold(
    others: Sequence[Sequence[Example]], files: list[Path], corpus: Path, out: Path, folder: Path
) -> None:
    train(others, folder)
    with trees.weights(folder):
        convert(files, corpus, out)


def inputs(corpus: Path, page: str, kinds: Sequence[str]) -> list[Path]:
    """Return the files of a page, or of all with "*/*", that are of `kinds`."""
    patterns = {"text": "*.txt", "page": "page.html"}
    return sorted(path for kind in kinds for path in (corpus / "input").glob(f"{page}/{patterns[kind]}"))


def convert(files: Sequence[Path], corpus: Path, out: Path) -> None:
    """Write the tree of each of `inputs` into `out`, which mirrors the corpus' input."""
    for path in files:
        target = (out / path.relative_to(corpus / "input")).with_suffix(".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        article = pipeline.examine(Source(path.name, path.read_bytes())).article
        target.write_bytes(pipeline.write(article, "json"))


def figures(corpus: Path, out: Path) -> dict[str, float]:
    """Return the figures that the corpus' scorer gives of the trees in `out`, by "set/kind"."""
    scorer = corpus.parent / "tools" / "score_corpus.py"
    shown = subprocess.run([sys.executable, scorer, corpus, out], capture_output=True, text=True, check=True)
    found: dict[str, float] = {}
    part = ""
    for line in shown.stdout.splitlines():
        head = _SETS.match(line)
        row = _ROW.match(line)
        if head:
            part = head[1]
        elif row:
            found[f"{part}/{' '.join(row['name'].split())}"] = float(row["figure"])
    return found


def main() -> int:
    """Print the figures beside their floors; return 1 where one is below."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("--folds", type=int, default=_FOLDS)
    ask.add_argument("--kind", action="append", choices=KINDS, help="only dumps as text, or pages")
    ask.add_argument("--write", action="store_true", help="raise the floors to what was reached")
    asked = ask.parse_args()
    unseen = CACHE / "unseen"
    kinds = asked.kind or KINDS
    cross_validate(asked.corpus, unseen, asked.folds, kinds)
    found = {
        name: figure
        for name, figure in figures(asked.corpus, unseen).items()
        if ("page" if name.endswith("page") else "text") in kinds
    }
    floors: dict[str, float] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    convert(inputs(asked.corpus, "*/*", kinds), asked.corpus, CACHE / "seen")
    seen = figures(asked.corpus, CACHE / "seen")
    print(
        "on pages that the weights did not see, the floor of that, and with our weights, which saw all pages:"
    )
    for name, figure in found.items():
        low = _is_low(name, figure, floors)
        print(
            f"{name:<28}{figure:8.4f}{floors.get(name, 0.0):8.4f}{seen[name]:10.4f}{'  below' if low else ''}"
        )
    if asked.write:
        raised = floors | {name: max(figure, floors.get(name, 0.0)) for name, figure in found.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n")
    return int(any(_is_low(name, found[name], floors) for name in floors if name in found))


def _is_low(name: str, figure: float, floors: dict[str, float]) -> bool:
    return figure < floors.get(name, 0.0) - _NOISE[name.partition("/")[0]]


if __name__ == "__main__":
    sys.exit(main())
