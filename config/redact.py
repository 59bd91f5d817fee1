"""Keeps secrets out of logs and messages: URLs of channels, the database's password, and the parts that open doors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from config.settings import Settings

MASK = "****"
SHORTEST = 6  # a shorter part would mask half the words of a log,
SHORTEST_PASSWORD = 4  # but people do choose such passwords
# What follows these in a channel's URL is for show: names, addresses, choices.
_HARMLESS = frozenset(
    "to from cc bcc name reply smtp mode format overflow verify rto cto image avatar footer title priority method "
    "tags user subject emojis store tz redirect retry wait delay sound lang silent preview topic content".split()
)
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z][\w-]+|\d+(?:\.\d+){3}|localhost|\[.*\]", re.ASCII)
_OPEN_USERS = ("mailto", "mailtos", "postgresql", "postgres", "sqlite")  # whose user is a name


def redactor(settings: Settings) -> Callable[[str], str]:
    """What masks every secret of these settings in a text."""
    channels = tuple(channel.url.get_secret_value() for channel in settings.channels.values())
    return _masking(channels, (settings.database_url, settings.network.gateway or ""))


def masking(channel: str) -> Callable[[str], str]:
    """What masks the secrets of one channel's URL in a text."""
    return _masking((channel,), ())


def redact(text: str, settings: Settings) -> str:
    """The text with every secret of these settings masked."""
    return redactor(settings)(text)


@lru_cache(maxsize=32)  # asked for every line of the log
def _masking(channels: tuple[str, ...], others: tuple[str, ...]) -> Callable[[str], str]:
    secrets = {*channels}
    for url in channels:
        secrets.update(_spellings(_parts(url), SHORTEST))
    for url in (*channels, *others):
        secrets.update(_spellings(_passwords(url), SHORTEST_PASSWORD))
    if not secrets:
        return str
    pattern = re.compile("|".join(map(re.escape, sorted(secrets, key=len, reverse=True))))  # a URL before its parts
    return lambda text: pattern.sub(MASK, text)


def _spellings(parts: Iterator[str], shortest: int) -> Iterator[str]:
    """Each part long enough, as it is written, decoded and encoded."""
    for part in parts:
        for spelling in (part, unquote(part), quote(unquote(part), safe="")):
            if len(spelling) >= shortest:
                yield spelling


def _passwords(url: str) -> Iterator[str]:
    split = _split(url)
    if split is not None:
        yield _password(split)
        yield from (value for key, value in parse_qsl(split.query) if "pass" in key.lower())


def _parts(url: str) -> Iterator[str]:
    """The parts of an Apprise URL that may open a door: in most of them the host and the path are tokens."""
    split = _split(url)
    if split is None:
        return
    user, _, host = split.netloc.rpartition("@")
    if split.scheme not in _OPEN_USERS and not _password(split):
        yield user
    if not _HOST.fullmatch(re.sub(r":\d+$", "", host)):
        yield host
        yield from host.split(":")
    if split.scheme not in _OPEN_USERS:
        yield from split.path.split("/")
        yield split.fragment
    yield from (value for key, value in parse_qsl(split.query) if key.lower().lstrip("+-:") not in _HARMLESS)


def _password(split: SplitResult) -> str:
    """All behind the first colon before the host: people leave colons and at signs in passwords unescaped."""
    user, _, _ = split.netloc.rpartition("@")
    return user.partition(":")[2]


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # brackets that are no address; the whole URL is masked all the same
        return None
