"""What a stranger wrote, as people and the machines behind their terminals are shown it: it does nothing there."""

from __future__ import annotations

import unicodedata

from convert.patterns import pattern

# What CI systems take for a command in whatever a step prints: GitHub's runner and Azure's agent anywhere in a line
# (`##[set-output name=x]`, `##vso[task.setvariable variable=x]`), and the runner at its beginning (`::add-mask::`; see
# actions/runner, src/Runner.Common/ActionCommand.cs). So do TeamCity and AppVeyor.
_COMMAND = pattern(r"##(?=[A-Za-z]{0,20}\[)|\A\s{0,80}:(?=:)")


def harmless(text: str) -> str:
    """Return `text` as one line that a terminal only shows, whatever a stranger wrote in it, and a CI system, too.

    Control characters (C0, DEL, C1: ECMA-48, 5) move the cursor, rename the window or paste commands; format
    characters turn the direction of a line (UAX 9) or cannot be seen. C0 has pictures (Unicode, U+2400); the
    rest is shown by its number, and so is the sign that begins a command to a CI system.
    """
    shown = text if text.isascii() and text.isprintable() else "".join(map(_shown, text))
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}\\x{ord(found[0][-1]):02x}", shown)


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d":
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character
