"""Which lines are code by themselves: they are, in any language; near misses are not."""

from __future__ import annotations

import pytest

from convert.draft import Draft
from convert.normalise.code import find_code
from convert.options import ReadOptions
from convert.readers.text import read
from convert.source import Source


def _read(text: str) -> Draft:
    source = Source("case.txt", text.encode())
    return find_code(read(source, ReadOptions()), ReadOptions())


@pytest.mark.parametrize(
    "text",
    [
        "function tide(n) {\n  return n + 1;\n}",
        "public class Pier {\n    private int lamps;\n}",
        "#include <tide.h>\n\nint main() {\n  return 0;\n}",
        "from harbor import tide\nimport pier\n\nprint(tide.now())",
        "if pier.lamps == 4:\n    lamp = pier.next(lamp)",
        "SELECT *\nFROM piers\nWHERE lamps > 4",
        '{\n  "pier": {\n    "lamps": 4\n  }\n}',
        '<div class="pier">\n  <p>Open</p>\n</div>',
        "<?php\necho $pier->lamps;\n$pier->close();",
        "$ tide --now",
        "me@pier:~/tide$ make install",
        "C:\\tide> dir",
        "tide-make -O3 pier.c -o pier",
        " lamp │ state\n──────┼───────\n    1 │ on",
    ],
)
def test_code_becomes_one_block(text: str) -> None:
    (block,) = _read(text).blocks
    assert (block.kind, block.start, block.end) == ("code", 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Let the tide come in;\nlet the tide go out.",
        "red wine;\nwhite bread;\na cheese of the region (or two);",
        "Liebe Leser(innen),\nliebe Gäste(!)",
        "2 cups of flour\n1 cup = 240 ml\n1/2 tsp salt\nbake at 180 °C (350 °F)",
        "x + y = z\n",
        "$ 5\n$ 10\n$5.99",
        ">>> www.example.org/tickets <<<\n>>> Buy now! <<<",
        "// Contact :\nWrite to us\n// Archive »\nAll that we wrote",
        "account_circle\nSign in\nbookmark_border\nSave",
        "Home > News > Harbor\nHome :: News :: Harbor\nNext =>",
        "Harbor Office {1}\n12 Pier Street\nPort Ellery, ME 04101",
        "ROE: Were you bored?\nLARK: Of course; for a year (or two).",
        "from the harbor\nimport of goods\nclass of 1999\nreturn to the pier\nif you can (and will)",
        "Select one of these:\nFROM THE ARCHIVES\nWHERE TO EAT",
        "https://example.org/?a=1&b=2\nharbor@example.org",
        "The European Union (\nEU\n) said that count()\nand\nclose()\nare names",
        "(see above);\n(ibid.);",
        "| Pier | Lamps |\n|---|---|\n| North | 4 |",
        "Anna;\nBerta;\nCarla",
    ],
)
def test_what_only_looks_like_code_stays_lines(text: str) -> None:
    assert {block.kind for block in _read(text).blocks} == {"unread"}
