"""What a message says, in every form a channel may want; frozen before it is first sent, and kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A message, frozen. `chat` holds blocks by dialect ("text", "markdown", "html"); all have equally many blocks."""

    subject: str
    date: str  # ISO instant: the Date of a mail, the same at every attempt
    mail_html: str
    mail_text: str
    chat: Mapping[str, tuple[str, ...]]
    short: str  # what is left when a service refuses the rest: one plain line or two
    more: Mapping[str, str] = field(default_factory=dict)  # by dialect: where those are that a bounded one leaves out
    most_parts: int | None = None  # one that would take more goes out as one part, with the rest counted
    data: tuple[Mapping[str, Any], ...] = ()  # the roles, for webhooks

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        chat = {dialect: tuple(blocks) for dialect, blocks in row["chat"].items()}
        return cls(**{**row, "chat": chat, "data": tuple(row["data"])})


GAP = {"text": "\n\n", "markdown": "\n\n", "html": "<br/><br/>"}
_ROOM_FOR_MORE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a channel is to hand over now: a frozen payload, and of a chat's blocks those that are due."""

    identity: str  # the same at every attempt
    payload: Payload
    body: str  # for a chat
    data: tuple[Mapping[str, Any], ...] = ()  # the roles that it carries, for a webhook
    plain: bool = False  # refused once: send only the short plain words


@dataclass(frozen=True, slots=True)
class Part:
    """What goes out at once: the body, and the block that comes after it."""

    body: str
    next: int
    last: bool


def part(payload: Payload, dialect: str, limit: int, cursor: int) -> Part:
    """As many blocks from `cursor` on as fit into `limit` bytes of UTF-8; never a part of a block, never half a URL.

    Services count characters, UTF-16 units or bytes: bytes are never fewer than any of these.

    A message that would take more parts than it may is one part, which says where the rest is.
    """
    blocks = payload.chat[dialect]
    most = payload.most_parts
    if most is not None and cursor == 0 and _parts(blocks, GAP[dialect], limit) > most:
        return _summary(payload, dialect, limit)
    end = _fitting(blocks, GAP[dialect], limit, cursor)
    return Part(_within(GAP[dialect].join(blocks[cursor:end]), limit), end, end >= len(blocks))


def _fitting(blocks: tuple[str, ...], gap: str, limit: int, cursor: int) -> int:
    """The block after the last one that fits; at least one is taken."""
    size, end = _size(blocks[cursor]), cursor + 1
    while end < len(blocks) and (size := size + len(gap) + _size(blocks[end])) <= limit:
        end += 1
    return end


def _size(text: str) -> int:
    return len(text.encode())


def _parts(blocks: tuple[str, ...], gap: str, limit: int) -> int:
    cursor, count = 0, 0
    while cursor < len(blocks):
        cursor, count = _fitting(blocks, gap, limit, cursor), count + 1
    return count


def _summary(payload: Payload, dialect: str, limit: int) -> Part:
    blocks, gap = payload.chat[dialect], GAP[dialect]
    end = _fitting(blocks, gap, limit - _ROOM_FOR_MORE, 0)
    body = gap.join([*blocks[:end], payload.more.get(dialect, "")])
    return Part(_within(body, limit), len(blocks), True)


def _within(body: str, limit: int) -> str:
    """A single block too long for its service loses whole lines, the least needed first."""
    separator = "<br/>" if "<br/>" in body else "\n"
    lines = body.split(separator)
    while len(lines) > 1 and _size(separator.join(lines)) > limit:
        worth = _worth(lines, limit)
        lines.pop(min(range(len(lines)), key=worth.__getitem__))
    return separator.join(lines)


def _worth(lines: list[str], limit: int) -> list[tuple[int, int]]:
    """How much each line is needed. Least: one that cannot be whole; then words, the longest first, other links than
    the first, where the reasons are (the last line), what it is about (the first), and where to apply."""
    links = [at for at, line in enumerate(lines) if "://" in line]

    def worth(at: int) -> tuple[int, int]:
        size = _size(lines[at])
        if size > limit:
            return 0, -size
        if at in links:
            return (5, 0) if at == links[0] else (2, -at)
        return (4, 0) if at == 0 else (3, 0) if at == len(lines) - 1 else (1, -size)

    return [worth(at) for at in range(len(lines))]
