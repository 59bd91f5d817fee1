"""YAML read strictly: no aliases, tags or repeated keys, no guessing of types; every value knows its line and column.

Values stay the text that was written ("500", "true"), and the models turn them into numbers and booleans: so nothing is
guessed from its looks, as YAML 1.1 does with `no` (false), `12:30` (750) and `010` (8), and a file is read exactly like
the environment. A key with nothing after it counts as not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from config.problems import MOST, ConfigError, Problem, fault, unreadable

MOST_BYTES = 1 << 20
MOST_LEVELS = 20

Place = tuple[int, int]  # line and column, from 1
Keys = tuple[str | int, ...]  # the way to a value: ("boards", 1, "every")

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NULL = frozenset(("~", "null", "Null", "NULL"))
_WORDS = re.compile(r"(?i:yes|no|on|off|true|false)")
_TRAPS = (
    (re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?"), "some programs read it as a number of seconds or minutes"),
    (re.compile(r"[-+]?0[0-9_]+|[-+]?0[xXbo][0-9a-fA-F_]+"), "some programs read it as an octal or other number"),
    (re.compile(r"\d{4}-\d\d?-\d\d?([Tt \t].*)?"), "some programs read it as a date"),
)


class _Hopeless(Exception):
    """So wrong that reading on would only lead to errors that are none."""


@dataclass(slots=True)
class Document:
    """One YAML file: its data, where each key and value stands, and what was wrong with it so far."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    keys: dict[Keys, Place] = field(default_factory=dict)  # where the key of a value stands
    values: dict[Keys, Place] = field(default_factory=dict)
    plain: dict[Keys, str] = field(default_factory=dict)  # words such as `no`, unquoted: fine only where they are meant
    spoiled: set[Keys] = field(default_factory=set)  # already reported, to be passed over by later checks
    problems: list[Problem] = field(default_factory=list)

    def place(self, keys: Keys) -> Place:
        """Where a value stands; where it is not written, its nearest surroundings."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.values:
                return self.values[keys[:end]]
        return (1, 1)

    def report(self, place: Place, message: str) -> None:
        self.problems.append(fault(self.path, message, *place))
        if len(self.problems) > MOST:
            raise _Hopeless


def load(path: Path) -> Document:
    """The document at `path`; ConfigError when it is no YAML at all, `problems` for mistakes that let us read on."""
    try:
        with path.open("rb") as file:
            return parse(file.read(MOST_BYTES + 1), path)
    except OSError as why:
        raise ConfigError([unreadable(path, why)]) from None


def parse(content: bytes, path: Path) -> Document:
    """Read the bytes of the file at `path`."""
    text = _decode(content, path)
    document = Document(path)
    builder = _Builder(document)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as why:
        raise ConfigError([*document.problems, _syntax(path, text, why)]) from None
    except _Hopeless:
        raise ConfigError(document.problems) from None
    if isinstance(builder.root, dict):
        document.data = builder.root
    elif builder.root is not None:
        document.report((1, 1), "keys and values are expected here, such as `key: value`")
        raise ConfigError(document.problems)
    return document


def _decode(content: bytes, path: Path) -> str:
    if len(content) > MOST_BYTES:
        raise ConfigError([fault(path, "is larger than 1 MB, which no settings or rules can need")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        place = _position(content[: why.start].decode("utf-8-sig", "replace"))
        raise ConfigError([fault(path, "is no UTF-8 text here; save the file as UTF-8", *place)]) from None
    found = _UNPRINTABLE.search(text)
    if found is not None:
        what = f"an invisible control character (U+{ord(found[0]):04X}); delete it"
        raise ConfigError([fault(path, what, *_position(text[: found.start()]))])
    return text


def _position(before: str) -> Place:
    """Line and column of what follows this text."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


_SYNTAX = (
    ("mapping values are not allowed", "a second `key: value` on one line; put text that contains a colon in quotes"),
    ("could not find expected ':'", "no `key: value`: a colon and a space are missing after a key"),
    ("did not find expected key", "a key is expected here; look at the indentation and at quotes"),
    ("did not find expected '-'", "an item of a list is expected here: `- item`, all indented alike"),
    ("did not find expected ',' or ']'", "a list in brackets that is not closed; write [one, two]"),
    ("did not find expected ',' or '}'", "braces that are not closed; write {key: value}"),
    ("did not find expected node content", "a value is missing between these brackets or braces"),
    ("unexpected end of stream", "a quote that is opened here is never closed"),
    ("block sequence entries are not allowed", "an item of a list cannot stand here; put it on a line of its own"),
    ("unknown escape character", "a backslash in double quotes; use single quotes: 'text'"),
    (
        "expected alphabetic or numeric",
        "`&`, `*` and `!` have a meaning of their own in front of a value; put it in quotes",
    ),
    ("cannot start any token", "this character cannot begin a value; put the value in quotes"),
    ("did not find expected <document start>", "something stands after the end of the file's content"),
)
# What is never closed is mended where it was opened, not at the end of the file, where libyaml notices.
_WHERE_IT_BEGAN = ("could not find expected ':'", "',' or ']'", "',' or '}'", "unexpected end of stream")


def _syntax(path: Path, text: str, why: yaml.MarkedYAMLError) -> Problem:
    """libyaml's complaint in a user's words, with the place it names."""
    said = str(why.problem or why.context or why)
    opened = any(part in said for part in _WHERE_IT_BEGAN)
    mark = (opened and why.context_mark) or why.problem_mark or why.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    for number in {line, line - 1} & set(range(1, len(lines) + 1)):
        written = lines[number - 1]
        indent = written[: len(written) - len(written.lstrip())]
        if "\t" in indent:
            return fault(path, "a tab; indent with spaces only", number, indent.index("\t") + 1)
    meant = next((meaning for part, meaning in _SYNTAX if part in said), f"this is no YAML: {said}")
    return fault(path, meant, line, column)


class _Nothing:
    """The value of a key with nothing after it."""


_NOTHING = _Nothing()


class _Builder:
    """Puts the parser's events together, without recursion: depth costs nothing and is capped."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root: Any = None
        self.open: list[dict[str, Any] | list[Any]] = []
        self.path: list[str | int | None] = []  # of each open container, the key or index being read; None awaits one
        self.repeated = 0
        self.documents = 0

    def take(self, event: events.Event) -> None:
        if isinstance(event, events.NodeEvent):
            self._node(event)
        elif isinstance(event, (events.MappingEndEvent, events.SequenceEndEvent)):
            self.open.pop()
            self.path.pop()
            self._step()
        elif isinstance(event, events.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(event, "a second document begins here; keep one, without a line of three dashes")

    def _node(self, event: events.NodeEvent) -> None:
        if self.open and self.path[-1] is None:
            self._key(event)
            return
        keys = self._keys()
        if keys:
            self.document.values[keys] = _place(event)
        value = self._value(event, keys)
        self._store(value)
        if isinstance(value, (dict, list)):
            self._enter(event, value)
        else:
            self._step()

    def _keys(self) -> Keys:
        return tuple(each for each in self.path if each is not None)

    def _key(self, event: events.NodeEvent) -> None:
        if not isinstance(event, events.ScalarEvent):
            self._stop(event, "a key must be a word; `{` or `[` begins something else: put it in quotes")
            return
        self._refuse_extras(event, self._keys())
        here, key = self.open[-1], str(event.value)
        if isinstance(here, dict) and key in here:
            first = self.document.keys[(*self._keys(), key)][0]
            self.document.report(_place(event), f"`{key}` is written twice (first on line {first}); keep one of them")
            self.repeated += 1
            key = f"{key}\0{self.repeated}"  # read on under a name of its own, which `_store` forgets
        self.path[-1] = key
        self.document.keys[self._keys()] = _place(event)

    def _value(self, event: events.NodeEvent, keys: Keys) -> Any:
        self._refuse_extras(event, keys)
        if isinstance(event, events.MappingStartEvent):
            return {}
        if isinstance(event, events.SequenceStartEvent):
            return []
        if isinstance(event, events.ScalarEvent):
            return self._scalar(event, keys)
        return None

    def _scalar(self, event: events.ScalarEvent, keys: Keys) -> Any:
        text = str(event.value)
        if not event.implicit[0]:  # quoted, or a block of text
            return text
        if text == "":
            return _NOTHING
        if text in _NULL:
            return None
        if _WORDS.fullmatch(text):
            self.document.plain[keys] = text
        for trap, why in _TRAPS:
            if trap.fullmatch(text):
                self._spoil(event, keys, f'`{text}` is ambiguous ({why}); put it in quotes: "{text}"')
        return text

    def _refuse_extras(self, event: events.NodeEvent, keys: Keys) -> None:
        if isinstance(event, events.AliasEvent):
            self._spoil(event, keys, f"`*{event.anchor}` refers to another place, which is not allowed; write it out")
        elif event.anchor is not None:
            self.document.report(
                _place(event), f"`&{event.anchor}` names a place to copy, which is not allowed; remove it"
            )
        tag = getattr(event, "tag", None)  # an alias has none
        if tag not in (None, "!"):
            self._spoil(event, keys, f"`{tag}` is a tag, which is not allowed; write the value alone")

    def _spoil(self, event: events.NodeEvent, keys: Keys, message: str) -> None:
        self.document.report(_place(event), message)
        self.document.spoiled.add(keys)

    def _store(self, value: Any) -> None:
        if not self.open:
            self.root = None if value is _NOTHING else value
            return
        here, key = self.open[-1], self.path[-1]
        if isinstance(here, list):
            here.append(None if value is _NOTHING else value)
        elif isinstance(key, str) and "\0" not in key and value is not _NOTHING:
            here[key] = value

    def _enter(self, event: events.Event, opened: dict[str, Any] | list[Any]) -> None:
        if len(self.open) >= MOST_LEVELS:
            self._stop(event, f"nested more than {MOST_LEVELS} levels deep")
        self.open.append(opened)
        self.path.append(None if isinstance(opened, dict) else 0)

    def _step(self) -> None:
        """On to the next key or item of the container we are in."""
        if self.path:
            at = self.path[-1]
            self.path[-1] = at + 1 if isinstance(at, int) else None

    def _stop(self, event: events.Event, message: str) -> None:
        self.document.report(_place(event), message)
        raise _Hopeless


def _place(event: events.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
