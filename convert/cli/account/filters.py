"""The rules at work in a reading: how often each, as a form that shows only the lines which it had a hand in.

The form needs no script: a style rule for each box shows the lines of its class while the box is ticked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.etree import _Element

from convert.cli.account import SIGNS
from convert.cli.terminal import harmless
from convert.model.text import count_words
from convert.render.markup import add
from convert.report import Action, Span


class Filters:
    """The rules of one reading, each with the class of its pieces and lines; names from outside are no classes."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Count the rules in `spans`; layout is not one."""
        self._spans = spans
        self._counts = Counter((span.action, span.rule) for span in spans if span.rule != "layout")
        self._classes = {each: f"rule-{n}" for n, each in enumerate(self._counts, 1)}

    def classes(self, span: Span) -> tuple[str, ...]:
        """Return the classes of a piece of `span`: its action and its rule; layout has none."""
        found = self._classes.get((span.action, span.rule))
        return (span.action, found) if found else ()

    def style(self) -> str:
        """Return the style rules that show the lines of each box that is ticked; others are hidden by then."""
        boxes = (*self._actions(), *self._classes.values())
        return "".join(
            f".bar:has(#only-{each}:checked) + .source > .{each} {{ display: grid; }}\n"
            f".bar:has(#only-{each}:checked) + .source div > .{each} {{ background: var(--picked); }}\n"
            for each in boxes
        )

    def words(self) -> str:
        """Return how many words of the input met with each action, as far as any did."""
        counts = [(_words(self._spans, action), action) for action in SIGNS]
        return ", ".join(f"{count} {action}" for count, action in counts if count) or "none"

    def form(self, parent: _Element) -> None:
        """Append the form, folded: a group for each action, a box for each of its rules."""
        fold = add(parent, "details", {"class": "filters"})
        add(fold, "summary", text="Filter by action and rule")
        form = add(fold, "form", {"autocomplete": "off"})
        for action in self._actions():
            group = add(form, "fieldset")
            _box(add(group, "legend"), action, action, SIGNS[action])
            for (each, rule), count in self._counts.items():
                if each == action:
                    _box(group, self._classes[each, rule], harmless(rule), str(count))
        add(form, "button", {"type": "reset"}, "Show all lines")

    def _actions(self) -> list[Action]:
        """Return the actions that occur."""
        return [each for each in SIGNS if any(action == each for action, _ in self._counts)]


def _box(parent: _Element, name: str, label: str, mark: str) -> None:
    around = add(parent, "label")
    add(around, "input", {"type": "checkbox", "id": f"only-{name}"}).tail = " "
    add(around, "b", text=mark).tail = f" {label}"


def _words(spans: Iterable[Span], action: Action) -> int:
    """Return how many words of the input met with `action`; layout parts them."""
    return count_words("".join(span.text for span in spans if span.rule == "layout" or span.action == action))
