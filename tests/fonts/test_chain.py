"""Which font sets what: ours, those of the extra, those that are installed, and what happens without them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from convert import fonts
from convert.fonts import Face, Font, chain, folders, missing
from convert.fonts.catalogue import HAN_SAMPLE
from convert.parts import LANGUAGES
from tests.fonts.making import collect, font, save

FACES = [Face(family, bold) for family in ("serif", "sans", "mono") for bold in (False, True)]

# A sentence of each language that the project reads, with its signs, and the script of its letters.
SENTENCES = {
    "ar": ("Arab", "قالت الوزارة إنّ «الميناء الجديد» سيُفتتح؛ متى؟ ٢٠٢٥، 15٪."),
    "cs": ("Latn", "Příliš žluťoučký kůň úpěl ďábelské ódy – „ano“."),
    "da": ("Latn", "Høj bly gom vandt fræk sexquiz på wc."),
    "de": ("Latn", "Zwölf Boxkämpfer jagen Eva über den großen Sylter Deich. ẞ „§“"),
    "el": ("Grek", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. «Πότε;»"),
    "en": ("Latn", "The quick brown fox—“jumps” over 13 lazy dogs’ œuvre… ½ € £ © ™"),
    "es": ("Latn", "El pingüino Wenceslao hizo kilómetros. ¿Qué? ¡Ñandú!"),
    "fa": ("Arab", "وزارت راه گفت «بندر تازه» می‌سازد؛ چه وقت؟ ۱٬۲۵۰ گچ پژ."),
    "fi": ("Latn", "Törkylempijävongahdus ja Åbo."),
    "fr": ("Latn", "Voix ambiguë d’un cœur qui préfère « les jattes » de kiwis."),
    "he": ("Hebr", "דג סקרן שט בים מאוכזב ולפתע מצא חברה – ״כן״, 15%. בְּרֵאשִׁית ₪"),
    "hi": ("Deva", "ऋषियों को सताने वाले दुष्ट राक्षसों का सर्वनाश; १५% “हाँ”। ₹"),
    "id": ("Latn", "Muharjo seorang xenofobia universal yang takut pada warga jazirah."),
    "it": ("Latn", "Quel vituperabile xenofobo zelante assaggia il whisky; perché?"),
    "ja": ("Jpan", "国土交通省は「港」を発表した。データ、チェック…〜々ー"),
    "ko": ("Kore", "국토교통부는 ‘새 항구’를 발표했다. 뷁 漢字"),
    "nl": ("Latn", "Pa’s wijze lynx bezag vroom het fikse aquaduct."),
    "no": ("Latn", "Vår sære Zulu fra badeøya spilte jo whist og quickstep."),
    "pl": ("Latn", "Pchnąć w tę łódź jeża lub ośm skrzyń fig."),
    "pt": ("Latn", "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim."),
    "ru": ("Cyrl", "Съешь же ещё этих мягких французских булок — «да» № 5 ₽"),
    "sv": ("Latn", "Flygande bäckasiner söka hwila på mjuka tuvor."),
    "tr": ("Latn", "Pijamalı hasta yağız şoföre çabucak güvendi. ₺"),
    "uk": ("Cyrl", "Жебракують філософи при ґанку церкви в Гадячі. Її! ₴"),
    "vi": ("Latn", "Do bạch kim rất quý nên sẽ dùng để lắp vô xương. ₫ ẫ ợ ữ"),
    "zh": ("Hans", "交通运输部表示，“新港口”项目将于二〇二五年启动……《报告》、完成。"),
}
HAN = ("Jpan", "Kore", "Hans")
BOLDER = [("Latn", "a"), ("Cyrl", "ж"), ("Grek", "λ"), ("Arab", "ب"), ("Hebr", "ש"), ("Deva", "क")]

Installing = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installing]:
    """Make a machine that has only the fonts in a folder, as the user's or as the system's."""

    def only(folder: Path, whose: str = "user") -> None:
        monkeypatch.setenv("ARTICLE_FONTS", str(folder) if whose == "user" else "")
        monkeypatch.setenv("XDG_DATA_HOME", str(folder.parent if whose == "system" else tmp_path / "none"))
        monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
        monkeypatch.setenv("HOME", str(tmp_path / "none"))
        monkeypatch.setattr(folders, "PACKAGES", ())
        forget()

    yield only
    monkeypatch.undo()
    forget()


def forget() -> None:
    folders.tiers.cache_clear()
    chain.cache_clear()


def first(face: Face, script: str, language: str) -> str:
    return chain(face, script, language)[0].path.name


def drawn(font: Font, character: str) -> bytes:
    return font.subset([font.glyph(character)]).data


# -- Every language ------------------------------------------------------------------------------------------


def test_there_is_a_sentence_of_each_language() -> None:
    assert sorted(SENTENCES) == sorted(LANGUAGES.names())


@pytest.mark.parametrize("language", SENTENCES)
def test_the_first_font_sets_a_whole_sentence_of_each_language(language: str) -> None:
    script, sentence = SENTENCES[language]
    for face in FACES:
        font = chain(face, script, language)[0]
        assert [c for c in sentence if not c.isspace() and ord(c) not in font.characters] == [], (face, font)


@pytest.mark.parametrize(
    ("face", "letters", "name"),
    [
        (Face("serif"), "ĳἈῆ", "NotoSerif-Regular"),
        (Face("sans"), "ĳἈῆ", "SourceSans3-Regular"),
        (Face("mono"), "Ἀῆ", "SourceSans3-Regular"),
    ],
)
def test_rare_letters_come_from_a_font_of_the_same_kind(face: Face, letters: str, name: str) -> None:
    for letter in letters:
        fonts = (font for font in chain(face, "Latn", "en") if ord(letter) in font.characters)
        assert next(fonts).path.stem == name


@pytest.mark.parametrize(("script", "letter"), BOLDER)
@pytest.mark.parametrize("family", ["serif", "sans"])
def test_bold_looks_unlike_regular(script: str, letter: str, family: fonts.Family) -> None:
    regular, bold = chain(Face(family), script, "en")[0], chain(Face(family, bold=True), script, "en")[0]
    assert drawn(regular, letter) != drawn(bold, letter)


@pytest.mark.parametrize(("language", "letter"), [("zh", "国"), ("zh-TW", "國"), ("ja", "国"), ("ko", "國")])
def test_chinese_characters_have_serifs_and_a_bold(language: str, letter: str) -> None:
    serif, bold = (
        chain(Face("serif"), "Hani", language)[0],
        chain(Face("serif", bold=True), "Hani", language)[0],
    )
    assert "Serif" in serif.path.name
    assert drawn(serif, letter) != drawn(bold, letter)
    assert bold.weight == 700


def test_arrows_ticks_mathematics_and_emoji_are_set_in_any_script() -> None:
    for script in ("Latn", "Arab", "Hans", "Zyyy"):
        found = frozenset().union(*(font.characters for font in chain(Face("serif"), script, "en")))
        assert [c for c in "→⇒✓✔☑★①⁇∑√≠≈⌘☎♥❤✅❌🚀🔥😀ɪʃɔ₿℃№‰ﬁ�" if ord(c) not in found] == []


def test_letters_of_a_stray_script_are_set_too() -> None:
    found = frozenset().union(*(font.characters for font in chain(Face("sans"), "Latn", "en")))
    assert found.issuperset(map(ord, "אبक"))


def test_a_script_that_nobody_knows_falls_through_to_what_there_is() -> None:
    assert first(Face("serif"), "Xxxx", "en") == first(Face("serif"), "Latn", "en")


# -- What is read, and when ----------------------------------------------------------------------------------


def test_no_font_is_read_before_it_is_asked_for_something() -> None:
    program = (
        "from convert.fonts import Face, chain\n"
        "found = chain(Face('serif'), 'Latn', 'en')\n"
        "ord('a') in found[0].characters\n"
        "print([font.path.stem for font in found if 'face' in vars(font)])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['SourceSerif4-Regular']"


def test_a_font_is_read_once() -> None:
    assert chain(Face("serif"), "Arab", "ar")[0] is chain(Face("sans"), "Arab", "fa")[0]


# -- Fonts that are installed --------------------------------------------------------------------------------

WRITTEN = {
    "zh": "SC", "zh-CN": "SC", "zh-Hans-TW": "SC", "zh-Hant": "TC", "zh-TW": "TC", "zh-HK": "TC", "ja": "JP",
    "ko-KR": "KR", "en": "SC",
}  # fmt: skip
EVERY = "".join(dict.fromkeys("".join(HAN_SAMPLE.values()) + "漢"))


@pytest.fixture
def noto(tmp_path: Path) -> Path:
    """A folder of Noto Serif for each language, in two weights."""
    folder = tmp_path / "fonts"
    for code in ("SC", "TC", "JP", "KR"):
        save(font(EVERY), folder / code / f"NotoSerif{code}-Regular.otf")
        save(font(EVERY, weight=700), folder / code / f"NotoSerif{code}-Bold.otf")
    return folder


@pytest.mark.parametrize(("language", "code"), WRITTEN.items())
def test_the_language_decides_how_chinese_characters_are_drawn(
    install: Installing, noto: Path, language: str, code: str
) -> None:
    install(noto)
    assert first(Face("serif"), "Hani", language) == f"NotoSerif{code}-Regular.otf"
    assert first(Face("sans", bold=True), "Hani", language) == f"NotoSerif{code}-Bold.otf"


@pytest.mark.parametrize(("script", "code"), [("Hang", "KR"), ("Kana", "JP"), ("Hira", "JP"), ("Bopo", "TC")])
def test_letters_that_one_language_has_are_set_in_its_font(
    install: Installing, noto: Path, script: str, code: str
) -> None:
    install(noto)
    assert first(Face("serif"), script, "zh") == f"NotoSerif{code}-Regular.otf"


def test_fonts_of_the_system_are_found(install: Installing, noto: Path) -> None:
    install(noto, "system")
    assert first(Face("serif"), "Hani", "ja") == "NotoSerifJP-Regular.otf"


def test_the_users_fonts_come_before_the_systems(
    install: Installing, noto: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(noto, "system")
    monkeypatch.setenv("ARTICLE_FONTS", str(tmp_path / "mine"))
    save(font(EVERY), tmp_path / "mine" / "NotoSansJP-Regular.otf")
    forget()
    assert first(Face("serif"), "Hani", "ja") == "NotoSansJP-Regular.otf"


def test_a_collection_is_asked_for_the_font_of_the_language(install: Installing, tmp_path: Path) -> None:
    names = [f"Noto Serif CJK {code}" for code in ("JP", "KR", "SC", "TC")]
    collect([font(EVERY, name) for name in names], tmp_path / "NotoSerifCJK-Regular.ttc")
    collect([font(EVERY, name, weight=700) for name in names], tmp_path / "NotoSerifCJK-Bold.ttc")
    install(tmp_path)
    regular, bold = (chain(Face("serif", bold=bold), "Hani", "ko")[0] for bold in (False, True))
    assert (regular.path.name, regular.index) == ("NotoSerifCJK-Regular.ttc", 1)
    assert (bold.path.name, bold.index) == ("NotoSerifCJK-Bold.ttc", 1)


def test_where_serifs_have_no_bold_sans_serif_is_bold(install: Installing, tmp_path: Path) -> None:
    save(font(EVERY), tmp_path / "NotoSerifJP-Regular.ttf")
    save(font(EVERY, weight=700), tmp_path / "NotoSansJP-Bold.ttf")
    install(tmp_path)
    found = [font.path.name for font in chain(Face("serif", bold=True), "Hani", "ja")[:2]]
    assert found == ["NotoSansJP-Bold.ttf", "NotoSerifJP-Regular.ttf"]


def test_a_font_that_no_list_names_sets_what_nothing_else_does(install: Installing, tmp_path: Path) -> None:
    save(font("\U00013000"), tmp_path / "Somebody's hieroglyphs.ttf")
    install(tmp_path)
    assert 0x13000 in chain(Face("serif"), "Egyp", "en")[-1].characters


@pytest.mark.parametrize("use", [0x0002, 0x0100, 0x0200])
def test_a_font_that_must_not_be_embedded_is_not(install: Installing, tmp_path: Path, use: int) -> None:
    save(font(EVERY, use=use), tmp_path / "NotoSerifJP-Regular.ttf")
    save(font(EVERY, use=0x0008), tmp_path / "NotoSansJP-Regular.ttf")
    install(tmp_path)
    assert first(Face("serif"), "Hani", "ja") == "NotoSansJP-Regular.ttf"
    assert not [
        each
        for each in chain(Face("serif"), "Hani", "ja")
        if "NotoSerifJP" in each.path.name and each.characters
    ]


def test_a_hostile_folder_costs_nothing(install: Installing, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    good = save(font(EVERY), folder / "z" / "NotoSansJP-Regular.ttf")
    (folder / "NotoSerifJP-Regular.ttf").write_bytes(b"\x00\x01\x00\x00 no font")
    (folder / "NotoSerifCJK-Regular.ttc").write_bytes(b"ttcf" + b"\xff" * 64)
    (folder / "NotoSerifCJKjp-Regular.otf").write_bytes(good.read_bytes()[:-100])
    (folder / "SourceHanSerif-Regular.ttc").write_bytes(b"")
    (folder / "SourceHanSerifJP-Regular.ttf").symlink_to(folder / "nowhere")
    (folder / "YuMin.ttf").mkdir()
    (folder / "round").symlink_to(folder)
    (folder / "z" / "and round").symlink_to(folder)
    os.mkfifo(folder / "ipaexm.ttf")
    (folder / os.fsdecode(b"\xff\xfe.ttf")).write_bytes(b"no font")
    install(folder)
    assert first(Face("serif"), "Hani", "ja") == "NotoSansJP-Regular.ttf"
    everything = chain(Face("serif"), "Egyp", "en")
    assert not any(0x13000 in each.characters for each in everything)


def test_a_folder_that_is_not_there_costs_nothing(install: Installing, tmp_path: Path) -> None:
    install(tmp_path / "nowhere")
    assert first(Face("serif"), "Hani", "ja") == first(Face("serif"), "Latn", "ja")


# -- What is missing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "help"),
    [
        ("Hani", "article-convert[cjk]"),
        ("Hang", "article-convert[cjk]"),
        ("Thai", "fonts-noto-core"),
        ("Egyp", ""),
    ],
)
def test_whoever_lacks_a_font_is_told_where_it_comes_from(script: str, help: str) -> None:
    assert help in missing(script)
    assert "ARTICLE_FONTS" in missing(script)
