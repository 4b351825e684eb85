"""Passes over a draft, in the order of PASSES, and the seal that makes it an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from convert.draft import Draft
from convert.model import Article
from convert.normalise.advertising import drop_advertising
from convert.normalise.article import find_article
from convert.normalise.body import drop_breaks, find_breaks, find_headings, find_quotes
from convert.normalise.bounds import hold
from convert.normalise.captions import find_captions
from convert.normalise.chatter import drop_chatter
from convert.normalise.cite import cite, hang_markers
from convert.normalise.code import find_code, keep_code
from convert.normalise.dateline import find_dateline, join_dateline
from convert.normalise.inline import close_up_spaces, drop_tracking, find_links
from convert.normalise.labelled import find_labels
from convert.normalise.language import tell, tell_again
from convert.normalise.ledger import diagnostics, ledger
from convert.normalise.lists import find_lists
from convert.normalise.marks import find_marks
from convert.normalise.pipes import find_piped, part_rows
from convert.normalise.rejoin import rejoin
from convert.normalise.repeats import drop_repeats
from convert.normalise.seal import seal
from convert.normalise.settled import SETTLED as SETTLED
from convert.normalise.tables import find_tables
from convert.normalise.title import part_title
from convert.normalise.tricks import tricks
from convert.normalise.unmarked import find_unmarked_lists
from convert.normalise.unwrap import unwrap
from convert.normalise.verdict import judge
from convert.options import ReadOptions
from convert.report import Report

Pass = Callable[[Draft, ReadOptions], Draft]

PASSES: tuple[Pass, ...] = (
    find_piped,  # first, while its rows are lines, and before those with code in their cells are taken for it
    find_code,  # next, while its lines are lines
    unwrap,  # after both: all that follows reads paragraphs, not lines
    tell,  # words of the language serve every pass below
    drop_chatter,  # before anything is read of the first line and of the last
    find_labels,  # likewise, now that the first line is the article's
    part_title,  # before broken lines, which it tells from whole ones
    rejoin,  # after unwrap: lines that are neither wrapped nor whole were broken at their links
    drop_tracking,  # before any address is read as a source or a link
    cite,  # before any line is weighed or parsed: markers are neither prose nor markup
    find_links,  # before Markdown, whose word on an address stands above
    find_marks,  # after cite, which reads markers and sources as they stand; before any line is weighed
    keep_code,  # after all that reads the text as words: code is kept to the letter
    join_dateline,  # before lines are weighed: a line that is none
    drop_advertising,  # before lines are weighed by those around them
    find_article,  # before kinds are told: a menu's words look like headings
    hang_markers,  # now that it is settled which lines stay
    tell_again,  # likewise: the page around them may speak another language
    find_dateline,  # in the first block that is not the head
    find_quotes,  # before lists: "> - item" is quoted
    find_breaks,  # before lists: "* * *" is no item
    find_lists,  # before headings: "1. Item" is short and ends in no stop
    part_rows,  # now that it is settled which lines stay
    find_tables,  # after lists: a tab stands behind bullets as well
    find_captions,  # before headings: a caption is short, too
    find_unmarked_lists,  # after captions, which adjoin other lines too
    drop_repeats,  # once captions and list items are known, which may repeat the text
    drop_breaks,  # once it is known what is left around them
    find_headings,  # by what stands around them; the rest are paragraphs
    close_up_spaces,  # last: the ranges of blocks are settled
)


def normalise(draft: Draft, options: ReadOptions, passes: Sequence[Pass] = PASSES) -> tuple[Article, Report]:
    """Return the article that `draft` holds, read by `passes`, and the account of how it was read."""
    for run in passes:
        draft = run(draft, options)
        hold(draft, options.limits)
    article, remarks = seal(draft, options)
    judgement = judge(draft, article.meta.headline)
    report = Report(
        input=draft.name,
        spans=ledger(draft),
        diagnostics=diagnostics(
            draft, (*draft.remarks, *remarks, *tricks(draft, article), *judgement.remarks)
        ),
        verdict=judgement.verdict,
        score=judgement.score,
    )
    return article, report
