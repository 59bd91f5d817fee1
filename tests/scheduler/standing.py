"""What holds in a test: settings, one watch, and companies from the seeds; no file is read but the rules it writes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from config.load import rules as load_rules
from config.settings import Settings
from scheduler.companies import Companies
from scheduler.current import Current


def current(*, channels: Mapping[str, str], rules: str = "{}\n", poll: Mapping[str, Any] | None = None) -> Current:
    """The defaults, with these channels, these rules (YAML) as the watch `rules`, and these poll settings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(rules, encoding="utf-8")
        watches = load_rules(path)
    settings = Settings.model_validate(
        {
            "data_dir": "/nowhere",
            "channels": {name: {"url": url} for name, url in channels.items()},
            "poll": dict(poll or {}),
            "timezone": "UTC",
        }
    )
    return Current(settings, watches, Companies(today=date(2026, 11, 2)))
