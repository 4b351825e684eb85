"""Checkers: one file each; a publication -> what is wrong with it."""

from convert.check._files import files as files
from convert.check._run import Checked as Checked
from convert.check._run import Publication as Publication
from convert.check._run import Verdict as Verdict
from convert.check._run import choose as choose
from convert.check._run import formats as formats
from convert.check._run import missing as missing
from convert.check._run import publication as publication
from convert.check._run import run as run
from convert.check._run import takes as takes
