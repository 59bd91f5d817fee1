"""Answers of boards, broken at random but repeatably: what a kind must read without an exception of its own.

Two ways of breaking: one posting of an answer gets junk in places (all others must still be read), or the answer as a
whole is cut, garbled or has parts exchanged (nothing to be read is promised, only an orderly end).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from crawler import example
from crawler.errand import Errand
from crawler.kind import Answer
from crawler.kinds import all_kinds
from crawler.listing import Cause

EXAMPLES = Path(__file__).parent / "examples"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
MOST_ASKS = 40  # a walk that was led astray is stopped there; it may ask on, but no exception may come of it
JUNK: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        7,
        10**30,
        1e308,
        "",
        " ",
        "\x00",
        "\ud800",
        "null",
        "<p>",
        "</div><script>",
        "&amp;lt;",
    ),
    *(
        "https://[::1",
        "javascript:alert(1)",
        "//x",
        "0001-01-01",
        "99999-99-99",
        "-62135596800000",
        "1e999",
        "\u202eabc",
    ),
    *([], {}, [None], [[]], [{}], {"": None}, {"id": {}}, ["a", 1, None], "x" * 5000, [[[[[[[[]]]]]]]], "ＡＩ" * 40),
)


@dataclass
class Recording:
    """An example with its answers by question, so that a walk led astray still gets sensible ones."""

    folder: Path
    answers: dict[str, Answer]

    @classmethod
    def of(cls, folder: Path) -> Recording:
        memory = example.memory(folder)
        errand, answers = Errand(memory, all_kinds()[memory.board.kind]), {}
        for file in example.answers(folder):
            assert errand.ask is not None
            answer = answers[example.question(errand.ask)] = example.answer(errand.ask, file)
            errand.hear(answer, NOW)
        return cls(folder, answers)

    def play(self, changed: dict[str, bytes]) -> Errand:
        """The visit, with other bodies for some questions; a question nobody recorded is answered 404."""
        memory = example.memory(self.folder)
        errand = Errand(memory, all_kinds()[memory.board.kind])
        for _ in range(MOST_ASKS):
            if errand.ask is None:
                break
            question = example.question(errand.ask)
            found = self.answers.get(question)
            body = changed.get(question, found.body if found else b"")
            headers = found.headers if found else {}
            errand.hear(Answer(url=errand.ask.url, status=200 if found else 404, headers=headers, body=body), NOW)
        return errand


def recordings() -> list[Recording]:
    return [Recording.of(folder) for folder in sorted(EXAMPLES.iterdir()) if folder.is_dir()]


def crashed(errand: Errand) -> str:
    """What exception of our own the visit met; "" if none."""
    report = errand.report()
    return report.cause if report.code is Cause.CRASHED else ""


def found(errand: Errand) -> dict[str, str]:
    return {listing.key: listing.title for listing in errand.visit.listings}


# -- One posting broken -----------------------------------------------------------------------------------------------


@dataclass
class Row:
    """One posting in an answer of a recording, and what the visit finds without it."""

    recording: Recording
    question: str
    answer: Any
    path: tuple[str | int, ...]
    others: dict[str, str]

    def broken(self, random: Random) -> dict[str, bytes]:
        """The answer with one to three places of this posting changed."""
        answer = copy.deepcopy(self.answer)
        holder, place = _at(answer, self.path[:-1]), self.path[-1]
        if random.random() < 0.05:
            holder[place] = copy.deepcopy(random.choice(JUNK))
        else:
            for _ in range(random.randint(1, 3)):
                _spoil(holder[place], random)
        return {self.question: _dumped(answer)}


def rows(recording: Recording) -> Iterator[Row]:
    """Every posting of every JSON answer: the members of its longest list of objects."""
    every = found(recording.play({}))
    for question, recorded in recording.answers.items():
        try:
            answer = json.loads(recorded.body)
        except ValueError:
            continue
        lists = sorted(_lists(answer, ()), key=lambda path: -len(_at(answer, path)))
        for number in range(len(_at(answer, lists[0])) if lists else 0):
            without = copy.deepcopy(answer)
            del _at(without, lists[0])[number]
            others = found(recording.play({question: _dumped(without)}))
            if others.keys() != every.keys():  # else it is no posting, or one that other rows repeat
                yield Row(recording, question, answer, (*lists[0], number), others)


def _lists(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        yield path
    elif isinstance(value, dict) and len(path) < 3:
        for name, each in value.items():
            yield from _lists(each, (*path, name))


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _spoil(value: Any, random: Random) -> None:
    """One change somewhere inside: a part replaced by junk, taken away, or exchanged for another."""
    holder, place = random.choice(list(_places(value)) or [([None], 0)])
    match random.randrange(6):
        case 0 if isinstance(holder, dict):
            del holder[place]
        case 1:
            other_holder, other = random.choice(list(_places(value)))
            holder[place] = copy.deepcopy(other_holder[other])
        case _:
            holder[place] = copy.deepcopy(random.choice(JUNK))


def _places(value: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for place, each in items:
        yield value, place
        if depth < 6:
            yield from _places(each, depth + 1)


# -- The answer broken ------------------------------------------------------------------------------------------------


def broken_answer(recording: Recording, random: Random) -> dict[str, bytes]:
    """One answer of a recording as a whole changed."""
    question = random.choice(list(recording.answers))
    body = recording.answers[question].body
    if random.random() < 0.6:
        try:
            answer = [json.loads(body)]
        except ValueError:
            return {question: _garbled(body, random)}
        for _ in range(random.randint(1, 4)):
            _spoil(answer, random)
        return {question: _dumped(answer[0]) if answer else b""}
    return {question: _garbled(body, random)}


def _garbled(body: bytes, random: Random) -> bytes:
    first, second = sorted(random.randrange(len(body) + 1) for _ in range(2))
    match random.randrange(6):
        case 0:
            return body[:first]
        case 1:
            return body[:first] + body[second:]
        case 2:
            return body[:second] + body[first:]
        case 3:
            return body[:first] + random.randbytes(random.randrange(1, 9)) + body[first:]
        case 4:
            return body[first:second]
        case _:
            changed = bytearray(body)
            for _ in range(random.randrange(1, 20)):
                changed[random.randrange(len(changed))] = random.randrange(256)
            return bytes(changed)


def _dumped(answer: Any) -> bytes:
    return json.dumps(answer).encode()
