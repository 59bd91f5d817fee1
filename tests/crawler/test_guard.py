"""No board leads us into a private network."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from twisted.internet.address import IPv4Address

from crawler.guard import REFUSED, _PublicAddresses, check, is_public, literal
from crawler.kind import Trouble
from crawler.listing import Cause
from scheduler.demo import boards as replicas
from scheduler.demo.boards import Replica
from tests.crawler.child import PROBE, crawl

PRIVATE = """
127.0.0.1 127.0.0.2 127.1 127.0.1 0x7f.1 0x7f000001 2130706433 0177.0.0.1 0177.1 017700000001 127.000.000.001 0 0.0.0.0
localhost LOCALHOST localhost. a.localhost printer.local db.internal router.lan nas.home.arpa 127.0.0.1. １２７.０.０.１
127。0。0。1 10.0.0.1 10.1 0xa.0.0.1 172.16.0.1 172.31.255.254 192.168.1.1 192.168.257 169.254.169.254 100.64.0.1
224.0.0.1 255.255.255.255 240.0.0.1 192.0.2.1 198.18.0.1 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1]
[::ffff:7f00:1] [::ffff:10.0.0.1] [fe80::1] [fc00::1] [fd12:3456::1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1]
[2002:7f00:1::] [2001:db8::1] [ff02::1] [::127.0.0.1] [2001:0:0:0:0:0:80ff:fffe]
""".split()
PUBLIC = (
    "example.org 8.8.8.8 1.1.1.1 [2606:4700::1111] boards-api.greenhouse.io 134744072 localhost.example.org".split()
)


@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("form", ["http://{}/x", "https://user@{}:8443/"])
def test_every_spelling_of_a_private_address_is_refused(host: str, form: str) -> None:
    with pytest.raises(Trouble) as refused:
        check(form.format(host))
    assert refused.value.code is Cause.PRIVATE


@pytest.mark.parametrize("host", PUBLIC)
def test_public_hosts_pass(host: str) -> None:
    check(f"https://{host}/x")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "data:,x", "//x", "", "http://", "http://[::1", "http://a:b/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(Trouble):
        check(url)


def test_literals_are_told_from_names() -> None:
    assert literal("a.example") is None
    assert literal("1.2.3.4.5") is None
    assert literal("[::1]") == ip_address("::1")
    assert not is_public(ip_address("::ffff:192.168.0.1"))


def test_neither_an_address_nor_a_name_nor_a_redirect_gets_there() -> None:
    """Straight out, without a gateway: a server that is there, and is not asked."""
    with Replica() as inside:
        port = inside.gateway.rpartition(":")[2].partition("/")[0]
        own = socket.gethostname()
        names = [f"127.0.0.1:{port}", f"0x7f.1:{port}", f"localhost:{port}", f"[::1]:{port}", f"{own}:{port}"]
        boards = [f"probe:http://{name}/x" for name in names]
        result = crawl(boards, program=PROBE, timeout=3)

        codes = {name: result.reports[board].code for name, board in zip(names, boards, strict=True)}
        assert codes.pop(names[-1]) in (Cause.PRIVATE, Cause.UNREACHABLE)
        assert set(codes.values()) == {Cause.PRIVATE}
        assert inside.asked == []


def test_a_redirect_is_judged_like_an_address(replica: Replica) -> None:
    targets = [
        "http://127.0.0.1:9/",
        "http://[::1]/",
        "http://192.168.0.1/",
        "http://2130706433/",
        "file:///etc/passwd",
    ]
    for number, target in enumerate(targets):
        replica.faults[f"one.example/{number}"] = replicas.redirect(target)
    replica.put("two.example/page", "A title", "text/plain")
    replica.faults["one.example/away"] = replicas.redirect("https://two.example/page")
    replica.faults["one.example/relative"] = replicas.redirect("/there")
    replica.put("one.example/there", "A title", "text/plain")
    boards = [f"probe:https://one.example/{n}" for n in [*range(len(targets)), "away", "relative"]]

    result = crawl(boards, replica.gateway, program=PROBE)

    codes = [result.reports[board].code for board in boards]
    assert codes == [Cause.PRIVATE] * 4 + [Cause.REDIRECTED, Cause.NONE, Cause.NONE]
    assert {each.address.partition("/")[0] for each in replica.asked} == {"one.example", "two.example"}
    assert replica.asked[-1].address.endswith("there")


def test_the_gateway_is_the_only_private_address_and_others_cannot_be_reached_through_it(replica: Replica) -> None:
    replica.put("one.example/page", "A title", "text/plain")
    port = replica.gateway.rpartition(":")[2].partition("/")[0]
    good, bad = "probe:https://one.example/page", f"probe:http://127.0.0.1:{port}/one.example/page"

    result = crawl([good, bad], replica.gateway, program=PROBE)

    assert (result.reports[good].code, result.reports[bad].code) == (Cause.NONE, Cause.PRIVATE)
    assert {each.address.partition("/")[0] for each in replica.asked} == {"one.example"}


def test_a_name_nobody_has_and_a_closed_port_are_unreachable() -> None:
    for gateway in ("http://nope.invalid/{host}", "http://127.0.0.1:1/{host}"):
        result = crawl(["greenhouse:acme"], gateway, timeout=3)
        assert result.one.code in (Cause.UNREACHABLE, Cause.ROBOTS)
        assert "Traceback" not in result.log


def test_a_name_gives_only_its_public_addresses_at_every_connection() -> None:
    """What a resolver found, as Twisted hands it on: rebinding changes the answer, not the judgement."""
    passed: list[str] = []

    class Receiver:
        def resolutionBegan(self, resolution: object) -> None: ...  # noqa: N802
        def addressResolved(self, address: IPv4Address) -> None:  # noqa: N802
            passed.append(address.host)

        def resolutionComplete(self) -> None: ...  # noqa: N802

    addresses = [IPv4Address("TCP", host, 80) for host in ("10.0.0.1", "93.184.216.34", "127.0.0.1")]
    for address in addresses:
        _PublicAddresses(Receiver(), "rebinding.example").addressResolved(address)

    assert passed == ["93.184.216.34"]
    assert "rebinding.example" in REFUSED


def test_a_certificate_that_nobody_vouches_for_is_refused(replica: Replica, tmp_path: Path) -> None:
    """Self-signed: the name is right, the signature is nobody's. Nothing is asked of such a host."""
    certificate = tmp_path / "both.pem"
    certificate.write_bytes(_self_signed("localhost"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    assert replica._server is not None
    replica._server.socket = tls.wrap_socket(replica._server.socket, server_side=True)

    result = crawl(["greenhouse:acme"], replica.gateway.replace("http://127.0.0.1", "https://localhost"), timeout=3)

    assert (result.one.code, replica.asked) == (Cause.TLS, [])
    assert "certificate" in result.one.cause


def _self_signed(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(
            subject, subject, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + signed.public_bytes(Encoding.PEM)
