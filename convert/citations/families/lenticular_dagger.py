"""`【4†source】`: references of OpenAI's file search and browsing, in the brackets of Chinese labels."""

import re

from convert.citations.families._turns import ID, cites
from convert.draft import Cite
from convert.model import CSLItem
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_LINES = r"L[0-9]{1,6}(?:[-–]L?[0-9]{1,6})?"
# In order: a number (of a message and a source in it, or a hash) before a dagger, then a word, lines or a file's
# name; a file of a repository with lines; names of search results; the first with its brackets made ASCII, where
# only lines, "source" or a file's name will do.
_PATTERN = (
    r"【(?P<id>[0-9]{1,5}(?::[0-9]{1,5})?|[0-9a-f]{6,64})[†‡](?P<label>[^【】\n]{0,200})】"
    r"|【F:(?P<path>[^【】†\n]{1,300})(?:†[^【】\n]{0,200})?】"
    rf"|【(?:cite[†: ]?)?(?P<turns>{ID}(?:[†, ]{{1,3}}{ID}){{0,30}})(?:†[^【】\n]{{0,200}})?】"
    rf"|\[(?P<ascii>[0-9]{{1,5}}(?::[0-9]{{1,5}})?)[†‡](?P<ascii_label>{_LINES}|source|[^\[\]\n]{{1,200}}\.[a-z0-9]{{2,5}})\]"
)
_FILE = pattern(r".*\S\.[A-Za-z][A-Za-z0-9]{1,4}")


def _read(match: re.Match[str]) -> Reading:
    if match["turns"]:
        return Reading(cites(match["turns"]))
    if match["path"]:
        return Reading((_file(match["path"]),))
    name, label = match["id"] or match["ascii"], match["label"] or match["ascii_label"] or ""
    if _FILE.fullmatch(label):
        return Reading((_file(label),))
    return Reading((Cite(f"source:{name}", int(name) if name.isdecimal() else None),))


def _file(name: str) -> Cite:
    return Cite(name, item=CSLItem(title=name))


part = MarkerFamily(
    name="lenticular-dagger",
    description="references of OpenAI's file search and browsing: a number, a file's name or lines after a dagger",
    hooks=("【", *(f"[{digit}" for digit in range(10))),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The pier is closed【4†source】.": ("source:4",),
        "The pier is closed【4†source】【5†source】.": ("source:4", "source:5"),
        "The pier is closed【12:3†plan.pdf】.": ("plan.pdf",),
        "The pier is closed【4:0†Plan of the harbour.docx】 and【4:2†Plan of the harbour.docx】.": (
            "Plan of the harbour.docx",
            "Plan of the harbour.docx",
        ),
        "The pier is closed【31†L290-L298】.": ("source:31",),
        "The pier is closed 【31†L290】": ("source:31",),
        "The pier is closed【8:1†source】.": ("source:8:1",),
        "The code says so【F:src/a.py†L1-L9】.": ("src/a.py",),
        "The code says so【F:src/a.py†L1-L9】【F:src/b.py†L3-L4】": ("src/a.py", "src/b.py"),
        "The log says so【3fb2a9†L1-L9】": ("source:3fb2a9",),
        "The pier is closed【turn0search13】": ("turn0search13",),
        "The pier is closed【turn0search13†source】": ("turn0search13",),
        "The pier is closed【cite†turn0search1】【cite turn0search2, turn0search3】": (
            "turn0search1",
            "turn0search2",
            "turn0search3",
        ),
        "The pier is closed [199†L91-L126].": ("source:199",),
        "The pier is closed [4†source][5:1†plan.pdf]": ("source:4", "plan.pdf"),
        "The pier is closed【0†】": ("source:0",),
        "码头已关闭【2†来源】。": ("source:2",),
        "埠頭は閉鎖された【3†source】。": ("source:3",),
        "Lines of one page【31†L1-L2】 and others【31†L8-L9】": ("source:31", "source:31"),
    },
    leaves={
        "The pier is closed【4†source】【5†source】.": "The pier is closed.",
        "The pier is closed 【31†L290】 for now": "The pier is closed for now",
        "码头已关闭【2†来源】。": "码头已关闭。",
        "The pier is closed [199†L91-L126].": "The pier is closed.",
    },
    near_misses=(
        "【纠错】",
        "【责任编辑：王明】",
        "【1】第一",
        "【2024年】港口",
        "【5月3日】开放",
        "【快讯】码头关闭",
        "【F1】赛车",
        "【abc】 and 【decade】",
        "A note (†24) and a mark †.",
        "The dead [2†] are named.",
        "A list [1], then [4].",
        "Born [1912†1977] he was.",
        "Write `【4†source】` to see.",
        "【turn】の意味",
    ),
)
