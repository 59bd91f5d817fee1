"""A replica of boards for each test, and postings to show on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from scheduler.demo.boards import Replica


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as running:
        yield running


@pytest.fixture
def jobs() -> list[dict[str, Any]]:
    """Three postings with numbers for ids, as Greenhouse has them."""
    return [
        {"id": 101, "title": "Machine Learning Intern", "location": "Leeds", "description": "<p>Birds.</p><p>BSc</p>"},
        {"id": 102, "title": "Data Engineer", "location": "Leeds; Remote", "description": "<p>Pipes.</p>"},
        {"id": 103, "title": "Head of Sales", "location": "York", "description": "<p>Sell.</p>"},
    ]
