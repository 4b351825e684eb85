"""What a run may name and replace."""

from __future__ import annotations

from msgspec import Struct

from convert.batch.folder import Folder
from convert.batch.journal import Journal
from convert.errors import OutputError


class Rules(Struct, frozen=True, kw_only=True):
    """How the files of a run are named and replaced.

    `pattern` makes names (`convert.batch.names`); one that another article has gets a number if `number`, else it is
    a Clash. With `force` all is done anew, and strangers' files are replaced; without `clobber` no file is. `prune`
    removes the files of articles that are gone. `alone` if no other run may write into the folder meanwhile. With
    `archive`, a kind of `convert.batch.archives`, files are packed, `shelf` articles an archive. With `manifest` the
    run ends with a list of its files and their digests.
    """

    pattern: str = "{path}"
    number: bool = False
    force: bool = False
    clobber: bool = True
    prune: bool = False
    alone: bool = True
    archive: str | None = None
    shelf: int = 1000
    manifest: bool = False

    def refuse(self, path: str, folder: Folder, journal: Journal, sha256: str = "") -> None:
        """Raise OutputError where there is a file that may not be replaced; one of the digest `sha256` always may.

        So who has lost the journal goes on all the same.
        """
        if not folder.place.there(path):
            return
        if not self.clobber:
            raise OutputError("exists", where=folder.place.at(path), hint="--no-clobber keeps it")
        if self.force or journal.owns(path):
            return
        if not sha256 or folder.place.digest(path) != sha256:
            hint = "move it away, or replace it with --force"
            raise OutputError("is not as an earlier run wrote it", where=folder.place.at(path), hint=hint)
