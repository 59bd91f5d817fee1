"""`python -m crawler`: boards in on stdin, listings and reports out on stdout (see `door.py`).

For developers: `python -m crawler example FOLDER` reads saved answers again and writes what came of them;
`python -m crawler record KIND TOKEN FOLDER` asks the real board for them first (see `example.py`).
"""

from __future__ import annotations

import os
import sys


def main(args: list[str]) -> int:
    """Exit status 0 when every board has its report, 2 for a wrong use."""
    if not args:
        from crawler.child import run

        return run()
    from crawler.example import command

    return command(args)


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(status)  # a stuck resolver thread must not keep the process alive
