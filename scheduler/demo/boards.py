"""Job boards on loopback: one small, real HTTP server that answers as the boards do, well or badly.

The demo shows it to a newcomer, and the tests of the crawler and the daemon run against it. Hosts are the first part of
the path, so that it stands behind `network.gateway` and a crawl believes it asks the real ones:

    with Replica() as replica:
        replica.show("greenhouse", "fernwave", "Fernwave", [{"id": 7, "title": "ML Intern", "description": "<p>…</p>"}])
        crawl(gateway=replica.gateway)
        replica.faults["/fernwave/"] = status(503)

A posting is a mapping with `id`, `title`, and where wanted `description` (HTML), `location` ("A; B"), `date_posted`
(ISO), `updated`, `employment_type`, `workplace`, `department`; on a community list also `company`, `url`, `terms`,
`degrees`, `active`. Every other kind: give `put` the addresses and the answers.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Posting = Mapping[str, Any]
Shape = Callable[[str, str, Sequence[Posting]], Iterator[tuple[str, Any]]]
_DAY = "2026-10-12T09:00:00+00:00"


def _greenhouse(token: str, company: str, postings: Sequence[Posting]) -> Iterator[tuple[str, Any]]:
    address = f"boards-api.greenhouse.io/v1/boards/{token}/jobs"
    light = [_greenhouse_job(token, company, each) for each in postings]
    full = [
        job | {"content": html.escape(each.get("description", ""))} for job, each in zip(light, postings, strict=True)
    ]
    yield address, {"jobs": light, "meta": {"total": len(light)}}
    yield address + "?content=true", {"jobs": full, "meta": {"total": len(full)}}
    for job in full:
        yield f"{address}/{job['id']}", job


def _greenhouse_job(token: str, company: str, posting: Posting) -> dict[str, Any]:
    posted = posting.get("date_posted", _DAY)
    return {
        "id": posting["id"],
        "title": posting["title"],
        "company_name": company,
        "absolute_url": f"https://job-boards.greenhouse.io/{token}/jobs/{posting['id']}",
        "location": {"name": posting.get("location", "")},
        "first_published": posted,
        "updated_at": posting.get("updated", posted),
        "application_deadline": posting.get("valid_through"),
        "internal_job_id": posting["id"],
        "metadata": None,
    }


def _lever(token: str, _company: str, postings: Sequence[Posting]) -> Iterator[tuple[str, Any]]:
    region = ".eu" if token.endswith("@eu") else ""
    name = token.removesuffix("@eu")
    jobs = [_lever_job(f"https://jobs{region}.lever.co/{name}", each) for each in postings]
    yield f"api{region}.lever.co/v0/postings/{name}", jobs


def _lever_job(page: str, posting: Posting) -> dict[str, Any]:
    """Its last paragraph stands in `lists`, as the requirements do there."""
    text, _, asked = posting.get("description", "").rpartition("<p>")
    places = posting.get("location", "").split("; ")
    return {
        "id": posting["id"],
        "text": posting["title"],
        "hostedUrl": f"{page}/{posting['id']}",
        "applyUrl": f"{page}/{posting['id']}/apply",
        "createdAt": int(datetime.fromisoformat(posting.get("date_posted", _DAY)).timestamp() * 1000),
        "categories": {
            "commitment": posting.get("employment_type", ""),
            "team": posting.get("department", ""),
            "location": places[0],
            "allLocations": places,
        },
        "workplaceType": posting.get("workplace", "unspecified"),
        "description": text or posting.get("description", ""),
        "lists": [{"text": "What we look for", "content": f"<li>{asked.replace('</p>', '</li>')}"}] if text else [],
        "additional": "",
    }


def _ashby(token: str, _company: str, postings: Sequence[Posting]) -> Iterator[tuple[str, Any]]:
    jobs = [_ashby_job(f"https://jobs.ashbyhq.com/{token}", each) for each in postings]
    yield f"api.ashbyhq.com/posting-api/job-board/{token}", {"apiVersion": "1", "jobs": jobs}


def _ashby_job(page: str, posting: Posting) -> dict[str, Any]:
    first, *others = posting.get("location", "").split("; ")
    return {
        "id": posting["id"],
        "title": posting["title"],
        "employmentType": posting.get("employment_type", "FullTime"),
        "department": posting.get("department", ""),
        "location": first,
        "secondaryLocations": [{"location": other} for other in others],
        "workplaceType": posting.get("workplace"),
        "isRemote": False,
        "isListed": posting.get("active", True),
        "publishedAt": posting.get("date_posted", _DAY),
        "jobUrl": f"{page}/{posting['id']}",
        "applyUrl": f"{page}/{posting['id']}/application",
        "descriptionHtml": posting.get("description", ""),
    }


def _community(token: str, _company: str, postings: Sequence[Posting]) -> Iterator[tuple[str, Any]]:
    rows = [
        {
            "id": each["id"],
            "title": each["title"],
            "company_name": each.get("company", ""),
            "company_url": "",
            "url": each.get("url", ""),
            "locations": each.get("location", "").split("; "),
            "terms": list(each.get("terms", ())),
            "degrees": list(each.get("degrees", ())),
            "sponsorship": each.get("sponsorship", "Other"),
            "active": each.get("active", True),
            "is_visible": True,
            "date_posted": int(datetime.fromisoformat(each.get("date_posted", _DAY)).timestamp()),
            "source": "list",
        }
        for each in postings
    ]
    yield f"raw.githubusercontent.com/{token}/dev/.github/scripts/listings.json", rows


SHAPES: dict[str, Shape] = {"greenhouse": _greenhouse, "lever": _lever, "ashby": _ashby, "community": _community}


@dataclass(slots=True)
class Page:
    """One answer, with the validator that the real host sends."""

    body: bytes
    type: str
    validator: dict[str, str]


@dataclass(slots=True)
class Asked:
    """One request, as it came in."""

    at: float  # monotonic seconds
    method: str
    address: str  # host, path and query
    headers: dict[str, str]
    body: bytes = b""
    status: int = 0
    sent: int = 0  # bytes of the body


@dataclass(slots=True)
class Replica:
    """The boards. A context manager: the server runs inside it."""

    pages: dict[str, Page] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)  # part of an address -> what happens there instead
    asked: list[Asked] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    def show(self, kind: str, token: str, company: str, postings: Sequence[Posting]) -> None:
        """Put a board up, or show other postings on it."""
        for address, data in SHAPES[kind](token, company, postings):
            self.put(address, data)

    def put(self, address: str, data: Any, content_type: str = "application/json; charset=utf-8") -> None:
        """Answer `address` (host/path, with or without a query) with JSON, or with text or bytes as they are."""
        body = data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
        shown = self.pages.get(address)
        if shown is None or shown.body != body:
            self.pages[address] = Page(body, content_type, _validator(address, body))

    @property
    def gateway(self) -> str:
        """What `network.gateway` has to be."""
        assert self._server is not None, "the replica does not run yet"
        return f"http://127.0.0.1:{self._server.server_address[1]}/{{host}}"

    def count(self, part: str = "", status: int | None = None) -> int:
        """How many requests came for addresses that hold `part`, robots.txt left out."""
        return sum(
            part in each.address and not each.address.endswith("/robots.txt") and status in (None, each.status)
            for each in self.asked
        )

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"replica": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


def _validator(address: str, body: bytes) -> dict[str, str]:
    """Greenhouse and GitHub send a strong tag, Lever a weak one, Ashby a date, everybody else (here) nothing."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    host = address.partition("/")[0]
    if host in ("boards-api.greenhouse.io", "raw.githubusercontent.com"):
        return {"ETag": tag}
    if host.endswith("lever.co"):
        return {"ETag": f"W/{tag}"}
    return {"Last-Modified": formatdate(usegmt=True)} if host == "api.ashbyhq.com" else {}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is what the faults are for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    replica: Replica

    def do_GET(self) -> None:
        address = self.path.lstrip("/")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked = Asked(time.monotonic(), self.command, address, dict(self.headers.items()), body)
        self.replica.asked.append(self.asked)
        fault = next((fault for part, fault in list(self.replica.faults.items()) if part in address), None)
        if fault is not None:
            fault(self)
        else:
            self._answer(address)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """What was asked is kept in `replica.asked`, not printed."""

    def _answer(self, address: str) -> None:
        page = self.replica.pages.get(address) or self.replica.pages.get(address.partition("?")[0])
        if page is None and address.endswith("/robots.txt"):
            self.send(200, b"User-agent: *\nDisallow:\n", "text/plain")
        elif page is None:
            self.send(404, b"Not Found", "text/plain")
        elif any(self.headers.get(_CONDITION[name]) == value for name, value in page.validator.items()):
            self.send(304, b"", page.type, page.validator)
        else:
            self.send(200, page.body, page.type, page.validator)

    def send(self, status: int, body: bytes, content_type: str, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer, compressed if the client takes it."""
        more = dict(headers or {})
        if body and "gzip" in self.headers.get("Accept-Encoding", "") and "Content-Encoding" not in more:
            body, more = gzip.compress(body, 1), more | {"Content-Encoding": "gzip"}
        length = {} if status == 304 else {"Content-Length": str(len(body))}
        self.start(status, {"Content-Type": content_type} | length | more)
        if status != 304:  # which has no body
            self.asked.sent = len(body)
            self.wfile.write(body)

    def start(self, status: int, headers: Mapping[str, str]) -> None:
        self.asked.status = status
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


_CONDITION = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


# What can go wrong: values for `Replica.faults`.
Fault = Callable[[_Handler], None]


def status(code: int, retry_after: str | None = None) -> Fault:
    """An answer with this status and nothing useful in it."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return lambda handler: handler.send(code, b"no", "text/plain", headers)


def page(body: bytes | str, content_type: str = "text/html", headers: Mapping[str, str] | None = None) -> Fault:
    """This, with status 200, instead of the board."""
    data = body if isinstance(body, bytes) else body.encode()
    return lambda handler: handler.send(200, data, content_type, headers)


def redirect(target: str | None = None, code: int = 302) -> Fault:
    """To `target`; without one, to the very address that was asked for, by its public name."""

    def fault(handler: _Handler) -> None:
        to = target if target is not None else f"https://{handler.asked.address}"
        handler.send(code, b"", "text/html", {"Location": to})

    return fault


def silence(seconds: float) -> Fault:
    """The connection stands and nothing comes."""
    return lambda _handler: time.sleep(seconds)


def drip(seconds: float, every: float = 0.1) -> Fault:
    """One byte at a time, for this long."""

    def fault(handler: _Handler) -> None:
        handler.start(200, {"Content-Type": "application/json", "Content-Length": "1000000"})
        for _ in range(int(seconds / every)):
            handler.wfile.write(b" ")
            time.sleep(every)

    return fault


def truncated(*, chunked: bool = False) -> Fault:
    """Half an answer: shorter than its Content-Length says, or cut inside a chunk."""

    def fault(handler: _Handler) -> None:
        length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": "1000"}
        handler.start(200, {"Content-Type": "application/json"} | length)
        handler.wfile.write((b"1f4\r\n" if chunked else b"") + b'{"jobs": [')
        handler.close_connection = True

    return fault


def reset(handler: _Handler) -> None:
    """The connection is torn down (RST) in the middle of the answer."""
    handler.start(200, {"Content-Type": "application/json", "Content-Length": "1000"})
    handler.wfile.write(b'{"jobs": [')
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def bomb(size: int = 1 << 30) -> Fault:
    """Gzip that unpacks to `size` bytes."""
    return page(_bomb(size), "application/json", {"Content-Encoding": "gzip"})


def _bomb(size: int) -> bytes:
    """Compressed blocks of blanks, each a gzip member of its own: quick to make, whatever the size."""
    block = gzip.compress(b" " * (1 << 22), 9)
    return block * (size >> 22)


def endless(size: int) -> Fault:
    """A body of `size` bytes of which no header speaks."""

    def fault(handler: _Handler) -> None:
        handler.start(200, {"Content-Type": "application/json", "Connection": "close"})
        for _ in range(size >> 16):
            handler.wfile.write(b" " * (1 << 16))
        handler.close_connection = True

    return fault
