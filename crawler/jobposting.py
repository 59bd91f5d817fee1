"""schema.org JobPosting in JSON-LD: found on any page, repaired where it is broken, read into a `Listing`.

https://schema.org/JobPosting. Sites write it with `@graph`, lists of types, blocks in blocks, HTML escaped in JSON and
JSON escaped in HTML; some keep it on the page long after the posting closed (see `is_closed`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.clean import line, plain
from crawler.fields import pay, text, web, when
from crawler.kind import Answer, place, places
from crawler.listing import Board, Listing
from crawler.urls import bare, tidy

_SCRIPT = re.compile(r"<script\b([^<>]{0,2000})>", re.IGNORECASE)
_JSON_LD = re.compile(r"ld(?:\+|&#43;|&#x2b;|%2b)json", re.IGNORECASE)
_OPENINGS = ("<!--", "//", "/*", "*/", "<![CDATA[")
_ENDINGS = ("-->", "//", "/*", "*/", "]]>", ";")
_STRAY_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_DEEPEST = 40
_MOST_QUOTES, _MENDED = 60, 200_000  # marks escaped in one block, of at most so many characters
_OWN_URL = tuple(
    re.compile(
        rf"<(?:link|meta)\b[^<>]{{0,500}}{mark}[^<>]{{0,500}}?\b(?:href|content)=[\"']([^\"'<>]+)", re.IGNORECASE
    )
    for mark in ("rel=[\"']canonical", "property=[\"']og:url")
)

# What a closed page shows where the way to apply stood. Whole phrases, because single words mislead.
_CLOSING = re.compile(
    r"no longer accepting (?:new )?applications|(?:position|job|role|vacancy|posting|opportunity|listing|offer|opening)"
    r"(?: you are looking for| you requested)? (?:is|has been|was) (?:no longer (?:active|available|open|posted|online)"
    r"|removed|filled|closed|withdrawn|expired|taken down)|(?:job|position|posting|advert|ad|listing) has expired"
    r"|applications (?:for this \w+ )?(?:are|have) (?:now |been )?closed|this (?:job|position|vacancy) is closed"
    r"|stelle (?:ist|wurde) (?:leider )?(?:nicht mehr (?:verfügbar|aktiv|ausgeschrieben|online)|(?:bereits )?besetzt)"
    r"|(?:stellenanzeige|stelle|ausschreibung) ist (?:leider )?(?:nicht mehr (?:verfügbar|aktiv|online)|abgelaufen)"
    r"|(?:offre|poste|annonce) (?:n.est plus (?:disponible|active|en ligne|d.actualité)"
    r"|(?:a été|est) (?:pourvue?|expirée?|clôturée?))"
    r"|(?:oferta|vacante|puesto|posición|vaga)(?: de \w+)? (?:ya no está (?:disponible|activa)|ha (?:expirado|caducado)"
    r"|não está mais (?:disponível|ativa)|(?:foi|está) (?:encerrada|preenchida|cerrada))"
    r"|vacature is (?:helaas )?(?:niet (?:langer|meer) (?:beschikbaar|actief|open)|gesloten|vervuld)"
    r"|(?:tjänsten|annonsen|jobbet) är (?:inte längre (?:aktiv|tillgänglig)|tillsatt|stängd)",
    re.IGNORECASE,
)
_APPLY = re.compile(r"\bappl(?:y|ication)|bewerb|postul|candidat|solicit|aplicar|inscri|sollicit|ansök", re.IGNORECASE)
_MUCH_MORE = 1.8  # times as much text in the block as on the page: the page hides what the block still says
_A_PAGE = 400  # characters; less text than this is the shell of a page that scripts fill


def postings(answer: Answer) -> list[Any]:
    """Every JobPosting on a page, each with `_url` (of the page) and `_closed` set."""
    page = answer.ok().text()
    blocks = list(_blocks(page))
    nodes = [node for block in blocks for node in _job_postings(block)]
    if not nodes:
        return []
    url, things, several = web(answer.url) or _own_url(page, blocks), list(_things(blocks)), len(nodes) > 1
    closed = not several and is_closed(nodes[0], plain(page))  # with more of them it is a list, and says it of one
    own = {"_url": url, "_closed": closed, "_several": several, "_employer": _employer(things)}
    described = {text_of(each["@id"]): each for each in things if "@id" in each and len(each) > 2}
    return [_joined(node, described) | own for node in nodes]


def _things(blocks: list[Any]) -> Iterator[dict[str, Any]]:
    """Everything that the blocks of a page describe, wherever it stands."""
    waiting = [(block, 0) for block in reversed(blocks)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict):
            yield value
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if depth < _DEEPEST:
            waiting.extend((child, depth + 1) for child in children if isinstance(child, (dict, list)))


def _joined(node: dict[str, Any], described: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A posting with the things that it only refers to (`{"@id": "#acme"}`) put in their place."""

    def whole(value: Any) -> Any:
        if isinstance(value, list):
            return [whole(each) if isinstance(each, dict) else each for each in value]
        refers = isinstance(value, dict) and "@id" in value and len(value) <= 2
        return described.get(text_of(value["@id"]), value) if refers else value

    return node | {name: whole(node[name]) for name in ("hiringOrganization", "jobLocation") if name in node}


def employer(page: str) -> str:
    """The one organisation that a page describes; "" if there is none, or more than one."""
    return _employer(list(_things(list(_blocks(page)))))


def _employer(things: list[dict[str, Any]]) -> str:
    """The one organisation that a page describes beside its postings, for those that name none."""
    named = {text_of(each.get("name")) for each in things if _is_a(each, "Organization") or _is_a(each, "Corporation")}
    return named.pop() if len(named) == 1 else ""


def _own_url(page: str, blocks: list[Any]) -> str:
    """What a saved page says its address is: its canonical link, or the last step of its breadcrumbs."""
    for pattern in _OWN_URL:
        if found := pattern.search(page):
            return web(line(found[1], 1000))
    crumbs = [block for block in blocks if isinstance(block, dict) and _is_a(block, "BreadcrumbList")]
    return web(text(crumbs[-1], "itemListElement", -1, "item")) if crumbs else ""


def is_closed(node: dict[str, Any], shown: str) -> bool:
    """Does a page with this text say that the posting is closed, though it still carries the block?"""
    if _CLOSING.search(shown):
        return True
    block = plain(text_of(node.get("description")))
    return _A_PAGE <= len(shown) < len(block) / _MUCH_MORE and not _APPLY.search(shown)


def read(node: Any, kind: str, board: Board) -> Listing:
    """One JobPosting. Its key is its identifier, else its URL; a kind may know a better one."""
    title = line(text_of(node.get("title")) or text_of(node.get("name")))
    page = node.get("_url", "")
    url = web(node.get("url"), page) or web(page)
    requisition = _identifier(node.get("identifier")) or text_of(node.get("uniqueJobCode"))
    several = f"#{title}" if node.get("_several") and not node.get("url") else ""  # one page, and many postings on it
    remote = "TELECOMMUTE" in str(node.get("jobLocationType") or "").upper()
    return Listing(
        kind=kind,
        token=board.token,
        key=requisition or bare(tidy(url)) + several or title,
        title=title,
        company=line(board.company or text_of(node.get("hiringOrganization")) or text_of(node.get("_employer"))),
        website=board.website,
        url=url,
        location=where(node),
        workplace="remote" if remote else "",
        description=plain(text_of(node.get("description"))),
        employment_type=line(", ".join(text_of(each) for each in each_of(node.get("employmentType")))),
        department=line(text_of(node.get("occupationalCategory"))),
        base_salary=salary(node.get("baseSalary")),
        date_posted=when(node.get("datePosted")),
        valid_through=when(node.get("validThrough")),
        requisition=requisition,
        closed=bool(node.get("_closed")),
    )


def _identifier(value: Any) -> str:
    """What names the posting. The `name` of an identifier is that of the company whose number it is."""
    value = next(iter(each_of(value)), None)
    if not isinstance(value, dict):
        return text_of(value)
    return text_of(value.get("value")) or text_of(value.get("@value"))


def where(node: dict[str, Any]) -> str:
    """The places of a posting; for a remote one without any, the countries one may work from."""
    named = [_place(each) for spot in each_of(node.get("jobLocation")) for each in _addresses(spot)]
    return places(named) or places(text_of(each) for each in each_of(node.get("applicantLocationRequirements")))


def _addresses(spot: Any) -> list[Any]:
    """A place once for each of its addresses."""
    several = spot.get("address") if isinstance(spot, dict) else None
    return [spot | {"address": each} for each in several] if isinstance(several, list) and several else [spot]


def _place(value: Any) -> str:
    if not isinstance(value, dict):
        return line(text_of(value))
    address = value.get("address") or value  # some put the address where the place should be
    if not isinstance(address, dict):
        return line(text_of(address) or text_of(value))
    parts = (line(text_of(address.get(f"address{name}"))) for name in ("Locality", "Region", "Country"))
    return place(*parts) or line(text_of(value))


def salary(value: Any) -> str:
    """Pay in words, from a MonetaryAmount; "" for the placeholder "1 to 1,000,000"."""
    value = next(iter(each_of(value)), None)
    if not isinstance(value, dict):
        return ""
    amount = value.get("value")
    if not isinstance(amount, dict):
        amount = {"value": amount, **value} if amount else value
    low, high = amount.get("minValue", amount.get("value")), amount.get("maxValue")
    if str(low) in ("1", "1.0") and str(high).startswith("1000000"):
        return ""
    return pay(low, high, value.get("currency") or amount.get("currency"), amount.get("unitText"))


def each_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: Any) -> str:
    """The text that a value of any shape stands for: itself, or its value or name; of a list, its first."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[name] for name in ("value", "@value", "name") if value.get(name)), None)
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _blocks(page: str) -> Iterator[Any]:
    """What every JSON-LD script of a page holds; a block beyond repair is left out."""
    at = 0
    while (script := _SCRIPT.search(page, at)) is not None:
        end = page.find("</script", script.end())
        at = end if end >= 0 else len(page)
        if _JSON_LD.search(script[1]):
            yield from _parsed(page[script.end() : at])


def _unwrapped(block: str) -> str:
    """A block without the comment marks, CDATA marks and semicolons around it."""
    before = None
    while before != block:
        before = block
        for mark in _OPENINGS:
            block = block.strip().removeprefix(mark)
        for mark in _ENDINGS:
            block = block.strip().removesuffix(mark)
    return block


def _parsed(block: str) -> Iterator[Any]:
    """The JSON of one block, after as little repair as it needs: wrappers, entities, stray commas, bad escapes."""
    whole = _unwrapped(block[:2_000_000])
    repaired = _BAD_ESCAPE.sub("", _STRAY_COMMA.sub(r"\1", whole))
    for attempt in (whole, html.unescape(whole) if whole[:20].count("&") else repaired, repaired):
        try:
            yield json.loads(attempt, strict=False)  # not strict: raw line ends in strings are common
        except (ValueError, RecursionError):
            continue
        return
    if (mended := _with_quotes_escaped(repaired)) is not None:
        yield mended


def _with_quotes_escaped(block: str) -> Any:
    """The JSON of a block in whose texts quotation marks stand as they are; None if that is not what is wrong with it.

    Where the parser stumbles, the mark before was not the end of a text.
    """
    for _ in range(_MOST_QUOTES if len(block) <= _MENDED else 0):
        try:
            return json.loads(block, strict=False)
        except json.JSONDecodeError as why:
            at = block.rfind('"', 0, why.pos)
            if at < 0 or not why.msg.startswith("Expecting"):
                return None
            block = block[:at] + "\\" + block[at:]
        except RecursionError:
            return None
    return None


def _job_postings(block: Any) -> Iterator[dict[str, Any]]:
    """Every JobPosting in a block, wherever it stands. One inside another thing must be dated, or have an address."""
    waiting = [(block, 0, False)]
    while waiting:
        node, depth, inside = waiting.pop()
        if isinstance(node, dict):
            if _is_a(node, "JobPosting"):
                if not inside or any(node.get(name) for name in ("datePosted", "identifier", "url")):
                    yield node
                continue
            lists = _is_a(node, "ItemList") or _is_a(node, "ListItem") or "@type" not in node
            children, inside = list(node.values()), inside or not lists
        else:
            children = node if isinstance(node, list) else []
        if depth < _DEEPEST:
            waiting.extend(
                (child, depth + 1, inside) for child in reversed(children) if isinstance(child, (dict, list))
            )


def _is_a(node: dict[str, Any], name: str) -> bool:
    return any(
        isinstance(each, str) and each.rpartition("/")[2].rpartition(":")[2] == name
        for each in each_of(node.get("@type"))
    )
