"""What Apprise really sends to real services, caught on loopback: the destination is changed below it, nothing else."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from requests import PreparedRequest
from sqlalchemy import Engine

from config.times import Digest
from scheduler.alerts import message, wire
from scheduler.alerts.channels import BadChannel, Channel, open_channel, test_channel
from scheduler.alerts.message import Frame
from scheduler.alerts.outcome import End
from scheduler.alerts.payload import Letter, Payload, part
from scheduler.alerts.reading import Item
from scheduler.alerts.schedule import Delivery
from tests.scheduler.alerts.roles import NOW, Clock, delivery, drain, open_to, owe_many, states
from tests.scheduler.alerts.sinks import Answer, Request, WebSink, mail_sink, web_sink

FRAME = Frame(channel="it", now=NOW)
ROLE = Item(
    opening=1,
    listing=12,
    title="Machine Learning Intern [AI_Lab] <b>*bold*</b> @everyone",
    company="Fern & Söhne <!channel> <@U123>",
    size="about 40 people",
    place="Lisbon @here",
    may_apply="Bachelor's degree & C++ > C; see [this](http://evil.example) @every\u200bone @room:x.example",
    quoted=True,
    posted=date(2026, 11, 18),
    apply="https://jobs.example/roles/1_2_3?from=board&x=(1)_2_*a*",
    links=("https://list.example/x_y",),
    why="sidedoor why 12",
)
URLS = [ROLE.apply, *ROLE.links]

SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"
DISCORD = "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js"
TELEGRAM = "tgram://123456789:abcdefg_hijklmnop/12315544/"
NTFY = "ntfys://ntfy.sh/sidedoor-topic"
MATRIX = "matrixs://me:pass@matrix.example/!room1:matrix.example"
TEAMS = "workflows://prod-01.westus.logic.example:443/643e69f83c8944/signature-signature"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebSink]:
    """Every request goes to a sink, which answers as the service would; `X-Was` says where it was meant to go."""
    with web_sink(answer=_as_the_service) as sink:

        def here(self: wire.Courier, request: PreparedRequest, *_: Any, **__: Any) -> Any:
            request.headers["X-Was"] = str(request.url)
            return self.poolmanager.connection_from_url(f"http://127.0.0.1:{sink.port}/")

        monkeypatch.setattr(wire.Courier, "get_connection_with_tls_context", here)
        yield sink


def _as_the_service(request: Request) -> Answer:
    path = request.path
    said: dict[str, Any] = {"ok": True}
    if "/login" in path:
        said = {"access_token": "token", "user_id": "@me:matrix.example", "home_server": "matrix.example"}
    elif "/.well-known/" in path:
        said = {"m.homeserver": {"base_url": "https://matrix.example"}}
    elif "/versions" in path:
        said = {"versions": ["v1.6"]}
    elif "/join" in path:
        said = {"room_id": "!room1:matrix.example"}
    elif "/send/" in path:
        said = {"event_id": "$1"}
    elif path.startswith("/services/"):
        return Answer(200, b"ok", {"Content-Type": "text/plain"})
    return Answer(200, json.dumps(said).encode(), {"Content-Type": "application/json"})


def channel_to(url: str) -> Channel:
    channel = open_channel("it", url, Delivery())
    channel.plugin.request_rate_per_sec = 0
    return channel


def send(url: str, item: Item = ROLE) -> Channel:
    channel, payload = channel_to(url), message.alert(item, FRAME)
    body = "" if channel.dialect == "mail" else part(payload, channel.dialect, channel.limit, 0).body
    outcome = channel.send(Letter(identity="sidedoor.1", payload=payload, body=body, data=payload.data))
    assert outcome.end is End.SENT, outcome
    return channel


def last(sink: WebSink) -> tuple[str, dict[str, Any]]:
    """Where the last request was meant to go, and its JSON."""
    request = sink.requests[-1]
    return request.headers["X-Was"], json.loads(request.body)


def safe(shown: str) -> None:
    """No mention, no foreign link, every URL whole."""
    for mention in ("@everyone", "@here", "@room", "<!channel", "<@U", "](http://evil", "<b>*", "\u200b"):
        assert mention not in shown.replace("<b>Machine", "")
    plain = unquote(html.unescape(shown))
    assert all(url in plain for url in URLS)
    assert "Bachelor's degree & C++" in html.unescape(shown)


def test_slack(services: WebSink) -> None:
    send(SLACK)
    where, sent = last(services)
    assert where == "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    shown = sent["attachments"][0]["text"]
    safe(shown.replace("|Apply>", "").replace("|Also at>", ""))
    assert shown.startswith("*Machine Learning Intern [AI_Lab]")
    assert "\\" not in shown  # Slack shows backslashes
    assert sent["mrkdwn"] is True


def test_discord(services: WebSink) -> None:
    send(DISCORD)
    where, sent = last(services)
    assert where == "https://discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js"
    safe(sent["content"])
    assert sent["content"].startswith("**Machine Learning Intern")
    assert len(sent["content"]) <= 2000


def test_telegram(services: WebSink) -> None:
    send(TELEGRAM)
    where, sent = last(services)
    assert where == "https://api.telegram.org/bot123456789:abcdefg_hijklmnop/sendMessage"
    safe(sent["text"])
    assert sent["parse_mode"] == "HTML"
    assert sent["chat_id"] == 12315544
    assert re.findall(r"</?(\w+)", sent["text"]).count("a") == 4
    assert set(re.findall(r"</?(\w+)", sent["text"])) <= {"b", "a", "code"}


def test_ntfy(services: WebSink) -> None:
    send(NTFY)
    where, sent = last(services)
    assert where.startswith("https://ntfy.sh/")
    assert sent["topic"] == "sidedoor-topic"
    safe(sent["message"])
    assert "@everyone" not in sent["title"]
    assert sent["title"].startswith("Machine Learning Intern")


def test_matrix(services: WebSink) -> None:
    send(MATRIX)
    told = next(request for request in services.requests if "/send/" in request.path)
    sent = json.loads(told.body)
    assert "/rooms/%21room1%3Amatrix.example/send/m.room.message" in told.path
    safe(sent["formatted_body"])
    assert sent["format"] == "org.matrix.custom.html"


def test_teams(services: WebSink) -> None:
    send(TEAMS)
    where, sent = last(services)
    assert where.startswith("https://prod-01.westus.logic.example:443/")
    card = sent["attachments"][0]["content"]
    assert card["type"] == "AdaptiveCard"
    safe("\n".join(block["text"] for block in card["body"]))


def test_generic_json(services: WebSink) -> None:
    send("jsons://hooks.example/mine?+X-Mine=yes")
    where, sent = last(services)
    assert where == "https://hooks.example/mine"
    safe(sent["message"])
    assert services.requests[-1].headers["Idempotency-Key"] == "sidedoor.1"
    assert services.requests[-1].headers["X-Mine"] == "yes"
    assert sent["roles"][0]["apply"] == ROLE.apply
    assert sent["roles"][0]["posted"] == "2026-11-18"


@pytest.mark.parametrize("scheme", ["xml", "form"])
def test_other_webhooks_carry_the_identity_too(services: WebSink, scheme: str) -> None:
    send(f"{scheme}s://hooks.example/mine")
    assert services.requests[-1].headers["Idempotency-Key"] == "sidedoor.1"
    send(f"{scheme}s://hooks.example/mine")
    assert "Idempotency-Key" not in channel_to(f"{scheme}s://hooks.example/mine").plugin.headers


def test_e_mail() -> None:
    with mail_sink() as sink:
        send(sink.url())
    mail = sink.mails[0]
    page, plain = mail.part("html"), mail.part("plain")
    assert "<b>*bold*" not in page
    assert "&lt;b&gt;*bold*" in page
    assert all(html.escape(url) in page or url in page for url in URLS)
    assert all(url in plain for url in URLS)
    assert mail.parsed["From"] == "Sidedoor <sidedoor@home.example>"
    assert mail.parsed["To"] == "ada@uni.example"
    assert mail.parsed["Auto-Submitted"] == "auto-generated"
    assert "To stop these messages, take channels.it out of settings.yaml" in plain
    assert "To stop these messages, take channels.it out of settings.yaml" in html.unescape(page)
    for kind in ("Machine Learning Intern", "about 40 people", "Bachelor's degree", "sidedoor why 12", "18 Nov 2026"):
        assert kind in plain
        assert kind in html.unescape(page)


def test_a_mail_in_plain_text_alone_where_the_url_asks_for_it() -> None:
    with mail_sink() as sink:
        send(f"{sink.url()}&format=text")
    assert sink.mails[0].parsed.get_content_type() == "text/plain"
    assert ROLE.apply in sink.mails[0].part("plain")


@pytest.mark.parametrize("break_", ["\r\nBcc: everyone@uni.example", "\nX-Evil: 1\n\nbody"])
def test_row_30_a_line_break_in_a_title_is_a_blank(break_: str) -> None:
    with mail_sink() as sink:
        send(sink.url(), replace(ROLE, title=f"Intern{break_}"))
    mail = sink.mails[0]
    assert mail.to == ["ada@uni.example"]
    assert mail.parsed["Bcc"] is None
    assert mail.parsed["X-Evil"] is None
    assert mail.parsed["Subject"].startswith("Intern ")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("url", [DISCORD])
def test_500_matches_through_2000_characters_arrive_with_every_url_whole(
    engine: Engine, services: WebSink, url: str
) -> None:
    current = delivery("it", digest=Digest("daily", time(8)))
    channel = open_to(engine, "it", url, current)
    channel.plugin.request_rate_per_sec = 0
    channel.plugin.body_maxlen = 2000
    owe_many(engine, 500, ["it"], current)
    drain(engine, channel, Clock())

    bodies = [_shown(request) for request in services.requests]
    assert max(map(len, bodies)) <= 2000
    found = re.findall(r"https://jobs\.example/roles/(\d+)\?from=board&(?:amp;)?x=1_2(?=[\s)\"]|$)", "\n".join(bodies))
    assert sorted(map(int, found)) == list(range(1, 501))
    assert states(engine) == {"sent": 500}


@pytest.fixture(scope="module")
def five_hundred() -> Payload:
    listed = tuple(
        replace(ROLE, opening=n, listing=n, apply=f"https://jobs.example/{n}/?from=board&x=1_2") for n in range(500)
    )
    return message.digest(message.Digest(listed=listed, count=500), FRAME)


@pytest.mark.parametrize(
    ("url", "most"),
    [(SLACK, 35_000), (DISCORD, 2000), (TELEGRAM, 4096), (NTFY, 4096), (MATRIX, 24_000), (TEAMS, 1000)],
)
def test_parts_of_500_matches_are_within_what_each_service_takes(five_hundred: Payload, url: str, most: int) -> None:
    channel, bodies, cursor = channel_to(url), [], 0
    for _ in range(501):
        piece = part(five_hundred, channel.dialect, channel.limit, cursor)
        bodies.append(piece.body)
        cursor = piece.next
        if piece.last:
            break
    assert max(len(body.encode()) for body in bodies) <= most
    told = html.unescape("\n".join(bodies))
    found = re.findall(r"https://jobs\.example/(\d+)/\?from=board&x=1_2(?=[\s)\"]|$)", told)
    assert list(map(int, found)) == list(range(500))


def _shown(request: Request) -> str:
    if request.headers["Content-Type"].startswith("application/x-www-form"):
        return parse_qs(request.body.decode())["message"][0]
    sent = json.loads(request.body)
    return str(sent.get("content") or sent.get("text") or sent.get("message"))


# -- Trying a channel, and URLs that are wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "ok", "words"),
    [
        (Answer(), True, "HTTP 200"),
        (Answer(404), False, "check the channel's URL"),
        (Answer(503, b"<h1>overloaded</h1>"), False, "overloaded"),
        (Answer(200, b"<html>log in</html>"), False, "login page"),
    ],
)
def test_channel_test_says_what_happened(answer: Answer, ok: bool, words: str) -> None:
    with web_sink(answer) as sink:
        result = test_channel(open_channel("it", sink.url, Delivery()), NOW)
        assert result.ok is ok
        assert words in result.words
        assert "this is a test" in json.loads(sink.requests[0].body)["title"]


def test_channel_test_says_that_the_password_is_wrong() -> None:
    with mail_sink(password="right") as sink:
        result = test_channel(open_channel("it", sink.url(user="me:wrong-password@"), Delivery()), NOW)
    assert not result.ok
    assert "535" in result.words
    assert "password" in result.words
    assert "wrong-password" not in result.words


@pytest.mark.parametrize("url", ["nonsense://canary-token", "slack://canary-token", "tgram://canary-token"])
def test_a_url_that_apprise_cannot_read_is_one_line_without_its_secret(url: str) -> None:
    with pytest.raises(BadChannel) as found:
        open_channel("it", url, Delivery())
    assert "channel it" in str(found.value)
    assert "\n" not in str(found.value)
    assert "canary-token" not in str(found.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: "mailto://me:pass@mail.example/?to=a@x.example&cc=b@x.example",
        lambda: "tgram://123456789:abcdefg_hijklmnop/1231/5544",
        lambda: "ntfys://ntfy.sh/one/two",
    ],
)
def test_one_recipient_a_channel(make: Callable[[], str]) -> None:
    with pytest.raises(BadChannel, match="2 recipients; write one channel for each"):
        open_channel("it", make(), Delivery())
