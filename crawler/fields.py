"""Small parts of a posting, as boards write them: instants, links, pay. Each answers "" for what it cannot believe."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

Path = str | int


def dig(value: object, *path: Path) -> object:
    """What stands at a path of keys and indices in an answer; None where any step is missing."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: object, *path: Path) -> str:
    """The text (or number, as text) at a path; "" for anything else. For parts that a posting can do without."""
    found = dig(value, *path)
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, (int, float)) and not isinstance(found, bool) else ""


def count(value: object, *path: Path) -> int:
    """The whole number at a path; 0 for anything else."""
    found = dig(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def texts(value: object, *path: Path) -> list[str]:
    """The texts of the list at a path; [] where there is none."""
    found = dig(value, *path)
    return [text(each) for each in found] if isinstance(found, list) else []


_EPOCH = re.compile(r"-?\d{9,14}(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:Z|[+-]\d{2}:\d{2})?")  # XML gives days an offset
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # with strokes, nobody knows which is the day
_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")  # +0200, which fromisoformat of 3.11 takes, with seconds it may not
_FIRST = datetime(2010, 1, 1, tzinfo=UTC)  # older dates are junk: epoch 0, year 1 (boards reference, section 6)
_LAST_YEAR = 2100


def when(value: object) -> str:
    """A day or an instant in ISO 8601, from ISO, "2026-01-02 03:04:05 UTC", RFC 822, or epoch seconds or milliseconds.

    Also from days as sites write them: 2026/1/2, 02.01.2026, "January 2, 2026".
    Empty for what is no date, or lies before 2010 or after 2100. An instant without an offset is taken as UTC.
    """
    if value is None or isinstance(value, bool):
        return ""
    text = str(value).strip()
    if _EPOCH.fullmatch(text):
        return _believed(_from_epoch(float(text)))
    if found := _DAY.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    instant = _from_iso(_OFFSET.sub(r"\1:\2", text.removesuffix(" UTC"))) or _from_rfc822(text)
    return _believed(instant) if instant else _believed(_from_rfc822(f"{text} 00:00"))[:10]


def _day(year: str, month: str, day: str) -> str:
    written = f"{year}-{month:0>2}-{day:0>2}"
    return written if _believed(_from_iso(written)) else ""


def _from_epoch(number: float) -> datetime | None:
    """Seconds, or milliseconds where seconds would lie after the year 5138."""
    try:
        return datetime.fromtimestamp(number / 1000 if abs(number) >= 1e11 else number, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _from_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_rfc822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _believed(instant: datetime | None) -> str:
    if instant is None:
        return ""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    try:
        believed = aware >= _FIRST and aware.year <= _LAST_YEAR
    except OverflowError:
        return ""
    return aware.isoformat() if believed else ""


def web(value: object, base: str = "") -> str:
    """An absolute http(s) URL without blanks and control marks, joined to `base` if relative; "" for anything else."""
    if not isinstance(value, str):
        return ""
    try:
        url = urljoin(base, value.strip()) if base else value.strip()
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return re.sub(
        r"[\x00-\x20\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>\"]", lambda bad: _percent(bad[0]), url
    )[:2000]


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "ignore"))


_WORKPLACES = {"onsite": "onsite", "inperson": "onsite", "office": "onsite", "hybrid": "hybrid", "remote": "remote"}


def workplace(value: object) -> str:
    """ "remote", "hybrid" or "onsite" from a board's code for it (On-site, ON_SITE, Hybrid…); "" for anything else."""
    return _WORKPLACES.get(re.sub("[^a-z]", "", value.lower()), "") if isinstance(value, str) else ""


def pay(low: object, high: object, currency: object = "", per: object = "") -> str:
    """Pay in words: "USD 40 to 55 per hour"; "" without a number. Zero is "not stated" on every board that shows it."""
    numbers = [f"{number:,.0f}" if number >= 1000 else f"{number:g}" for number in map(_number, (low, high)) if number]
    if not numbers:
        return ""
    unit = _unit(str(per or ""))
    span = " to ".join(dict.fromkeys(numbers))
    return " ".join(part for part in (str(currency or "").upper(), span, f"per {unit}" if unit else "") if part)


_PERIODS = (("hour", "hour"), ("da", "day"), ("week", "week"), ("month", "month"), ("year|ann", "year"))


def _unit(per: str) -> str:
    """ "hour" for HOUR, hourly, "1 HOUR" or per-hour-wage; what is no known period stays as the board wrote it."""
    words = per.lower().replace("-", " ").strip()
    return next((unit for stem, unit in _PERIODS if re.search(rf"\b(?:{stem})", words)), words)


def _number(value: object) -> float:
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return 0.0
    return number if 0 < number < 1e9 else 0.0
