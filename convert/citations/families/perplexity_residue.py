"""What Perplexity's Markdown export leaves between an answer and its notes: sources it did not use, and a lone ⁂.

The sources themselves are in the list below; here they are cited by no sentence.
"""

import re

from convert.parts import MarkerFamily, Reading

_RUN = r"(?:\[\^\d{1,4}(?:_\d{1,4})?\]){1,200}"
_HIDDEN = rf"<span style=\"display: ?none;?\">{_RUN}</span>"
_STAR = r"(?:<div (?:align=\"center\"|style=\"text-align: ?center;?\")>)?⁂(?:</div>)?"
# A star alone also parts the chapters of a book: here notes follow it, or the run stands before it.
_PATTERN = (
    rf"(?:{_HIDDEN}|(?<!\]){_RUN})\s{{0,8}}{_STAR}|{_HIDDEN}"
    rf"|(?:(?<=\n)|\A){_STAR}(?=[ \t]{{0,8}}\n\s{{0,8}}\[\^?\d{{1,4}}(?:_\d{{1,4}})?\]:)"
)


def _read(_match: re.Match[str]) -> Reading:
    return Reading()


part = MarkerFamily(
    name="perplexity-residue",
    description="sources that Perplexity did not use, and the star above its notes",
    hooks=("[^", "⁂", "<div ", "<span style"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell.\n\n[^3][^5][^10]\n\n⁂\n\n[^1]: https://example.org/": (),
        "Rain fell.\n\n⁂\n\n[^1_1]: https://example.org/": (),
        'Rain fell.\n\n<div align="center">⁂</div>\n\n[^1]: https://example.org/': (),
        'Rain fell.\n<span style="display:none">[^1_3][^1_5]</span>\n\n<div style="text-align: center">⁂</div>\n': (),
        'Rain fell.\n<span style="display:none">[^3]</span>\n': (),
    },
    leaves={
        "Rain fell.\n\n⁂\n\n[^1_1]: https://example.org/": "Rain fell.\n\n\n\n[^1_1]: https://example.org/",
        'Rain fell.\n<span style="display:none">[^3]</span>\n': "Rain fell.\n\n",
    },
    near_misses=(
        "The chapter ends.\n\n⁂\n\nThe next one begins.",
        "The sign ⁂ is an asterism.",
        "Rain fell.[^3][^5][^10]",
        '<div align="center">A picture</div>',
        '<span style="display:none">Hidden words</span>',
        '<span style="color:red">[^3]</span>',
        "⁂ [^1]: a definition on the same line",
    ),
)
