"""Saved answers of a board, played back to a kind: how `tests/crawler/examples` are written and read.

An example is a folder named after its kind, or `kind-what_it_shows`:

    answer.json               the board's answer (or .xml, .html, .md); where a visit asks more than once,
    answer-1.json, answer-2.html …   in the order of the questions
    board.json                optional: {"token", "company", "website"}, and "known": {key: version} for a later visit
    listings.json             what must be read from it, fields that are empty left out
    asked.txt                 optional: the questions, one a line: GET https://…  or  POST https://… {body}
    links.txt                 optional: URLs with the board and the posting that they name, or "-" (test_recognise.py)

`python -m crawler example FOLDER` reads the answers and writes `listings.json` and `asked.txt`: look at them before you
commit them. `python -m crawler record KIND TOKEN FOLDER` asks the real board first, politely.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.errand import Errand
from crawler.kind import Answer, Ask
from crawler.kinds import all_kinds
from crawler.listing import Board, Listing, Memory, Outcome

_TYPES = {".json": "application/json", ".xml": "application/xml", ".html": "text/html", ".md": "text/plain"}
_WHEN = datetime(2026, 9, 1, tzinfo=UTC)


def memory(folder: Path) -> Memory:
    """The board of an example, as a first visit finds it unless `known` says more."""
    kind = folder.name.partition("-")[0]
    file = folder / "board.json"
    given: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    board = Board(kind, given.get("token", "acme"), given.get("company", "Acme"), given.get("website", ""))
    return Memory(board=board, known=given.get("known", {}), first="known" not in given)


def play(folder: Path) -> tuple[Errand, list[str]]:
    """The visit, and what it asked, as lines. ValueError when it asks more, or less, than was answered."""
    given = memory(folder)
    errand, asked = Errand(given, all_kinds()[given.board.kind]), []
    for file in answers(folder):
        if errand.ask is None:
            raise ValueError(f"{folder.name}: the visit ended before it asked for {file.name}: {errand.report().cause}")
        asked.append(question(errand.ask))
        errand.hear(answer(errand.ask, file), _WHEN)
    if errand.ask is not None:
        raise ValueError(f"{folder.name}: there is no answer to {question(errand.ask)}")
    return errand, asked


def question(ask: Ask) -> str:
    return f"{ask.method} {ask.url} {ask.body.decode('utf-8', 'replace')}".strip()


def brief(listing: Listing) -> dict[str, Any]:
    """A listing as JSON without what is empty."""
    row: dict[str, Any] = json.loads(json.dumps(listing.to_json()))
    return {name: value for name, value in row.items() if value not in ("", [], False)}


def write(folder: Path) -> str:
    """Read the answers of an example and write what came of them; one line for a person. ValueError as `play`."""
    errand, asked = play(folder)
    report = errand.report()
    if report.outcome is not Outcome.WHOLE:
        raise ValueError(f"{folder.name}: {report.outcome}: {report.cause}")
    rows = [brief(listing) for listing in errand.visit.listings]
    (folder / "listings.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "asked.txt").write_text("\n".join(asked) + "\n", "utf-8")
    why = f", {report.broken} broken: {report.broken_why}" if report.broken else ""
    return f"{folder.name}: {len(rows)} listings{why}; look at {folder / 'listings.json'} before you commit it"


def answers(folder: Path) -> list[Path]:
    files = [file for file in folder.glob("answer*") if file.suffix in _TYPES]
    return sorted(files, key=lambda file: int(file.stem.removeprefix("answer").lstrip("-") or 1))


def answer(ask: Ask, file: Path) -> Answer:
    return Answer(
        url=ask.url, headers={"content-type": f"{_TYPES[file.suffix]}; charset=utf-8"}, body=file.read_bytes()
    )


def command(args: list[str]) -> int:
    """`example FOLDER` and `record KIND TOKEN FOLDER`. Exit status: 0 done, 1 failed, 2 wrong use."""
    try:
        match args:
            case ["example", folder]:
                said = write(Path(folder))
            case ["record", kind, token, folder]:
                from crawler.record import record

                said = record(kind, token, Path(folder), os.environ.get("SIDEDOOR_NETWORK__GATEWAY", ""))
            case _:
                sys.stderr.write("use: python -m crawler example FOLDER | python -m crawler record KIND TOKEN FOLDER\n")
                return 2
    except (ValueError, OSError) as why:
        sys.stderr.write(f"{why}\n")
        return 1
    sys.stdout.write(said + "\n")
    return 0
