"""Read by every Python whose PYTHONPATH has this folder: where the process that reads boards dies, if it is told to.

`CRASH_CHILD_AT` names the point, `CRASH_CHILD_MARK` a file that is written just before, as proof.
"""

import os
import signal
from pathlib import Path
from typing import Any

BOARDS = 2  # that the harness shows


def set_points(point: str) -> None:
    """Wrap the child's one way of writing a line; the product has no switch for it."""
    from crawler.door import Door

    original, reports = Door._line, 0

    def line(self: Any, row: dict[str, Any]) -> None:
        nonlocal reports
        reports += "report" in row
        if point == "before a line" or (point == "before the last report" and reports == BOARDS):
            die(point)
        if point == "half a line":
            half(self, original, row)
        original(self, row)
        if point == "after a report" and reports:
            die(point)

    Door._line = line  # type: ignore[method-assign]


def half(door: Any, write: Any, row: dict[str, Any]) -> None:
    """Half of what the line would have been reaches the pipe."""
    reader, writer = os.pipe()
    door._out, out = writer, door._out
    write(door, row)
    whole = os.read(reader, 1 << 16)
    os.write(out, whole[: len(whole) // 2])
    die("half a line")


def die(point: str) -> None:
    Path(os.environ["CRASH_CHILD_MARK"]).write_text(point)
    os.kill(os.getpid(), signal.SIGKILL)


if os.environ.get("CRASH_CHILD_AT"):
    set_points(os.environ["CRASH_CHILD_AT"])
