"""Secrets do not leave by logs and messages; what is no secret stays readable."""

from __future__ import annotations

from typing import Any

import pytest

from config.redact import redact, redactor
from config.settings import Settings


def made(**channels: Any) -> Settings:
    return Settings(channels=channels, database_url="postgresql://sidedoor:sword%2Ffish@db.example/sidedoor")


TOKENS = {
    "discord": ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", ["4174216298", "JHMHI8qBe7bk2ZwO5U711o3dV_js"]),
    "telegram": ("tgram://123456789:abcdefg_hijklmnop/12315544", ["123456789:abcdefg_hijklmnop", "abcdefg_hijklmnop"]),
    "ntfy topic": ("ntfys://ntfy.sh/correct-horse", ["correct-horse"]),
    "bare ntfy topic": ("ntfy://correct-horse", ["correct-horse"]),
    "mail": ("mailtos://me:hunter22@gmail.com?from=Sidedoor", ["hunter22"]),
    "mail, in the query": ("mailtos://_?user=me&pass=hunter22&smtp=smtp.gmail.com&from=me@gmail.com", ["hunter22"]),
    "unescaped marks": ("mailtos://me:hun:ter@22!@gmail.com", ["hun:ter@22!"]),
    "webhook": ("jsons://hooks.example/in/T0KEN-0F-MINE?key=abcdef123", ["T0KEN-0F-MINE", "abcdef123"]),
    "webhook's header": ("jsons://hooks.example/x?+Authorization=Bearer%20abcdef123", ["Bearer abcdef123", "Bearer%20abcdef123"]),
    "user token": ("ntfys://tk_abcdef123@ntfy.example/t", ["tk_abcdef123"]),
    "no address at all": ("json://[broken/secret-thing", ["json://[broken/secret-thing"]),
}  # fmt: skip


@pytest.mark.parametrize(("url", "secrets"), TOKENS.values(), ids=TOKENS)
def test_a_channels_secrets_are_masked_wherever_they_stand(url: str, secrets: list[str]) -> None:
    settings = made(it=url)
    line = f"POST {url} failed: " + " / ".join(f"<{each}>" for each in secrets)

    shown = redact(line, settings)

    assert url not in shown
    assert not [each for each in secrets if each in shown]
    assert shown.startswith("POST **** failed")


def test_the_databases_password_is_masked_as_written_and_decoded() -> None:
    shown = redact("password sword/fish, sword%2Ffish for user sidedoor at db.example", made())

    assert shown == "password ****, **** for user sidedoor at db.example"


def test_what_is_no_secret_stays_readable() -> None:
    settings = made(
        mail="mailtos://student:hunter22@gmail.com?from=Sidedoor&to=student@gmail.com", hook="json://localhost:8080/a"
    )
    line = "channel mail: student at gmail.com, Sidedoor, localhost:8080/a: refused"

    assert redact(line, settings) == line


def test_without_secrets_a_line_is_itself() -> None:
    assert redactor(Settings())("anything") == "anything"
