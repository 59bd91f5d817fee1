"""A sample of broken answers for every kind; `benchmarks/fuzz.py` runs a hundred thousand."""

from __future__ import annotations

from random import Random

import pytest

from tests.crawler import fuzzing

EACH = 60  # of either way of breaking, for every example


@pytest.mark.parametrize("recording", fuzzing.recordings(), ids=lambda recording: recording.folder.name)
def test_a_broken_posting_takes_no_other_with_it(recording: fuzzing.Recording) -> None:
    random = Random(recording.folder.name)
    rows = list(fuzzing.rows(recording))
    for number in range(EACH if rows else 0):
        row = rows[number % len(rows)]
        changed = row.broken(random)
        errand = recording.play(changed)

        assert not fuzzing.crashed(errand), changed
        assert row.others.items() <= fuzzing.found(errand).items(), changed


@pytest.mark.parametrize("recording", fuzzing.recordings(), ids=lambda recording: recording.folder.name)
def test_a_broken_answer_ends_the_visit_in_order(recording: fuzzing.Recording) -> None:
    random = Random(recording.folder.name)
    for _ in range(EACH):
        changed = fuzzing.broken_answer(recording, random)

        assert not fuzzing.crashed(recording.play(changed)), changed
