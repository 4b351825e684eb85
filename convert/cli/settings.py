"""Settings from a file: `article.toml`, or `[tool.article-convert]` in `pyproject.toml`, of this folder or one above.

There is no list of settings. Every option of every command is one, by its long name, whoever added it: at the top of
the file for all commands that have it, in a table of a command for that one, in `[profile.NAME]` for who asks for the
profile. A flag goes before the environment, that before a profile, that before the rest of the file.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct

from convert.errors import ArticleError

FILE = "article.toml"
_PROJECT = "pyproject.toml"
_TABLE = "article-convert"

# Those that say where settings are.
_OURS = ("settings", "use")
_META = __name__

# Options that name a FILE to write.
_WRITTEN = ("path", "output", "depfile")

Table = dict[str, Any]
# Returns a command by its name, None where there is none.
Find = Callable[[str], click.Command | None]


class SettingsError(ArticleError):
    """A file of settings that cannot be meant."""

    exit_code = 2


class Setting(Struct, frozen=True):
    """What a file says of an option, and where: `article.toml`, or `article.toml [profile.print]`."""

    value: Any
    origin: str


def attach(command: click.Command, commands: Iterable[str], find: Find) -> click.Command:
    """Give a command the options that say where settings are, and have it take them; once."""
    if any(param.name == _OURS[0] for param in command.params):
        return command

    def chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        said = chosen_in(ctx)
        said[param.name or ""] = value
        if len(said) == len(_OURS):
            _apply(ctx, said["settings"], said["use"], tuple(commands), find)

    for param in command.params:
        if _names_input(param):
            param.callback = _noting(param.callback)
    command.params += [
        click.Option(
            ("--settings",),
            metavar="FILE",
            is_eager=True,
            expose_value=False,
            callback=chosen,
            envvar="ARTICLE_SETTINGS",
            help=f"Take settings from FILE. Default: {FILE}, or [tool.{_TABLE}] in {_PROJECT}, here or above.",
        ),
        click.Option(
            ("--use",),
            metavar="NAME",
            is_eager=True,
            expose_value=False,
            callback=chosen,
            envvar="ARTICLE_USE",
            help="Take the settings of [profile.NAME], too.",
        ),
    ]
    return command


def files(ctx: click.Context) -> tuple[str, ...]:
    """Return the files that go into whatever a command makes: those that its options name, and that of settings."""
    named = ctx.meta.get(f"{_META}.files.{ctx.command.name}", set())
    path = used(ctx)
    return tuple(sorted({*filter(os.path.isfile, named), *([os.path.relpath(path)] if path else [])}))


def _names_input(param: click.Parameter) -> bool:
    return "FILE" in (param.metavar or "").split("|") and param.name not in _WRITTEN


def _noting(callback: Callable[..., Any] | None) -> Callable[..., Any]:
    """Return a callback that notes the files that an option names, and then does as `callback`."""

    def note(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        many = value if isinstance(value, (tuple, list)) else (value,)
        found: set[str] = ctx.meta.setdefault(f"{_META}.files.{ctx.command.name}", set())
        found.update(name for each in many if isinstance(name := getattr(each, "name", each), str))
        return callback(ctx, param, value) if callback else value

    return note


def chosen_in(ctx: click.Context) -> dict[str, str | None]:
    """Return what was given for `settings` and `use` on the command line of a command."""
    found: dict[str, str | None] = ctx.meta.setdefault(f"{_META}.given.{ctx.command.name}", {})
    return found


def used(ctx: click.Context) -> Path | None:
    """Return the file whose settings hold, None without one."""
    path: Path | None = ctx.meta.get(f"{_META}.path")
    return path


def origins(ctx: click.Context) -> dict[str, Setting]:
    """Return what the file says of the command's options, by the names of their parameters."""
    found: dict[str, Setting] = ctx.meta.get(f"{_META}.{ctx.command.name}", {})
    return found


def blame(error: click.UsageError) -> None:
    """Say where a value comes from that is refused, if it is from a file."""
    ctx, param = error.ctx, getattr(error, "param", None)
    if (
        ctx is None
        or param is None
        or ctx.get_parameter_source(param.name) is not ParameterSource.DEFAULT_MAP
    ):
        return
    found = origins(ctx).get(param.name)
    if found:
        error.message = f"{error.message} (in {found.origin})"  # type: ignore[misc]


def _apply(
    ctx: click.Context, named: str | None, profile: str | None, commands: tuple[str, ...], find: Find
) -> None:
    path = Path(named) if named else _nearest(Path.cwd())
    if path is None:
        if profile:
            raise SettingsError(f"no profile {profile!r}: there is no {FILE} here or above")
        return
    found = read(path)
    ctx.meta[f"{_META}.path"] = path
    settings = settings_of(ctx.command, path, found, profile, commands, find)
    ctx.meta[f"{_META}.{ctx.command.name}"] = settings
    ctx.default_map = {name: each.value for name, each in settings.items()}


def settings_of(
    command: click.Command,
    path: Path,
    table: Table,
    profile: str | None,
    commands: tuple[str, ...],
    find: Find,
) -> dict[str, Setting]:
    """Return what a file says of a command, by the names of its parameters. Raises SettingsError."""
    profiles = _sub(table, "profile", path)
    layers = [(table, _shown(path))]
    if profile is not None:
        if profile not in profiles:
            raise _unknown(path, "profile", profile, profiles)
        layers.append((_sub(profiles, profile, path), f"{_shown(path)} [profile.{profile}]"))
    found: dict[str, Setting] = {}
    for layer, origin in layers:
        found |= _layer(command, layer, path, origin, commands, find)
    return found


def _layer(
    command: click.Command, layer: Table, path: Path, origin: str, commands: tuple[str, ...], find: Find
) -> dict[str, Setting]:
    options = keys(command)
    found: dict[str, Setting] = {}
    for key, value in layer.items():
        if key in (*commands, "profile"):
            continue
        option = options.get(key)
        if option is None:
            _refuse_unknown(path, key, commands, find)
        elif option.allow_from_autoenv or option.envvar:
            found[option.name or ""] = Setting(_value(option, value, path, key), origin)
    own = _sub(layer, command.name or "", path)
    for key, value in own.items():
        if key not in options:
            raise _unknown(path, f"setting of {command.name}", key, options)
        option = options[key]
        found[option.name or ""] = Setting(_value(option, value, path, key), f"{origin} [{command.name}]")
    return found


def keys(command: click.Command) -> dict[str, click.Option]:
    """Return the options of a command that can be set, by their long names."""
    return {
        max(param.opts, key=len).removeprefix("--"): param
        for param in command.params
        if isinstance(param, click.Option) and param.name not in _OURS and not param.is_eager
    }


def read(path: Path) -> Table:
    """Return the settings in a file. Raises SettingsError."""
    import tomllib

    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror or error}", where=_shown(path)) from error
    except ValueError as error:  # not TOML, not UTF-8
        place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        what = str(error)[: place.start()] if place else str(error)
        raise SettingsError(f"is no TOML: {what}", where=_shown(path), line=line, column=column) from error
    if path.name != _PROJECT:
        return found
    return _sub(_sub(found, "tool", path), _TABLE, path)


def _nearest(folder: Path) -> Path | None:
    """Return the file of settings of a folder, or of the nearest above it that has one."""
    for each in (folder, *folder.parents):
        own, project = each / FILE, each / _PROJECT
        if own.is_file() and not _is_strangers(own):
            return own
        # To look at its bytes first spares those who have none the parser.
        if (
            project.is_file()
            and not _is_strangers(project)
            and _TABLE.encode() in project.read_bytes()
            and read(project)
        ):
            return project
    return None


def _is_strangers(path: Path) -> bool:
    """Say whether another user left a file in a folder that all may write to, such as /tmp.

    Settings name files to write. So Linux keeps users from each other's files there: proc_sys_fs(5), protected_regular.
    """
    around, found = path.parent.stat(), path.lstat()
    is_shared = around.st_mode & stat.S_ISVTX and around.st_mode & stat.S_IWOTH
    return bool(is_shared) and found.st_uid not in (os.geteuid(), around.st_uid)


def _value(option: click.Option, value: Any, path: Path, key: str) -> Any:
    """Return a value as click takes it: of several, a list; what names a file, from the folder of the settings."""
    if isinstance(value, dict) and option.metavar == "KEY=VALUE":
        value = [
            f"{name}={each}"
            for name, many in value.items()
            for each in (many if isinstance(many, list) else [many])
        ]
    if isinstance(value, dict):
        raise SettingsError(f"{key} is no table", where=_shown(path))
    if isinstance(value, list) and not option.multiple:
        raise SettingsError(f"{key} is one value, not a list", where=_shown(path))
    if option.is_flag and not isinstance(value, bool):
        raise SettingsError(f"{key} is true or false", where=_shown(path))
    many = value if isinstance(value, list) else [value]
    if any(isinstance(each, (bool, list, dict)) for each in many) and not option.is_flag:
        raise SettingsError(f"{key} is no {type(many[0]).__name__}", where=_shown(path))
    if option.is_flag:
        return value
    placed = [_placed(option, each, path.parent) for each in many]
    return placed if option.multiple else placed[0]


def _placed(option: click.Option, value: Any, folder: Path) -> Any:
    """Return a value that names a file from where we are; `STYLE|FILE` is one if there is such a file."""
    kinds = (option.metavar or "").split("|")
    if not isinstance(value, str) or value == "-" or not {"FILE", "PATH", "FOLDER"} & set(kinds):
        return value
    there = os.path.join(os.path.relpath(folder), value)
    return (
        os.path.normpath(there) + "/" * value.endswith("/")
        if len(kinds) == 1 or os.path.exists(there)
        else value
    )


def _sub(table: Table, name: str, path: Path) -> Table:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise SettingsError(f"{name} is a table: [{name}]", where=_shown(path))
    return found


def _refuse_unknown(path: Path, key: str, commands: tuple[str, ...], find: Find) -> None:
    """Raise SettingsError for what is no option of any command."""
    known = {name for each in commands if (command := find(each)) for name in keys(command)}
    if key not in known:
        raise _unknown(path, "setting", key, (*known, *commands, "profile"))


def _unknown(path: Path, what: str, key: str, known: Iterable[str] | Mapping[str, Any]) -> SettingsError:
    near = difflib.get_close_matches(key, list(known), 1)
    hint = f"did you mean {near[0]}?" if near else "`article config --all` lists what there is"
    return SettingsError(f"unknown {what} {key!r}", where=_shown(path), hint=hint)


def _shown(path: Path) -> str:
    return os.path.relpath(path)
