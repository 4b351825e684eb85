"""Carrying out what a command line asks for: one article to where it goes, or many into a folder."""

from __future__ import annotations

import importlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct, structs

from convert.batch import engines
from convert.batch.order import Order, Outcome, Output, Task
from convert.batch.work import convert
from convert.cli.depfile import Depfile
from convert.cli.inputs import only
from convert.cli.log import Log
from convert.cli.options import Bounded, Size
from convert.cli.settings import files
from convert.cli.targets import Several, Single
from convert.cli.terminal import harmless, say
from convert.containers import Input
from convert.errors import ArticleError

Command = Callable[..., None]


class Way(Struct, frozen=True, kw_only=True):
    """How many inputs are gone through: see the options. `limited` if limits were given, for whatever is done."""

    engine: str
    scheduler: str | None
    jobs: int
    timeout: float
    memory: int | None
    limited: bool
    name: str
    on_clash: str
    force: bool
    clobber: bool
    prune: bool
    archive: str | None
    archive_size: int
    manifest: bool
    journal: str | None
    max_failures: int | None
    depfile: Depfile | None


def _pattern(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    from convert.batch.names import check

    try:
        check(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return value


def batching(command: Command) -> Command:
    """Add the options of going through many inputs; the command is called with `way`."""

    @click.option(
        "-j",
        "--jobs",
        type=click.IntRange(0),
        default=0,
        metavar="N",
        help="Work on so many articles at once; 0, the default, is one a processor.",
    )
    @click.option(
        "--timeout",
        type=Bounded(0, min_open=True),
        default=600.0,
        metavar="SECONDS",
        help="Give up an article that takes longer. Default: 600 of many inputs, without end of one.",
    )
    @click.option(
        "--memory",
        metavar="SIZE",
        type=Size(),
        help="Give up an article for which a process needs more than, say, 500M.",
    )
    @click.option(
        "--engine",
        type=click.Choice(("processes", "serial", "dask")),
        default="processes",
        help="Who does the work on many inputs: processes on this machine, this very process, or dask's workers.",
    )
    @click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Scheduler of dask.distributed, such as tcp://10.0.0.5:8786; without one, workers are on this machine.",
    )
    @click.option(
        "--name",
        metavar="PATTERN",
        default="{path}",
        callback=_pattern,
        help="Names of files in a folder, made of {path}, {folder}, {stem} of the input and {slug}, {date}, {year}, "
        "{month}, {day}, {author}, {publisher}, {section}, {lang}, {url}, {hash} of the article. Default: {path}.",
    )
    @click.option(
        "--on-clash",
        type=click.Choice(("error", "number")),
        default="error",
        help="What to do where two articles would have one name: refuse, or give the second a number.",
    )
    @click.option("--no-clobber", is_flag=True, help="Replace no file.")
    @click.option(
        "--force", is_flag=True, help="Do all anew; in a folder, replace also what no earlier run wrote."
    )
    @click.option(
        "--prune", is_flag=True, help="Remove from the folder what was made of inputs that are gone."
    )
    @click.option(
        "--archive",
        type=click.Choice(("zip", "tar")),
        help="Pack what goes to a folder in archives, for inputs by the million.",
    )
    @click.option(
        "--archive-size",
        type=click.IntRange(1),
        default=1000,
        metavar="N",
        help="Pack so many articles in each archive. Default: 1000.",
    )
    @click.option(
        "--manifest",
        is_flag=True,
        help="End with manifest.json and SHA256SUMS in the folder: what is in it, and the digests.",
    )
    @click.option(
        "--journal",
        metavar="FOLDER",
        help="Keep the journal there. Default: .article in the output folder; for a URL, among the user's states.",
    )
    @click.option(
        "--max-failures", type=click.IntRange(1), metavar="N", help="Stop once so many articles have failed."
    )
    @click.option(
        "--depfile",
        metavar="FILE",
        help="Write which files each output was made of, for Make and Ninja: inputs, pictures, styles, sources.",
    )
    @wraps(command)
    def run(
        engine: str,
        scheduler: str | None,
        jobs: int,
        timeout: float,
        memory: int | None,
        name: str,
        on_clash: str,
        no_clobber: bool,
        force: bool,
        prune: bool,
        archive: str | None,
        archive_size: int,
        manifest: bool,
        journal: str | None,
        max_failures: int | None,
        depfile: str | None,
        **others: Any,
    ) -> None:
        if force and no_clobber:
            raise click.UsageError("--force and --no-clobber contradict each other")
        way = Way(
            engine="dask" if scheduler else engine,
            scheduler=scheduler,
            jobs=jobs or engines.processors(),
            timeout=timeout,
            memory=memory,
            limited=memory is not None or _is_given("timeout"),
            name=name,
            on_clash=on_clash,
            force=force,
            clobber=not no_clobber,
            prune=prune,
            archive=archive,
            archive_size=archive_size,
            manifest=manifest,
            journal=journal,
            max_failures=max_failures,
            depfile=Depfile(Path(depfile), files(click.get_current_context())) if depfile else None,
        )
        command(way=way, **others)

    return run


def _is_given(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT


def one(found: Input | ArticleError, order: Order, goal: Single, way: Way, log: Log) -> int:
    """Convert the one article of an input; return how many were tried. Raises click.UsageError where there are more."""
    if isinstance(found, ArticleError):
        log.failure(found)
        return 1
    with log.attempt("<stdin>" if found.name == "-" else found.name):
        for each in only(found, lambda _first: "give a folder with -o FOLDER/", order.reading.limits.input):
            if isinstance(each, ArticleError):
                raise each
            goal.refuse(clobber=way.clobber)
            task = Task(number=0, key=each.name, source=each, origin="" if found.name == "-" else found.name)
            outcome = _limited(task, order, goal, way) if way.limited else convert(task, order, goal.deliver)
            log.outcome(outcome)
            if way.depfile and goal.path and outcome.outputs:
                way.depfile.add([str(goal.path)], (task.origin, *outcome.depends))
                log.said(way.depfile.write())
            if order.dry:
                _foretell(outcome, lambda _output: str(goal))
    return 1


def _limited(task: Task, order: Order, goal: Single, way: Way) -> Outcome:
    """Return what becomes of an article in a process of its own, which can be ended at a limit."""
    from convert.batch.engines import Limits, processes
    from convert.batch.work import failed

    with _terminated():
        outcome = processes.alone(task, order, Limits(timeout=way.timeout, memory=way.memory))
    if order.dry:
        return outcome
    try:
        return structs.replace(
            outcome, outputs=tuple(goal.deliver(each.format, each.data) for each in outcome.outputs)
        )
    except ArticleError as error:
        return failed(outcome, error)


def many(names: tuple[str, ...], order: Order, goal: Several, way: Way, log: Log, *, light: bool) -> int:
    """Convert the articles of all inputs into a folder; return how many were tried.

    One that is `light`, a single file as a Make rule has it, is done in this process, unless limits were given, and
    beside others. Raises click.UsageError for outputs that clash, ArticleError where nothing can be done.
    """
    from convert.batch.engines import Limits
    from convert.batch.folder import output_folder
    from convert.batch.plan import Plan
    from convert.batch.rules import Rules
    from convert.batch.run import Run
    from convert.cli.progress import Count, shown
    from convert.errors import Clash

    rules = Rules(
        pattern=way.name,
        number=way.on_clash == "number",
        force=way.force,
        clobber=way.clobber,
        prune=way.prune,
        alone=not light,
        archive=way.archive,
        shelf=way.archive_size,
        manifest=way.manifest,
    )
    folder = output_folder(goal.folder, way.journal)
    run = Run(Plan(names, folder, order.reading.limits.input), order, folder, rules)
    try:
        survey = run.survey()
    except Clash as error:
        raise click.UsageError(error.message) from error
    engine: engines.Engine = importlib.import_module(
        f"convert.batch.engines.{'serial' if light and not way.limited else way.engine}"
    ).run
    limits = Limits(jobs=way.jobs, timeout=way.timeout, memory=way.memory, scheduler=way.scheduler)
    count = Count(survey)
    try:
        with (
            _terminated(),
            shown(count, log, dry=order.dry or light) as tell,
            closing(run.outcomes(engine, limits)) as outcomes,
        ):
            for outcome in outcomes:
                log.outcome(outcome)
                tell(outcome)
                if way.depfile and outcome.outputs:
                    paths = [folder.place.at(each.archive or each.path) for each in outcome.outputs]
                    way.depfile.add(dict.fromkeys(paths), (outcome.origin, *outcome.depends))
                if order.dry and outcome.state == "made":
                    _foretell(
                        outcome, lambda output: folder.place.at(os.path.join(output.archive, output.path))
                    )
                if count.failed == way.max_failures:
                    log.note("max-failures", f"stopped: {count}; the same command goes on from there")
                    break
    except KeyboardInterrupt:
        if not light:
            log.note("interrupted", f"interrupted: {count}; the same command goes on from there")
        raise
    if way.depfile and not order.dry:
        log.said(way.depfile.write())
    return count.tried


@contextmanager
def _terminated() -> Iterator[None]:
    """Have SIGTERM, and SIGHUP unless it is ignored, end a run as Ctrl-C does: what is whole stays, no process does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
    for each, handler in before.items():
        if handler != signal.SIG_IGN:  # as nohup has it
            signal.signal(each, interrupt)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _foretell(outcome: Outcome, place: Callable[[Output], str]) -> None:
    for each in outcome.outputs:
        say(f"{harmless(outcome.name)} -> {harmless(place(each))} ({each.size} bytes)\n")
