"""Ask PyPI what is known of the packages that CI installs, and say so: also if it could not be asked.

    python requirements/audit.py pip-audit requirements/ci.txt

Ends with 1 if something is known, and with 2 if nothing could be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys


def main(tool: str, locked: str) -> int:
    """Return the exit code, after a line about each package of which something is known."""
    argv = [tool, "--requirement", locked, "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    done = subprocess.run([*argv, "--format", "json"], capture_output=True, text=True, check=False)
    packages = json.loads(done.stdout)["dependencies"] if done.stdout else []
    asked = [each for each in packages if "skip_reason" not in each]
    if not asked:
        why = packages[0]["skip_reason"] if packages else done.stderr.strip().rpartition("\n")[2]
        print(
            f"audit: nothing was audited, since PyPI tells nothing of known faults here: {why}",
            file=sys.stderr,
        )
        return 2
    known = [(each, fault) for each in asked for fault in each["vulns"]]
    for each, fault in known:
        mended = ", ".join(fault["fix_versions"]) or "no version"
        print(f"{each['name']} {each['version']}: {fault['id']}, mended in {mended}")
    untold = len(packages) - len(asked)
    print(f"audit: {len(known)} faults are known of {len(asked)} packages; of {untold} nothing is told")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
