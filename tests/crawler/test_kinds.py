"""Every kind reads its example, whole. How an example is laid out: see `crawler/example.py`.

To add one: write the board's answer, in its true shape but about made-up companies, into
`tests/crawler/examples/<kind>/answer.json`, then `python -m crawler example tests/crawler/examples/<kind>`,
and read the `listings.json` that it wrote as critically as if someone else had.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler import example
from crawler.kinds import all_kinds
from crawler.listing import Outcome

EXAMPLES = Path(__file__).parent / "examples"
FOLDERS = sorted(folder for folder in EXAMPLES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("kind", all_kinds())
def test_every_kind_has_an_example(kind: str) -> None:
    assert (EXAMPLES / kind).is_dir(), (
        f"record one: python -m crawler record {kind} TOKEN tests/crawler/examples/{kind}"
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_kind_reads_its_example(folder: Path) -> None:
    errand, asked = example.play(folder)

    report = errand.report()
    assert (report.outcome, report.cause, report.broken_why) == (Outcome.WHOLE, "", "")
    assert [example.brief(listing) for listing in errand.visit.listings] == json.loads(
        (folder / "listings.json").read_text("utf-8")
    )
    if (folder / "asked.txt").exists():
        assert asked == (folder / "asked.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_it_reads_can_be_acted_upon(folder: Path) -> None:
    errand, _ = example.play(folder)

    assert errand.visit.listings
    for listing in errand.visit.listings:
        assert listing.key
        assert listing.title
        assert listing.url.startswith(("https://", "http://"))
        assert listing.kind == folder.name.partition("-")[0]
        assert "<" not in listing.title
        assert "&amp;" not in listing.description
