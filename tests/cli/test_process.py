"""The command as a process: pipes, terminals, signals, full disks, and faults of our own."""

from __future__ import annotations

import os
import pty
import resource
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.cli.plugin import WRITER, install
from tests.cli.running import COMMAND, STORY, Outcome, environment, process

pytestmark = pytest.mark.runs

_FULL = "No space left on device"
_ROOM = f"{_FULL}; make room, and run the same command again"


def _shell(script: str) -> Outcome:
    """Run a shell script in which "$@" is the command; its pipes fail as their first part does."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script, "bash", *COMMAND],
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr.decode())


# Root reads anything, unless it gives that up.
_UNPRIVILEGED = (
    (
        "setpriv",
        "--bounding-set",
        "-dac_override,-dac_read_search",
        "--inh-caps",
        "-dac_override,-dac_read_search",
    )
    if os.geteuid() == 0
    else ()
)


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="needs util-linux")
def test_a_file_that_may_not_be_read_costs_itself_alone() -> None:
    secret = Path("secret.txt")
    secret.write_text(STORY)
    secret.chmod(0)
    if os.geteuid() == 0:
        os.chown(secret, 65534, 65534)
    argv = [*_UNPRIVILEGED, *COMMAND, "convert", "story.txt", "secret.txt", "-t", "html", "-o", "out/", "-q"]
    done = subprocess.run(argv, capture_output=True, env=environment(), timeout=60, check=False)
    assert (done.returncode, done.stderr.decode()) == (
        1,
        "secret.txt: error: cannot be read: Permission denied\n",
    )
    assert Path("out/story.html").exists()


@pytest.mark.parametrize(
    ("script", "code", "stderr"),
    [
        ('cat story.txt | "$@" convert -t text | cat', 0, ""),
        ('"$@" convert story.txt -t html | head -c 10', 0, ""),
        ('"$@" convert story.txt -t html | true', 0, ""),
        ('"$@" convert story.txt -t html -o /dev/stdout | head -c 10', 0, ""),
        ('"$@" inspect story.txt | true', 0, ""),
        ('"$@" formats | true', 0, ""),
        ('"$@" --help | true', 0, ""),
        ('"$@" convert cited.txt -t html 2>&1 >/dev/null | true', 0, ""),
        ('"$@" convert story.txt -t html > /dev/full', 1, f"<stdout>: error: cannot be written: {_ROOM}\n"),
        ('"$@" convert story.txt -t html -o /dev/full', 1, f"/dev/full: error: cannot be written: {_ROOM}\n"),
        # More than a buffer holds, and less.
        ('"$@" convert story.txt -t text > /dev/full', 1, f"<stdout>: error: cannot be written: {_ROOM}\n"),
        ('"$@" inspect story.txt > /dev/full', 1, f"<stdout>: error: cannot be written: {_ROOM}\n"),
        ('"$@" --version > /dev/full', 1, f"article: error: cannot go on: {_FULL}\n"),
        ('"$@" convert cited.txt -t html 2> /dev/full', 0, ""),
        ('"$@" convert missing.txt -t html 2> /dev/full', 1, ""),
        ('"$@" convert story.txt -t html >&-', 1, "story.txt: error: standard output is closed\n"),
        ('"$@" convert cited.txt -t html 2>&-', 0, ""),
    ],
)
def test_pipes_end_quietly_and_full_disks_in_one_line(script: str, code: int, stderr: str) -> None:
    found = _shell(script)
    assert (found.code, found.stderr) == (code, stderr)


def test_what_a_file_has_already_stays_when_standard_output_is_named() -> None:
    _shell('(echo before; "$@" convert story.txt -t text -o /dev/stdout; echo after) > file')
    lines = Path("file").read_text().splitlines()
    assert (lines[0], lines[-1]) == ("before", "after")


def test_a_process_substitution_is_written_to() -> None:
    found = _shell('"$@" convert story.txt -t text -o >(tr a-z A-Z); wait $!')
    assert b"COUNCIL KEEPS THE LIBRARY OPEN" in found.stdout
    assert found.stderr == ""


def test_standard_input_that_is_closed_is_not_waited_for() -> None:
    found = _shell('"$@" convert -t html <&-')
    assert found.code == 2
    assert "standard input is closed: name a file" in found.stderr


def _at_a_terminal(*argv: str, **env: str) -> tuple[int, bytes]:
    """Run the command with a terminal for all its streams; return the exit code and what the terminal shows."""
    parent, child = pty.openpty()
    shown = bytearray()

    def read() -> None:
        try:
            while block := os.read(parent, 4096):
                shown.extend(block)
        except OSError:
            pass  # a terminal that the last process has left

    with subprocess.Popen(
        [*COMMAND, *argv],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment(**{"TERM": "xterm", **env}),
    ) as running:
        os.close(child)
        reader = threading.Thread(target=read)
        reader.start()
        try:
            code = running.wait(30)
        finally:
            running.kill()
        reader.join(10)
    os.close(parent)
    return code, bytes(shown)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ("convert -t html", b"no INPUT, and standard input is a terminal"),
        ("convert - -t html", b"standard input is a terminal"),
        ("inspect", b"standard input is a terminal"),
        ("convert story.txt -t epub", b"epub is no text for a terminal: give a file with -o FILE"),
        ("convert story.txt -t pdf -o -", b"pdf is no text for a terminal"),
    ],
)
def test_a_terminal_is_neither_waited_for_nor_filled_with_bytes(argv: str, message: bytes) -> None:
    code, shown = _at_a_terminal(*argv.split())
    assert code == 2
    assert message in shown


def test_text_goes_to_a_terminal() -> None:
    code, shown = _at_a_terminal("convert", "story.txt", "-t", "text")
    assert code == 0
    assert shown.startswith(b"Council keeps the library open\r\n")


@pytest.mark.parametrize(
    ("env", "colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_an_account_is_in_colour_where_that_is_wanted(env: dict[str, str], colour: bool) -> None:
    code, shown = _at_a_terminal("inspect", "cited.txt", **env)
    assert code == 0
    assert (b"\x1b[36m" in shown) is colour


def test_a_pipe_has_no_colour_unless_it_is_forced() -> None:
    assert b"\x1b" not in process("inspect", "cited.txt").stdout
    assert b"\x1b" in process("inspect", "cited.txt", FORCE_COLOR="1").stdout


@pytest.mark.parametrize("charset", ["ascii", "latin-1"])
def test_any_charset_of_standard_output_will_do(charset: str) -> None:
    Path("…txt").write_text(STORY)
    for argv in (("inspect", "…txt"), ("convert", "…txt", "-t", "text", "--dry-run")):
        found = process(*argv, PYTHONIOENCODING=charset)
        assert (found.code, found.stderr) == (0, "")
        assert "\\u2026" in found.stdout.decode(charset)


def test_an_interrupt_is_quiet_and_leaves_nothing(folder: Path) -> None:
    path = install(
        folder, "slow", WRITER.format("os.kill(os.getpid(), signal.SIGINT)"), writers="fake = slow:part"
    )
    before = sorted(os.listdir())
    found = process("convert", "story.txt", "-t", "fake,html", "-o", "out", PYTHONPATH=path)
    assert found == Outcome(128 + signal.SIGINT, b"", "")
    assert [name for name in sorted(os.listdir()) if name != "__pycache__"] == before


_FAULT = "article: internal error: story.txt: KeyError: 'x'; please report this with the input\n"


def test_a_fault_of_ours_is_one_line_and_costs_no_other_output(folder: Path) -> None:
    path = install(folder, "faulty", WRITER.format("raise KeyError('x')"), writers="fake = faulty:part")
    assert process("convert", "story.txt", "-t", "fake", PYTHONPATH=path) == Outcome(1, b"", _FAULT)
    several = process("convert", "story.txt", "-t", "fake,text", "-o", "out", PYTHONPATH=path)
    assert several == Outcome(1, b"", _FAULT)
    assert Path("out/story.txt").exists()


def test_a_fault_of_ours_is_traced_on_demand(folder: Path) -> None:
    path = install(folder, "faulty", WRITER.format("raise KeyError('x')"), writers="fake = faulty:part")
    found = process("convert", "story.txt", "-t", "fake", PYTHONPATH=path, ARTICLE_DEBUG="1")
    assert found.code == 1
    assert found.stderr.startswith("Traceback (most recent call last):")
    assert found.stderr.endswith(_FAULT)


def test_a_fault_before_any_input_is_one_line_too(folder: Path) -> None:
    code = WRITER.format("pass").replace('suffixes=(".fake",)', "suffixes=()")
    path = install(folder, "worse", code, writers="fake = worse:part")
    found = process("convert", "story.txt", "-t", "fake", "-o", "out/", PYTHONPATH=path)
    message = (
        "article: internal error: IndexError: tuple index out of range; please report this with the input\n"
    )
    assert found == Outcome(1, b"", message)


def test_a_disk_that_fills_up_leaves_no_half_and_no_temporary_file(folder: Path) -> None:
    Path("out.html").write_text("old")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run(
        [*COMMAND, "convert", "story.txt", "-o", "out.html"],
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=limit,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"out.html: error: cannot be written: File too large\n")
    assert Path("out.html").read_text() == "old"
    assert not [name for name in os.listdir() if name.endswith(".tmp")]


def test_the_same_input_gives_the_same_bytes_in_any_surroundings() -> None:
    one = process("convert", "cited.txt", "-t", "json", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = process(
        "convert", "cited.txt", "-t", "json", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8"
    )
    assert one == other
    assert one.stdout
