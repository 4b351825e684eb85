"""Lines: what fits on one, where it ends, what stays together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.fonts.bidi import DIRECTIONS
from convert.writers.pdf.text import compose
from convert.writers.pdf.text.compose import Manner
from convert.writers.pdf.text.lines import Line, balanced, broken, extent
from convert.writers.pdf.text.units import SILENT, Text
from tests.writers.pdf.typesetting import BODY, STYLES, WORDS, paragraphs, pieces, said, shown, text

RAGGED, JUSTIFIED = Manner(), Manner(justified=True, hyphens=True)
HYPHEN = "\u00ad"
SLACK = 0.05  # points

measures = st.floats(0.5, 60) | st.floats(60, 500)
manners = st.builds(Manner, st.booleans(), st.booleans(), st.sampled_from((0.0, 12.0)))


def stored(given: Text) -> str:
    """Return the text of a paragraph without what shows nothing."""
    whole = "".join(run.text for run in given.runs).replace("\n", "")
    return whole.translate(str.maketrans("", "", DIRECTIONS))


def letters(line: Line) -> int:
    """Return how many letters a line shows, each with its marks, a ligature as one."""
    firsts = (
        part.text[cluster]
        for piece in pieces(line)
        for part in piece.word.parts
        for cluster in {glyph.cluster for glyph in part.shape.glyphs}
    )
    return sum(category(each)[0] not in "ZM" and each not in "\u200c\u200d" for each in firsts)


def ink(line: Line) -> list[tuple[float, float]]:
    """Return where what is no space begins and ends, from left to right."""
    spots = (spot for segment in line.segments for spot in segment.spots)
    return sorted((spot.x, spot.x + spot.piece.width) for spot in spots if not spot.piece.text.isspace())


@settings(max_examples=50)
@given(paragraphs, measures, manners)
def test_lines_lose_nothing_and_are_no_wider_than_the_measure(
    given: Text, measure: float, manner: Manner
) -> None:
    found = broken(given, measure, manner)
    whole = stored(given)
    assert "".join(map(shown, found)).replace(HYPHEN, "") == whole
    assert said(found).replace(" ", "") == whole.replace(" ", "")
    for n, line in enumerate(found):
        room = measure - (0 if n else manner.first)
        assert line.width <= room + SLACK or letters(line) <= 1, (n, shown(line), room)
        for left, right in pairwise(ink(line)):
            assert left[1] <= right[0] + SLACK, shown(line)


@pytest.mark.parametrize("measure", [98.0, 99.0, 100.0, 101.0])
def test_a_tight_line_takes_from_its_spaces_never_from_its_ideographs(measure: float) -> None:
    """A line that is to be narrower than it is by nature has its ideographs side by side all the same."""
    for line in broken(text("17 データ、 harbour"), measure, Manner(justified=True)):
        for left, right in pairwise(ink(line)):
            assert left[1] <= right[0] + SLACK


@settings(max_examples=30)
@given(paragraphs, st.floats(60, 500), manners)
def test_words_are_divided_sparingly_names_never(given: Text, measure: float, manner: Manner) -> None:
    found = broken(given, measure, manner)
    ends = [shown(line).endswith(HYPHEN) for line in found]
    assert not any(map(all, zip(ends, ends[1:], ends[2:], strict=False)))
    for line in found:
        if shown(line).endswith(HYPHEN):
            first = pieces(line)[-2]
            assert manner.hyphens
            assert given.language in ("en", "de", "ru")
            assert first.said == SILENT or given.language == "de" or (first.said or "").islower()


NO_START, NO_END = "、。」）！？ー々っ,.;:!?)]}”’»…", "「（([{“‘«"
EASTERN = "港漢字は新しい、。「」（）！？データっ々〜A1,“”"


@settings(max_examples=50)
@given(st.text(EASTERN, min_size=1, max_size=60), st.floats(60, 300), st.booleans())
def test_no_line_begins_or_ends_with_what_must_not(given: str, measure: float, justified: bool) -> None:
    found = [shown(line).strip() for line in broken(text(given, language="ja"), measure, Manner(justified))]
    for before, after in pairwise(found):
        # A row of such signs that is longer than the line has to part somewhere.
        if not all(each in NO_START + NO_END for each in after[:2]):
            assert after[0] not in NO_START, found
        if not all(each in NO_START + NO_END for each in before[-2:]):
            assert before[-1] not in NO_END, found


@settings(max_examples=30)
@given(paragraphs, st.floats(60, 500))
def test_balanced_lines_are_as_many_as_broken_ones(given: Text, measure: float) -> None:
    assert len(balanced(given, measure, RAGGED)) == len(broken(given, measure, RAGGED))


def test_balanced_lines_are_of_about_one_length() -> None:
    words = text("one two three four five six seven eight nine ten eleven")
    uneven, even = broken(words, 200, RAGGED), balanced(words, 200, RAGGED)
    assert len(uneven) == len(even) == 2
    assert abs(even[0].width - even[1].width) < abs(uneven[0].width - uneven[1].width)


@settings(max_examples=30)
@given(paragraphs)
def test_what_has_its_extent_is_broken_only_where_it_says_so(given: Text) -> None:
    longest, widest = extent(given)
    assert longest <= widest + SLACK
    ends = sum(run.text.count("\n") for run in given.runs)
    assert len(broken(given, widest + SLACK, RAGGED)) <= ends + 1


PROSE = (
    "The delegations met again — and again, at length and without haste, for the administration of harbours. "
)


@pytest.mark.parametrize("measure", [180, 300])
def test_justified_lines_end_level_but_for_the_last(measure: float) -> None:
    *found, last = broken(text(PROSE * 20), measure, JUSTIFIED)
    assert {round(line.width, 2) for line in found} == {measure}
    assert last.width < measure


def test_the_first_line_is_set_in() -> None:
    first, second, *_ = broken(text(PROSE * 5), 200, JUSTIFIED._replace(first=12))
    assert (first.width, second.width) == pytest.approx((188, 200))


def test_signs_hang_into_the_margin() -> None:
    found = broken(text("“Quoted words, spoken slowly,” " * 40), 200, JUSTIFIED)
    inked = [(ink(line)[0][0], ink(line)[-1][1], shown(line).strip()) for line in found[:-1]]
    assert all((left < 0) == line.startswith("“") for left, _, line in inked)
    assert all((right > 200 + SLACK) == (line[-1] in ",”" + HYPHEN) for _, right, line in inked)


@pytest.mark.parametrize("glue", ["\u00a0", "\u202f", "\u2007", "\u2011"])
def test_no_line_ends_at_what_holds_words_together(glue: str) -> None:
    found = broken(text(f"words {glue.join(['held'] * 3)} words"), 90, RAGGED)
    assert [shown(line).strip() for line in found] == ["words", glue.join(["held"] * 3), "words"]


def test_a_long_address_ends_its_lines_behind_slashes_and_has_no_spaces_in_it() -> None:
    address = "https://example.com/world/2026/02/05/" + "a-second-sample-title/" * 3
    found = [shown(line) for line in broken(text(f"See {address} there"), 180, RAGGED)]
    assert "".join(found) == f"See {address} there"
    assert all(line.endswith(("/", " ")) for line in found[:-1])


@pytest.mark.parametrize("manner", [RAGGED, JUSTIFIED])
@pytest.mark.parametrize("words", [*WORDS, "a — b", "wide words", "words\n\nwords"])
def test_a_measure_below_one_letter_still_ends(words: str, manner: Manner) -> None:
    found = broken(text(words), 1, manner)
    assert all(letters(line) <= 1 for line in found)


@pytest.mark.parametrize("words", ["one \ntwo", "one\ntwo", "one\u2009\ntwo"])
@pytest.mark.parametrize("measure", [19, 20, 21, 200])
def test_a_space_before_the_end_of_a_line_makes_no_line(words: str, measure: float) -> None:
    assert [shown(line).strip() for line in broken(text(words), measure, RAGGED)] == ["one", "two"]


def test_a_dash_goes_with_the_word_before_it_where_both_fit() -> None:
    for measure, expected in ((40, ["word — ", "next"]), (30, ["word ", "— ", "next"])):
        assert [shown(line) for line in broken(text("word — next"), measure, RAGGED)] == expected


def test_a_word_wider_than_the_line_is_divided_where_it_may_be() -> None:
    found = [shown(line) for line in broken(text("an administration"), 45, JUSTIFIED)]
    assert all(line.endswith((HYPHEN, " ")) for line in found[:-1])
    assert len(found) > 2


def test_marks_stay_with_their_letters_where_a_word_is_cut() -> None:
    for word, language, rtl in (
        ("क्षत्रियों" * 5, "hi", False),
        ("בְּרֵאשִׁית" * 5, "he", True),
        ("e\u0323\u0302" * 9, "vi", False),
    ):
        found = [shown(line) for line in broken(text(word, language=language, rtl=rtl), 14, RAGGED)]
        assert "".join(found) == word
        assert len(found) > 3
        assert [line for line in found if category(line[0])[0] == "M" or line.endswith("\u094d")] == []


def glyphs(lines: Sequence[Line]) -> list[int]:
    """Return the glyphs of lines in reading order."""
    return [
        glyph.id
        for line in lines
        for piece in pieces(line)
        for part in piece.word.parts
        for glyph in (reversed(part.shape.glyphs) if part.rtl else part.shape.glyphs)
    ]


def test_arabic_letters_stay_joined_across_a_change_of_look_and_where_they_are_cut() -> None:
    """Each letter of a word has the form of its place in it, whoever else stands in the word."""
    whole, parted = (
        broken(text(*runs, rtl=True), 500, RAGGED) for runs in (("سسسس",), ("سس", ("سس", STYLES[0])))
    )
    cut = broken(text("سسسس", rtl=True), 1, RAGGED)
    assert len(cut) == 4
    assert len(set(glyphs(whole))) > 1
    assert glyphs(whole) == glyphs(parted) == glyphs(cut)


def steps(words: str, manner: Manner, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a line is judged while `words` are broken."""
    count = 0
    judge = compose._fitness

    def counted(ratio: float) -> int:
        nonlocal count
        count += 1
        return judge(ratio)

    with monkeypatch.context() as patch:
        patch.setattr(compose, "_fitness", counted)
        broken(text(words), 200, manner)
    return count


@pytest.mark.parametrize(
    "words", [PROSE[:30], "xxxxx", "港漢字", "a – b ", "https://example.com/a/b?c=d&", "ab-"]
)
@pytest.mark.parametrize("manner", [RAGGED, JUSTIFIED])
def test_lines_cost_in_proportion_to_the_text(
    words: str, manner: Manner, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (steps(words * times, manner, monkeypatch) for times in (240, 960))
    # Either may find its lines at the first try or at the fourth.
    assert 0 < many < 4 * 4 * few


def test_a_style_has_the_measure_of_its_size() -> None:
    small, large = (extent(text(("words", style)))[0] for style in (STYLES[3], STYLES[2]))
    assert small < extent(text(("words", BODY)))[0] < large
