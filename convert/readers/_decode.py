"""Bytes to text: byte order marks, UTF-8, UTF-16, declared and detected legacy charsets."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from convert import foreign
from convert.draft import Remark
from convert.errors import InputError, NoArticle, UnknownPart
from convert.languages import detect, known
from convert.patterns import pattern
from convert.source import HEAD, Source

# Longest first: the mark of UTF-16 begins that of UTF-32.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The legacy charsets of the web (https://encoding.spec.whatwg.org/#names-and-labels), the likeliest first;
# asked when the detector's guesses read as no language that we know.
_LEGACY = (
    *("cp1252", "cp1251", "koi8_u", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "iso8859_2"),
    *("euc_jp", "gb18030", "cp932", "cp949", "big5hkscs", "cp1258", "iso8859_5", "iso8859_7", "mac_roman"),
)

# What a wrong charset makes of letters: box drawing, controls, half-width kana, capitals within words.
_ODD = pattern(r"[\u0080-\u009f\u2500-\u259f\uff61-\uff9f]|(?<=[a-zß-öø-ÿ])[À-ÖØ-Þ]")

# Scripts (ISO 15924) whose languages part no words, so that their commonest "words" are characters.
_UNSPACED = frozenset({"Jpan", "Hans", "Hant"})

# UTF-8 with one damaged byte for so many sound ones beyond ASCII is still UTF-8.
_DAMAGE = 10

# A chunk that is enough to tell a charset by, and to look for NUL bytes in.
_SAMPLE = 64_000


def decode(source: Source, encoding: str | None = None) -> str:
    """Return the text of `source`; see `decode_told`."""
    return decode_told(source, encoding)[0]


def decode_told(source: Source, encoding: str | None = None) -> tuple[str, str | None]:
    """Return the text of `source`, its byte order mark left out, and its charset if that was a guess.

    `encoding` is what the caller declares; without it UTF-8, then UTF-16 by its NUL pattern, then a legacy
    charset by detection. Raises NoArticle for no bytes at all, UnknownPart for an unknown charset, InputError
    for bytes that are not text or not in the declared charset.
    """
    data = source.data
    if not data.strip():
        raise NoArticle("the input is empty", where=source.name)
    if known := foreign.what(data[:HEAD]):
        what, hint = known
        raise InputError(f"is {what}, not text", where=source.name, hint=hint)
    if encoding:
        return _declared(source, encoding), None
    for mark, name in _MARKS:
        if data.startswith(mark):
            if len(data) == len(mark):
                raise NoArticle("the input is empty", where=source.name)
            return _strict(source, data[len(mark) :], name), None
    if not _has_nul(data) and (text := _utf8(data)) is not None:
        return text, None
    name = _wide(source) if _has_nul(data) else _detected(source)
    return _strict(source, data, name), name


def doubts(text: str, guessed: str | None) -> Iterator[Remark]:
    """Yield remarks on a charset that was guessed, and on bytes that were no characters."""
    if guessed:
        message = (
            f"does not say its charset and is not UTF-8: read as {guessed}; --input-encoding names another"
        )
        yield Remark("charset-guessed", "info", message, 0, 0)
    damaged = text.find("\ufffd")
    if damaged >= 0:
        count = text.count("\ufffd")
        what = "a damaged character" if count == 1 else f"{count} damaged characters, the first here"
        message = f"{what}: --input-encoding may help"
        yield Remark("damaged-characters", "warning", message, damaged, damaged + 1)


def _declared(source: Source, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        hint = "name one that Python knows, such as utf-8, windows-1252 or shift_jis"
        raise UnknownPart(f"unknown charset {encoding!r}", hint=hint) from error
    return _strict(source, source.data, encoding).removeprefix("\ufeff")


def _strict(source: Source, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        raise InputError(
            f"byte 0x{data[error.start]:02x} is not {encoding}",
            where=source.name,
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
            hint="name the charset with --input-encoding",
        ) from error
    except LookupError as error:  # a codec of bytes to bytes, such as "zip"
        raise UnknownPart(f"{encoding!r} is not a charset of text", hint="name one such as utf-8") from error


def _has_nul(data: bytes) -> bool:
    """Say whether there are more NUL bytes than damage leaves in text of one-byte units."""
    sample = data[:_SAMPLE]
    return sample.count(0) > max(2, len(sample) // 500)


def _wide(source: Source) -> str:
    """Return which UTF-16 the bytes are, without a mark, by which half of their units is zero now and then."""
    sample = source.data[:_SAMPLE]
    name = "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    if detect(_sampled(source.data, name) or ""):
        return name
    raise InputError("is binary data, not text", where=source.name, hint="name a text file")


def _utf8(data: bytes) -> str | None:
    """Return `data` as UTF-8, a few damaged bytes as U+FFFD; None where it is not UTF-8 by its looks."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    sound = len(data) - len(text)  # continuation bytes, about one for each character beyond ASCII
    return text if damaged == 0 or damaged * _DAMAGE < sound else None


def _detected(source: Source) -> str:
    """Return the charset that makes `source` most fluent: the most common words of a language of ours."""
    from charset_normalizer import from_bytes

    guesses = [match.encoding for match in from_bytes(source.data[:_SAMPLE])]
    readings = {name: _sampled(source.data, name) for name in dict.fromkeys((*_LEGACY, *guesses))}
    sound = {name: text for name, text in readings.items() if text is not None}
    best = max(sound, key=lambda name: _fluency(sound[name]), default=None)
    if best is None or (not guesses and not _fluency(sound[best])):
        hint = "name it with --input-encoding"
        raise InputError("is not text in any charset that can be told", where=source.name, hint=hint)
    return best


def _sampled(data: bytes, encoding: str) -> str | None:
    """Return the beginning of `data` in a charset, None where it does not fit."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data[:_SAMPLE], len(data) <= _SAMPLE)
    except UnicodeDecodeError:
        return None


def _fluency(text: str) -> int:
    """Return how many words of `text` are among the commonest of its language, less what no text has much of."""
    language = known(detect(text))
    if language is None:
        return 0
    common = frozenset(language.function_words.split())
    words = text if language.script in _UNSPACED else re.findall(r"\w+", text.lower())
    return sum(word in common for word in words) - 2 * len(_ODD.findall(text))
