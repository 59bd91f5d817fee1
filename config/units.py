"""Units a person writes in a file: durations such as `30s 5m 1h 2d`, months such as `2028-05`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


def duration(value: object) -> timedelta:
    """The length of time that `90s`, `5m`, `1h`, `2d` or `1w` names; ValueError with the remedy otherwise."""
    if isinstance(value, timedelta):
        return value
    written = _DURATION.fullmatch(str(value).strip())
    if written is None:
        raise ValueError(f"`{value}` is no length of time; write a number and a unit: 30s, 5m, 1h, 2d or 1w")
    try:
        return timedelta(**{_UNITS[written[2]]: float(written[1])})
    except OverflowError:
        raise ValueError(f"`{value}` is too long a time") from None


def written(length: timedelta) -> str:
    """The shortest way to write a length of time: `1h`, not `60m`."""
    seconds = length.total_seconds()
    for letter, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{int(seconds // size)}{letter}"
    return f"{seconds:g}s"


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    PlainSerializer(written, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?\s*[smhdw]$", "examples": ["30s", "5m", "1h", "2d"]}),
]
