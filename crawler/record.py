"""Asks a real board, as politely as ever, and saves its answers as an example (see `example.py`).

The texts are the employer's: put made-up ones in their place before you commit them, and keep the shape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from crawler import example
from crawler.child import crawl
from crawler.door import Done, Door, Network, Order
from crawler.hosts import Hosts
from crawler.kind import Answer
from crawler.kinds import all_kinds
from crawler.listing import Board, Memory
from crawler.spider import BoardSpider, Call

_SUFFIXES = {"html": ".html", "xml": ".xml", "rss": ".xml", "json": ".json"}


class _Recorder(BoardSpider):
    """Writes down every answer before the walk hears it."""

    folder: Path
    trouble: str = ""

    def _heard(self, answer: Answer, call: Call, lane: str) -> Iterator[Any]:
        if answer.body and 200 <= answer.status < 300:
            kind = answer.headers.get("content-type", "json")
            suffix = next((suffix for name, suffix in _SUFFIXES.items() if name in kind), ".md")
            (self.folder / f"answer-{call.errand.asked + 1}{suffix}").write_bytes(answer.body)
        yield from super()._heard(answer, call, lane)

    def _closed(self, done: Done) -> Done:
        _Recorder.trouble = done.report.cause
        return super()._closed(done)


def record(kind: str, token: str, folder: Path, gateway: str = "") -> str:
    """Ask the board and write the example; one line for a person. ValueError when the board does not answer."""
    if kind not in all_kinds():
        raise ValueError(f"{kind!r} is no kind of board; there are {', '.join(all_kinds())}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "board.json").write_text(json.dumps({"token": token, "company": "", "website": ""}) + "\n", "utf-8")
    memory = replace(example.memory(folder), board=Board(kind, token))
    _Recorder.folder = folder
    crawl(_order(memory, gateway), Door(os.open(os.devnull, os.O_WRONLY)), _Recorder)
    if _Recorder.trouble:
        raise ValueError(f"{kind}:{token}: {_Recorder.trouble}")
    return example.write(folder)


def _order(memory: Memory, gateway: str) -> Order:
    return Order(Network(gateway=gateway), [memory], Hosts())
