"""What the documentation says is what there is: kinds, rules, commands, and the examples it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config import load
from config.rules import RULES
from crawler.recognise import kinds
from scheduler.cli import FILES, parser

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
COMMANDS = {command for has in FILES.values() for command in has}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_is_documented(kind: str) -> None:
    assert re.search(rf"(?i)\b{kind}\b", text("docs/boards.md"))


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_is_documented(rule: str) -> None:
    assert f"`{rule}`" in text("docs/rules.md") or f"{rule}:" in text("docs/rules.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_exists(page: Path) -> None:
    shown = set(re.findall(r"sidedoor ([a-z]+)\b", page.read_text(encoding="utf-8")))
    words = {word for word in shown if word in COMMANDS or re.search(rf"`[^`]*sidedoor {word}", page.read_text())}
    assert words <= COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def _yaml_blocks() -> list[tuple[str, str]]:
    return [
        (f"{page.name}-{number}", block)
        for page in PAGES
        for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.S))
    ]


@pytest.mark.parametrize(("name", "block"), _yaml_blocks(), ids=[name for name, _ in _yaml_blocks()])
def test_every_example_of_a_file_is_valid(name: str, block: str, tmp_path: Path) -> None:
    keys = set(re.findall(r"(?m)^([a-z_]+):", block))
    path = tmp_path / "example.yaml"
    path.write_text(block, encoding="utf-8")
    path.chmod(0o600)
    if keys and keys <= RULES | {"channels"} and not (keys == {"channels"} and "://" in block):
        load.rules(path)
    elif keys:
        load.settings(path, env={})


def test_the_channels_of_the_readme_can_be_opened(tmp_path: Path) -> None:
    lines = re.findall(r"`(me: \"[^`]+\")`", text("README.md"))
    assert len(lines) == 4
    from scheduler.alerts.channels import open_all

    for line in lines:
        line = line.replace("BOT_TOKEN/CHAT_ID", "123456789:abcdefghijklmnopqrstuvwxyz012345678/123456")
        line = line.replace("/ID/TOKEN", "/1234567890/" + "t" * 60)
        path = tmp_path / "settings.yaml"
        path.write_text(f"channels:\n  {line}\n", encoding="utf-8")
        path.chmod(0o600)
        opened, problems = open_all(load.settings(path, env={}))
        assert list(opened) == ["me"], problems


def test_the_help_shows_every_command() -> None:
    said = parser().format_help()
    assert all(re.search(rf"(?m)^\s+{command}\b", said) for command in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser(command).parse_args([command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "sidedoor" in said.split("\n", 1)[0]
    assert "example" in said or command in ("run", "board", "channel")


def test_the_repository_names_no_package_index_and_no_unfinished_work() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in text(name)
    marks = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + "Error")
    for path in [
        *(ROOT / "config").rglob("*.py"),
        *(ROOT / "crawler").rglob("*.py"),
        *(ROOT / "scheduler").rglob("*.py"),
    ]:
        assert not marks.search(path.read_text(encoding="utf-8")), path
