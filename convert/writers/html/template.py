"""A page by a template of the user's: Jinja2, which can reach what it is given and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from convert.errors import InputError
from convert.source import Source

if TYPE_CHECKING:
    from jinja2 import Template


def fill(source: Source, values: Mapping[str, Any]) -> str:
    """Return the template filled with `values`; text among them is escaped, Markup is not.

    Raises InputError with the line for a template that is none, or asks for what is not there.
    """
    from jinja2.exceptions import SecurityError, TemplateError

    template = _compiled(source.name, source.data)
    try:
        return template.render(values)
    except SecurityError as error:
        raise InputError(
            f"reaches for what a template may not: {error}", where=source.name, line=_line(error)
        ) from error
    # What a template's own expressions raise: a sum of words, a division by zero.
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise InputError(f"cannot be filled: {error}", where=source.name, line=_line(error)) from error


@lru_cache(8)
def _compiled(name: str, data: bytes) -> Template:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.from_string(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is no template in UTF-8", where=name, line=line, hint="save it as UTF-8") from error
    except TemplateSyntaxError as error:
        raise InputError(f"is no template: {error.message}", where=name, line=error.lineno) from error


def _line(error: Exception) -> int | None:
    """Return the line of the template that an error comes from; Jinja2 writes it into the traceback."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
