"""What an alert says: roles in, a frozen `Payload` out. Pure; the store is read by `reading`, nothing is sent here."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler.alerts.payload import Payload
from scheduler.alerts.reading import Boards, Item, Near, to_json
from scheduler.alerts.words import DIALECTS, TEXT, Dialect, cut, visible

log = logging.getLogger(__name__)
IN_FULL = 20  # roles that a mail's digest shows whole; the others get a line
MAIL_MOST = 100_000  # bytes of HTML: Gmail hides what is beyond 102 kB, the footer first
MOST_LISTED = 500  # roles that a digest names; the others are counted, and `openings` has them
_LENGTHS = {"title": 200, "company": 100, "size": 120, "place": 160, "pay": 120, "terms": 120, "may_apply": 420}

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the roles: whom it goes to, when, and how to stop it."""

    channel: str
    now: datetime
    settings: str = "settings.yaml"
    all_roles: str = "sidedoor openings --kept"  # a URL of the page, or the command

    @property
    def stop(self) -> str:
        return f"To stop these messages, take channels.{self.channel} out of {self.settings}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Roles told together. `listed` are named; `count` says how many there are in all."""

    listed: tuple[Item, ...]
    count: int
    near: tuple[Near, ...] = ()
    boards: Boards | None = None
    title: str = ""  # "Your first results", say; else it counts
    most_parts: int | None = None  # that a chat may take for it


# -- One role ---------------------------------------------------------------------------------------------------------


def alert(item: Item, frame: Frame) -> Payload:
    """The message about one role."""
    item = tidy(item)
    blocks = {dialect.name: (dialect.line.join(_lines(item, dialect)),) for dialect in DIALECTS}
    text = "\n".join(lines(item))
    return Payload(
        subject=_subject(item),
        date=frame.now.isoformat(),
        mail_html=_templates.get_template("alert.html").render(item=_shown(item), subject=_subject(item), frame=frame),
        mail_text=f"{text}\n\n-- \n{frame.stop}\n",
        chat=blocks,
        short=f"{cut(TEXT.say(item.name), 150)}\n{item.apply}".strip(),
        data=(to_json(item),),
    )


def _subject(item: Item) -> str:
    before = "Open again: " if item.again else ""
    after = f" ({deadline_words(item)})" if item.days_left is not None else ""
    return f"{before}{cut(item.name, 140)}{after}"


def tidy(item: Item) -> Item:
    """The item with every stranger's word on one line, visible and of bearable length."""
    words: dict[str, Any] = {name: visible(getattr(item, name), most) for name, most in _LENGTHS.items()}
    unsure = tuple(visible(each, 200) for each in item.unsure[:4])
    return replace(item, **words, unsure=unsure, attribution=visible(item.attribution, 200))


def day_words(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def deadline_words(item: Item) -> str:
    """When one must apply by; how little time is left, when it is little."""
    if item.deadline is None:
        return ""
    left = {None: "", 0: ", today", 1: ", tomorrow"}.get(item.days_left, f", {item.days_left} days left")
    return f"apply by {day_words(item.deadline)}{left}"


def posted_words(item: Item) -> str:
    """When it was posted; when we saw it first, where the board does not say."""
    if item.posted:
        return f"posted {day_words(item.posted)}"
    return f"first seen {day_words(item.seen)}" if item.seen else ""


def _facts(item: Item) -> str:
    return " · ".join(each for each in (item.place, item.pay, item.terms) if each)


def _dates(item: Item) -> str:
    words = " · ".join(each for each in (deadline_words(item), posted_words(item)) if each)
    return words[:1].upper() + words[1:]


def _why_you(item: Item) -> str:
    return f"“{item.may_apply}”" if item.quoted else item.may_apply


def _heading(item: Item, dialect: Dialect) -> str:
    again = "Open again: " if item.again else ""
    company = f" at {dialect.bold(item.company)}" if item.company else ""
    size = f", {dialect.say(item.size)}" if item.size else ""
    return f"{again}{dialect.bold(item.title)}{company}{size}"


def _lines(item: Item, dialect: Dialect) -> list[str]:
    """A role in full, line by line."""
    say = dialect.say
    lines = [_heading(item, dialect), say(_facts(item))]
    lines.append(f"Why you may apply: {say(_why_you(item))}" if item.may_apply else "")
    lines.append(f"Not sure: {say('; '.join(item.unsure))}" if item.unsure else "")
    lines.append(_dates(item))
    lines.append(dialect.to("Apply", item.apply) if item.apply else "")
    lines += [dialect.to(_label(item, link), link) for link in item.links]
    lines.append(say(item.attribution))
    lines.append(_why_line(item, dialect))
    return [line for line in lines if line]


def _label(item: Item, link: str) -> str:
    """The listing itself, where one applies on a page beside it; else another place that lists the role."""
    return "The listing" if _host(link) == _host(item.apply) else "Also at"


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def lines(item: Item) -> list[str]:
    """A role in full, in plain words for a reader that takes no markup and knows no mentions."""
    return _lines(item, replace(TEXT, say=str))


def _why_line(item: Item, dialect: Dialect) -> str:
    if "://" in item.why:
        return dialect.to("Why", item.why)
    return f"Why: {dialect.code.format(item.why)}" if item.why else ""


# -- Several ----------------------------------------------------------------------------------------------------------


def digest(told: Digest, frame: Frame) -> Payload:
    """The message about several roles: the best first, then near misses, then boards that need attention."""
    roles = sorted((tidy(each) for each in told.listed), key=_best_first)
    told = replace(told, listed=tuple(roles))
    title, heading = told.title or _title(told), told.title or roles_words(told.count)
    more = told.count - len(roles)
    mail_html, mail_text = _digest_mail(told, heading, frame)
    return Payload(
        subject=title,
        date=frame.now.isoformat(),
        mail_html=mail_html,
        mail_text=mail_text,
        chat={dialect.name: _blocks(told, heading, more, frame, dialect) for dialect in DIALECTS},
        more={dialect.name: _more(frame, dialect) for dialect in DIALECTS},
        short=_short(roles, told.count, frame),
        most_parts=told.most_parts,
        data=tuple(to_json(each) for each in roles),
    )


def _best_first(item: Item) -> tuple[object, ...]:
    """Near deadlines, then open by name at companies known to be small, down to unsure and large ones; newest first."""
    age = -(item.posted or item.seen or date.min).toordinal()
    return (item.days_left is None, item.rank, age, item.opening)


def roles_words(count: int) -> str:
    return "1 internship" if count == 1 else f"{count:,} internships"


def _title(told: Digest) -> str:
    if not told.listed:
        return roles_words(told.count)
    others = f" and {told.count - 1:,} more" if told.count > 1 else ""
    return f"{roles_words(told.count)}: {cut(told.listed[0].name, 90)}{others}"


def _compact(item: Item, dialect: Dialect) -> str:
    """A role in a digest: what it is, where, why, and the link."""
    say = dialect.say
    facts = " · ".join(each for each in (_facts(item), deadline_words(item)) if each)
    lines = [_heading(item, dialect), say(cut(facts, 160))]
    lines.append(f"{say(cut(_why_you(item), 160))}" if item.may_apply else "")
    lines.append(f"Not sure: {say(cut('; '.join(item.unsure), 120))}" if item.unsure else "")
    lines.append(dialect.to("Apply", item.apply) if item.apply else _why_line(item, dialect))
    return dialect.line.join(line for line in lines if line)


def _blocks(told: Digest, title: str, more: int, frame: Frame, dialect: Dialect) -> tuple[str, ...]:
    last = [_more(frame, dialect, more)] if more > 0 else []
    last += [_near_block(told.near, dialect)] if told.near else []
    last += [dialect.say(boards_words(told.boards))] if told.boards and told.boards.failing else []
    return (dialect.bold(title), *(_compact(each, dialect) for each in told.listed), *last)


def _near_block(near: Sequence[Near], dialect: Dialect) -> str:
    lines = ["Nearly kept:"]
    for each in near:
        name = visible(f"{each.title} at {each.company}" if each.company else each.title, 120)
        against = f" ({dialect.say(visible(each.against, 100))})" if each.against else ""
        lines.append(f"{dialect.say(name)}{against} {dialect.to('link', each.url) if each.url else ''}".rstrip())
    return dialect.line.join(lines)


def boards_words(boards: Boards) -> str:
    """One line on the boards that need attention."""
    named = "; ".join(f"{name} ({visible(cause, 80)})" for name, cause in boards.failing[:3])
    others = f" and {len(boards.failing) - 3} more" if len(boards.failing) > 3 else ""
    verb = "needs" if len(boards.failing) == 1 else "need"
    return f"{len(boards.failing)} of {boards.watched} boards {verb} attention: {named}{others}. See: sidedoor status"


def _more(frame: Frame, dialect: Dialect, more: int = 0) -> str:
    """Where all the roles are, for those that a message only counts."""
    count = f"{more:,} more are" if more else "More are"
    if "://" in frame.all_roles:
        return f"{count} on the page. {dialect.to('All of them', frame.all_roles)}"
    return f"{count} kept, and shown by {dialect.code.format(frame.all_roles)}"


def _short(roles: Sequence[Item], count: int, frame: Frame) -> str:
    lines = [roles_words(count)]
    for each in roles:
        line = f"{cut(TEXT.say(each.name), 80)} {each.apply}".rstrip()
        if sum(map(len, lines)) + len(lines) + len(line) > 850:
            break
        lines.append(line)
    if len(lines) - 1 < count:
        lines.append(f"The others: {frame.all_roles}")
    return "\n".join(lines)


def _digest_mail(told: Digest, heading: str, frame: Frame) -> tuple[str, str]:
    """HTML and plain part, which name equally many roles: as many as a mail program shows."""
    while True:
        named, more = len(told.listed), told.count - len(told.listed)
        page = _digest_html(told, heading, more, frame)
        size = len(page.encode())
        if size <= MAIL_MOST or named <= IN_FULL:
            return page, _digest_text(told, heading, more, frame)
        told = replace(told, listed=told.listed[: max(IN_FULL, named * MAIL_MOST // size - 1)])


def _digest_text(told: Digest, title: str, more: int, frame: Frame) -> str:
    plain = replace(TEXT, say=str)
    full = ["\n".join(lines(each)) for each in told.listed[:IN_FULL]]
    rest = [_compact(each, plain) for each in told.listed[IN_FULL:]]
    last = [_more(frame, plain, more)] if more > 0 else []
    last += [_near_block(told.near, plain)] if told.near else []
    last += [boards_words(told.boards)] if told.boards and told.boards.failing else []
    return "\n\n".join([title, *full, *rest, *last]) + f"\n\n-- \n{frame.stop}\n"


def _digest_html(told: Digest, title: str, more: int, frame: Frame) -> str:
    return _templates.get_template("digest.html").render(
        title=title,
        full=[_shown(each) for each in told.listed[:IN_FULL]],
        rest=[_shown(each) for each in told.listed[IN_FULL:]],
        more=_more(frame, replace(TEXT, say=str), more) if more > 0 else "",
        near=told.near,
        boards=boards_words(told.boards) if told.boards and told.boards.failing else "",
        subject=title,
        frame=frame,
    )


def _shown(item: Item) -> dict[str, Any]:
    """An item's parts as the templates show them."""
    return {
        "title": item.title,
        "company": item.company,
        "size": item.size,
        "again": item.again,
        "facts": [each for each in (item.place, item.pay, item.terms) if each],
        "why_you": _why_you(item),
        "unsure": item.unsure,
        "deadline": deadline_words(item).replace(" days left", "\N{NO-BREAK SPACE}days\N{NO-BREAK SPACE}left"),
        "urgent": item.days_left is not None,
        "posted": posted_words(item),
        "apply": item.apply,
        "links": [{"url": link, "label": _label(item, link), "host": _host(link)} for link in item.links],
        "attribution": item.attribution,
        "why": item.why,
        "why_is_link": "://" in item.why,
    }


# -- What the house itself has to say ---------------------------------------------------------------------------------


def note(subject: str, text: str, frame: Frame) -> Payload:
    """A message of Sidedoor about itself: a board that changed, a channel that broke, all quiet."""
    subject, lines = visible(subject, 150), [visible(line, 1000) for line in text.splitlines() if line.strip()]
    blocks = {each.name: (each.line.join([each.bold(subject), *map(each.say, lines)]),) for each in DIALECTS}
    return Payload(
        subject=f"Sidedoor: {subject}",
        date=frame.now.isoformat(),
        mail_html=_templates.get_template("note.html").render(subject=subject, lines=lines, frame=frame),
        mail_text="\n".join([subject, "", *lines]) + f"\n\n-- \n{frame.stop}\n",
        chat=blocks,
        short=cut(TEXT.say(" ".join([subject, *lines])), 300),
    )


def unwritable(what: str, channel: str, fault: Exception) -> str:
    """Say so, in one line, with the traceback for whoever logs all; the reason to be kept."""
    log.error("%s to the channel %s cannot be written (%s: %s)", what, channel, type(fault).__name__, fault)
    log.debug("%s", what, exc_info=True)
    return f"it could not be written: {type(fault).__name__}"
