"""Which fonts set which script: those that lie in `files/`, and those that are known by name where they are installed.

Everything is in the order of preference. Scripts are named by ISO 15924. Installed fonts are told by their files'
names: these are much the same on every system, and no font need be opened to learn them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from convert.fonts.face import Face, Family

# Latin, Cyrillic, Greek, Vietnamese.
TEXT: dict[Face, str] = {
    Face("serif"): "SourceSerif4-Regular",
    Face("serif", italic=True): "SourceSerif4-Italic",
    Face("serif", bold=True): "SourceSerif4-SemiBold",
    Face("serif", bold=True, italic=True): "SourceSerif4-SemiBoldItalic",
    Face("sans"): "SourceSans3-Regular",
    Face("sans", italic=True): "SourceSans3-Italic",
    Face("sans", bold=True): "SourceSans3-SemiBold",
    Face("mono"): "SourceCodePro-Regular",
}

# Scripts with a font of their own, regular and bold.
SCRIPTS: dict[str, tuple[str, str]] = {
    "Arab": ("Amiri-Regular", "Amiri-Bold"),
    "Hebr": ("NotoSerifHebrew-Regular", "NotoSerifHebrew-SemiBold"),
    "Deva": ("NotoSerifDevanagari-Regular", "NotoSerifDevanagari-SemiBold"),
}

# What has letters that the others lack, beside those of its kind: rare ones of Latin and Cyrillic, phonetics.
RARE: dict[Family, str] = {"serif": "NotoSerif-Regular"}

# What has signs and pictures that no other has: arrows, mathematics, boxes, ticks; numbers in circles; emoji.
SIGNS = ("DejaVuSans", "NotoSansSymbols-Regular", "NotoEmoji-Regular")


class Known(NamedTuple):
    """A family of fonts that may be installed.

    `name` is what its files' names begin with, `bold` what those of its bold do where that is a name of its own;
    `member` is the font's name where a file collects several. All but `member` as `folders.plain` has them.
    """

    name: str
    bold: str = ""
    member: str = ""


Kind = Literal["serif", "sans"]
Families = dict[Kind, tuple[Known, ...]]


def _noto(name: str) -> Families:
    return {"serif": (Known(f"notoserif{name}"),), "sans": (Known(f"notosans{name}"),)}


def _han(code: str, adobe: str, serif: tuple[Known, ...], sans: tuple[Known, ...]) -> Families:
    """Return the Noto and Source Han families of one language, before what its systems bring."""
    small = code.lower()
    return {
        "serif": (
            Known(f"notoserif{small}"),
            Known(f"notoserifcjk{small}"),
            Known("notoserifcjk", member=f"Noto Serif CJK {code}"),
            Known(f"sourcehanserif{small}"),
            Known("sourcehanserif", member=f"Source Han Serif{adobe}"),
            *serif,
        ),
        "sans": (
            Known(f"notosans{small}"),
            Known(f"notosanscjk{small}"),
            Known("notosanscjk", member=f"Noto Sans CJK {code}"),
            Known(f"sourcehansans{small}"),
            Known("sourcehansans", member=f"Source Han Sans{adobe}"),
            *sans,
        ),
    }


# Chinese characters are drawn by the custom of each language (The Unicode Standard, 18.1).
Han = Literal["zh-Hans", "zh-Hant", "ja", "ko"]

HAN: dict[Han, Families] = {
    "zh-Hans": _han(
        "SC",
        " SC",
        (Known("songti", member="Songti SC"), Known("simsun")),
        (Known("pingfang", member="PingFang SC"), Known("msyh"), Known("wqymicrohei"), Known("wqyzenhei")),
    ),
    "zh-Hant": _han(
        "TC",
        " TC",
        (Known("songti", member="Songti TC"), Known("mingliu", member="PMingLiU")),
        (Known("pingfang", member="PingFang TC"), Known("msjh")),
    ),
    "ja": _han(
        "JP",
        "",
        (
            Known("ヒラギノ明朝pron", member="Hiragino Mincho ProN"),
            Known("yumin", bold="yumindb"),
            Known("ipaexm"),
            Known("ipam"),
            Known("msmincho"),
        ),
        (
            Known("ヒラギノ角ゴシック"),
            Known("yugothm", bold="yugothb"),
            Known("meiryo", bold="meiryob"),
            Known("ipaexg"),
            Known("ipag"),
        ),
    ),
    "ko": _han(
        "KR",
        " K",
        (Known("nanummyeongjo"), Known("applemyungjo"), Known("batang")),
        (Known("applesdgothicneo"), Known("malgun"), Known("nanumgothic")),
    ),
}

HAN_NAMES: dict[Han, str] = {
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "ja": "Japanese",
    "ko": "Korean",
}

# What tells that a font is for a language, whatever its name says.
HAN_SAMPLE: dict[Han, str] = {"zh-Hans": "们这", "zh-Hant": "們這", "ja": "のを", "ko": "한는"}

# The scripts that are written in Chinese characters, or beside them, and whose they are; Hani is anybody's.
HAN_SCRIPTS: dict[str, Han | None] = {
    "Hani": None,
    "Hans": "zh-Hans",
    "Hant": "zh-Hant",
    "Bopo": "zh-Hant",
    "Hira": "ja",
    "Kana": "ja",
    "Hrkt": "ja",
    "Jpan": "ja",
    "Hang": "ko",
    "Kore": "ko",
}

# Other scripts that Noto has, each with a letter of it. No language of ours is written in them, but quotes may be.
OTHER: dict[str, tuple[Families, str]] = {
    "Armn": (_noto("armenian"), "ա"),
    "Beng": (_noto("bengali"), "ক"),
    "Ethi": (_noto("ethiopic"), "አ"),
    "Geor": (_noto("georgian"), "ა"),
    "Gujr": (_noto("gujarati"), "ક"),
    "Guru": (_noto("gurmukhi"), "ਕ"),
    "Khmr": (_noto("khmer"), "ក"),
    "Knda": (_noto("kannada"), "ಕ"),
    "Laoo": (_noto("lao"), "ກ"),
    "Mlym": (_noto("malayalam"), "ക"),
    "Mymr": (_noto("myanmar"), "က"),
    "Orya": (_noto("oriya"), "କ"),
    "Sinh": (_noto("sinhala"), "ක"),
    "Syrc": (_noto("syriac"), "ܐ"),
    "Taml": (_noto("tamil"), "க"),
    "Telu": (_noto("telugu"), "క"),
    "Thai": (_noto("thai"), "ก"),
    "Tibt": (_noto("tibetan"), "ཀ"),
}

# What scripts are called in English (ISO 15924), but those of Chinese characters, which are a language's.
NAMES = {
    "Arab": "Arabic",
    "Hebr": "Hebrew",
    "Deva": "Devanagari",
    "Armn": "Armenian",
    "Beng": "Bengali",
    "Ethi": "Ethiopic",
    "Geor": "Georgian",
    "Gujr": "Gujarati",
    "Guru": "Gurmukhi",
    "Khmr": "Khmer",
    "Knda": "Kannada",
    "Laoo": "Lao",
    "Mlym": "Malayalam",
    "Mymr": "Myanmar",
    "Orya": "Oriya",
    "Sinh": "Sinhala",
    "Syrc": "Syriac",
    "Taml": "Tamil",
    "Telu": "Telugu",
    "Thai": "Thai",
    "Tibt": "Tibetan",
}

# Python packages that hold fonts and nothing else: what the extra `cjk` installs.
PACKAGES = (
    "pylopdf_fonts_jp",
    "pylopdf_fonts_ko",
    "pylopdf_fonts_zh_cn",
    "pylopdf_fonts_zh_tw",
    "justmytype_intl_cjk",
)
