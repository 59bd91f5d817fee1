"""Sizes in the store: directories replaced as a whole or not at all, the user's word, and what is loaded from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from config.settings import Settings
from crawler.listing import Headcount
from scheduler.companies import Companies, correct
from scheduler.sizes import describe
from scheduler.store import companies as stored
from scheduler.store import reading

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def some(count: int, people: int = 7, as_of: str = "2026-11-01") -> list[Headcount]:
    return [
        Headcount(
            company=f"Firm {n}",
            website=f"https://firm{n}.example",
            headcount_min=people,
            headcount_max=people,
            source="YC directory",
            as_of=as_of,
        )
        for n in range(count)
    ]


def save(engine: Engine, rows: list[Headcount], name: str = "yc-directory") -> None:
    with engine.begin() as db:
        stored.save_directory(db, name, rows, NOW)


def load(engine: Engine, settings: Settings | None = None) -> Companies:
    with reading(engine) as db:
        return Companies.load(db, settings or Settings(), NOW.date())


def test_a_directory_comes_back_as_it_was_saved(engine: Engine) -> None:
    rows = some(1200)
    save(engine, rows)

    with reading(engine) as db:
        assert stored.directory(db) == rows
        assert stored.count(db, "yc-directory") == 1200


def test_a_new_answer_takes_the_place_of_the_old_one_only(engine: Engine) -> None:
    save(engine, some(10))
    save(engine, some(4), "wikidata")
    save(engine, some(6, people=8))

    with reading(engine) as db:
        assert stored.count(db, "yc-directory") == 6
        assert stored.count(db, "wikidata") == 4
    assert load(engine).resolve("Firm 5", "https://firm5.example").headcount_max == 8


@pytest.mark.parametrize("left", [0, 4])
def test_a_directory_that_shrank_by_more_than_half_is_refused(engine: Engine, left: int) -> None:
    save(engine, some(10))

    with pytest.raises(stored.Shrunken, match=f"has {left} companies where it had 10"):
        save(engine, some(left))
    with reading(engine) as db:
        assert stored.count(db, "yc-directory") == 10


def test_rows_without_a_date_are_as_of_the_day_they_came(engine: Engine) -> None:
    save(engine, some(1, as_of=""))

    assert load(engine).resolve("Firm 0", "https://firm0.example").as_of == NOW.date()


def test_visits_and_validators_are_remembered(engine: Engine) -> None:
    kept = {"https://directory.example": {"etag": '"1"'}}
    with engine.begin() as db:
        stored.note_visit(db, "yc-directory", NOW, validators=kept)
        assert stored.validators(db, "yc-directory") == {}, "with no rows in the store, everything is asked again"
        stored.save_directory(db, "yc-directory", some(2), NOW)
        stored.note_visit(db, "yc-directory", NOW, validators=kept)
        stored.note_visit(db, "yc-directory", NOW + timedelta(days=1), cause="no network")

    with reading(engine) as db:
        assert stored.validators(db, "yc-directory") == kept
        assert stored.visited(db) == {"yc-directory": (NOW + timedelta(days=1), NOW)}


def test_the_users_word_by_name_and_by_domain(engine: Engine) -> None:
    with engine.begin() as db:
        correct(db, "Firm One, Inc.", "", 40, NOW)
        correct(db, "Firm Two", "https://www.firm-two.example", 600, NOW)
    known = load(engine)

    assert describe(known.resolve("firm one")) == "about 40 people (your own word, 2026-11)"
    assert known.resolve("Another Name", "https://firm-two.example").headcount_min == 600
    assert not known.resolve("Firm Two", "https://firm-two.test").known, "the domain was given, so it decides"


def test_the_last_word_counts(engine: Engine) -> None:
    with engine.begin() as db:
        correct(db, "Firm One", "", 40, NOW)
        correct(db, "Firm One", "", 4000, NOW + timedelta(minutes=1))

    assert load(engine).resolve("Firm One").headcount_max == 4000


def test_the_users_file_beats_the_seeds_and_its_mistakes_are_told(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("company,headcount_min,headcount_max\nGoogle,40,40\nBad,x,\n", encoding="utf-8")
    known = load(engine, Settings(companies=(path,)))

    assert known.resolve("Google").headcount_max == 40
    assert [str(each) for each in known.problems] == [
        f"{path}:3:1: headcount_min 'x' is no number of people; write digits, such as 40"
    ]


def test_what_is_set_by_hand_beats_the_file(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("company,headcount_min,headcount_max\nAcme,40,40\n", encoding="utf-8")
    with engine.begin() as db:
        correct(db, "Acme", "", 50, NOW)

    assert load(engine, Settings(companies=(path,))).resolve("Acme").headcount_max == 50


def test_the_fingerprint_changes_with_every_source_and_with_nothing_else(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("company,headcount_min,headcount_max\nAcme,40,40\n", encoding="utf-8")
    settings = Settings(companies=(path,))
    seen = [load(engine, settings).fingerprint]

    def changed() -> bool:
        seen.append(load(engine, settings).fingerprint)
        return seen[-1] != seen[-2]

    assert not changed()
    with engine.begin() as db:
        stored.note_visit(db, "yc-directory", NOW, cause="no network")
    assert not changed(), "a visit that brought nothing"
    save(engine, some(3))
    with engine.begin() as db:
        stored.note_visit(db, "yc-directory", NOW, changed=True)
    assert changed(), "a directory"
    with engine.begin() as db:
        stored.note_visit(db, "yc-directory", NOW + timedelta(days=7))
    assert not changed(), "a directory that is as it was"
    with engine.begin() as db:
        correct(db, "Acme", "", 50, NOW)
    assert changed(), "the user's word"
    path.write_text("company,headcount_min,headcount_max\nAcme,400,400\n", encoding="utf-8")
    assert changed(), "the user's file"
    path.unlink()
    assert changed(), "the file is gone"
