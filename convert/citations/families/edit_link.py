"""`[edit]`, `[Bearbeiten | Quelltext bearbeiten]`: MediaWiki's links beside a heading, neither source nor prose."""

import re

from convert.citations.families._shapes import BRACKET_HOOKS, linked
from convert.parts import MarkerFamily, Reading

# As MediaWiki words them: for the section, for its source text.
_WORDS = (
    r"edit(?: source| on wikidata)?|change(?: source)?",
    r"(?:quelltext )?bearbeiten",
    r"modifier(?: le (?:code|wikicode))?",
    r"editar(?: (?:código|codi|a fonte|código[- ]fonte|código fuente))?",
    r"modifica(?: (?:wikitesto|sorgente))?",
    r"(?:brontekst |bron )?bewerken",
    r"edytuj(?: (?:kod|kod źródłowy|źródło))?",
    r"править(?: (?:код|вики-текст|исходный текст))?",
    r"ред\.(?: код)?|редагувати(?: (?:код|вихідний текст))?",
    r"editovat(?: zdroj)?",
    r"redigera(?: (?:wikitext|källkoden|källtext))?",
    r"redig[eé]r(?: (?:kildetekst|kilde|wikikode|wikitekst|kilden))?",
    r"muokkaa(?: (?:wikitekstiä|lähdettä))?",
    r"değiştir|düzenle|kaynağı değiştir",
    r"επεξεργασία(?: κώδικα)?",
    r"編集|ソースを編集",
    r"编辑|編輯|编辑源代码|編輯原始碼|編輯源代碼|编辑源码",
    r"편집|원본 편집",
    r"عد[ّ]?ل(?: المصدر)?|تعديل(?: المصدر)?|حرر(?: المصدر)?",
    r"ویرایش(?: مبدأ)?",
    r"עריכה|עריכת קוד מקור",
    r"(?:स्रोत )?(?:संपादित|सम्पादित) करें|(?:स्रोत )?(?:सम्पादन|संपादन)",
    r"sunting(?: sumber)?",
    r"sửa(?: (?:đổi|mã nguồn))?",
)
_WORD = linked("|".join(_WORDS))
# To the end of the line, but for the marks of a heading or of emphasis.
_PATTERN = rf"(?i:\\?\[ ?{_WORD}(?: ?[|·,/] ?{_WORD})? ?\\?\])(?=[ \t]*(?:[*_#=]{{1,6}}[ \t]*)?(?:\n|$))"
_LONGEST_HEADING = 100  # characters


def _read(match: re.Match[str]) -> Reading | None:
    """Read one behind a heading, or on a line below it: never one that ends a sentence."""
    start = match.start()
    line = match.string[max(0, start - _LONGEST_HEADING) : start].rpartition("\n")
    whole = bool(line[1]) or start <= _LONGEST_HEADING
    return Reading() if whole and not line[2].rstrip(" *_").endswith((".", ",", ";", "。")) else None


part = MarkerFamily(
    name="edit-link",
    description="MediaWiki's links for changing a section, at the end of its heading",
    hooks=BRACKET_HOOKS,
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "History[edit]\nIt was built.": (),
        "Geschichte[Bearbeiten | Quelltext bearbeiten]\nText": (),
    },
    leaves={
        "History[edit]\nIt was built.": "History\nIt was built.",
        "History [edit source]\nIt was built.": "History\nIt was built.",
        "History[edit | edit source]\nIt was built.": "History\nIt was built.",
        "## History\\[edit\\]\nIt was built.": "## History\nIt was built.",
        '## History\n\n\\[[edit](/w/index.php?title=Pier&action=edit "Edit section: History")\\]\nIt was built.': (
            "## History\n\n\nIt was built."
        ),
        "## **History[edit]**\nIt was built.": "## **History**\nIt was built.",
        "Geschichte [ Bearbeiten | Quelltext bearbeiten ]\nText": "Geschichte\nText",
        "Geschichte[Bearbeiten]\nText": "Geschichte\nText",
        "Histoire[modifier | modifier le code]\nTexte": "Histoire\nTexte",
        "Historia[editar]\nTexto": "Historia\nTexto",
        "História[editar | editar código]\nTexto": "História\nTexto",
        "Storia[modifica | modifica wikitesto]\nTesto": "Storia\nTesto",
        "Geschiedenis[bewerken | brontekst bewerken]\nTekst": "Geschiedenis\nTekst",
        "Historia[edytuj | edytuj kod]\nTekst": "Historia\nTekst",
        "История[править | править код]\nТекст": "История\nТекст",
        "Історія[ред. | ред. код]\nТекст": "Історія\nТекст",
        "Historie[editovat | editovat zdroj]\nText": "Historie\nText",
        "Historik[redigera | redigera wikitext]\nText": "Historik\nText",
        "Historie[redigér | rediger kildetekst]\nTekst": "Historie\nTekst",
        "Historie[rediger | rediger kilde]\nTekst": "Historie\nTekst",
        "Historia[muokkaa | muokkaa wikitekstiä]\nTeksti": "Historia\nTeksti",
        "Tarihçe[değiştir | kaynağı değiştir]\nMetin": "Tarihçe\nMetin",
        "Ιστορία[Επεξεργασία | επεξεργασία κώδικα]\nΚείμενο": "Ιστορία\nΚείμενο",
        "歴史[編集]\n本文": "歴史\n本文",
        "历史[编辑]\n正文": "历史\n正文",
        "歷史[編輯 | 編輯原始碼]\n正文": "歷史\n正文",
        "역사[편집]\n본문": "역사\n본문",
        "التاريخ[عدل | عدل المصدر]\nنص": "التاريخ\nنص",
        "تاریخ[ویرایش]\nمتن": "تاریخ\nمتن",
        "היסטוריה[עריכה | עריכת קוד מקור]\nטקסט": "היסטוריה\nטקסט",
        "इतिहास[संपादित करें]\nपाठ": "इतिहास\nपाठ",
        "Sejarah[sunting | sunting sumber]\nTeks": "Sejarah\nTeks",
        "Lịch sử[sửa | sửa mã nguồn]\nVăn bản": "Lịch sử\nVăn bản",
    },
    near_misses=(
        "Press [edit] to change the text.",
        "The button is called [edit].\nIt is blue.",
        "History [edited]\nText",
        "His letter [editor's note]\nText",
        "A link [edit](https://example.org/edit)\nText",
        "In code: `[edit]`\nText",
        "Choose the menu of the site, then go to the page that you have in mind, "
        "wait until it is there in full, and press there what is named [edit]\n",
        "“Wir [bearbeiten\n",
    ),
)
