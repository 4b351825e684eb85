"""Containers: one kind of file that holds other inputs a file; Stream -> its members, one at a time."""

from convert.containers._find import Input as Input
from convert.containers._find import Record as Record
from convert.containers._find import find as find
from convert.containers._names import called as called
from convert.containers._names import no_device as no_device
from convert.containers._names import slug as slug
from convert.containers._unpack import articles as articles
from convert.containers._unpack import holds_many as holds_many
from convert.containers._unpack import packed as packed
