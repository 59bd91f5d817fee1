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
    plain: bool = False  # refused once: send only the short plain words


@dataclass(frozen=True, slots=True)
class Part:
    """What goes out at once: the body, and the block that comes after it."""

    body: str
    next: int
    last: bool


def part(payload: Payload, dialect: str, limit: int, cursor: int) -> Part:
    """As many blocks from `cursor` on as fit into `limit` characters; never a part of a block, never half a URL.

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
    size, end = len(blocks[cursor]), cursor + 1
    while end < len(blocks) and (size := size + len(gap) + len(blocks[end])) <= limit:
        end += 1
    return end


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
    """A single block too long for its service is cut at a line's end; its last lines, with the links, are kept."""
    if len(body) <= limit:
        return body
    separator = "<br/>" if "<br/>" in body else "\n"
    lines = body.split(separator)
    while len(lines) > 1 and len(separator.join(lines)) > limit:
        lines.pop(max(range(len(lines)), key=lambda at: 0 if _has_link(lines[at]) else len(lines[at])))
    return separator.join(lines)


def _has_link(line: str) -> bool:
    return "://" in line
