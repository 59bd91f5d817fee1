"""The page about the rules: its example is read, and every section and key of the rules file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from config.rules import RULES, Rules

PAGE = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_example_is_a_rules_file() -> None:
    example = PAGE.partition("```yaml\n")[2].partition("```")[0]
    rules = Rules.model_validate(yaml.load(example, Loader=yaml.BaseLoader))
    assert rules.graduation is not None
    assert rules.words is not None


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_key_of_every_rule_is_told(rule: str) -> None:
    part = PAGE.partition(f"\n## {rule}:")[2].partition("\n## ")[0]
    assert part
    section = Rules.model_fields[rule].annotation
    fields = next(each for each in section.__args__ if hasattr(each, "model_fields")).model_fields
    for key in set(fields) - {"when_unsure"}:
        assert f"`{key}" in part, f"{rule}.{key} is not told"
