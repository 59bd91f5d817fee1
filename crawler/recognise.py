"""A person's URL: which board and posting it names, what it is called for comparison, and which sites are left alone.

The patterns stand with the kinds; here URLs are brought into the one form that the patterns expect. This is also the
door by which the scheduler asks about kinds without importing them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from crawler.kind import Kind
from crawler.kinds import all_kinds
from crawler.listing import Link
from crawler.urls import bare, host_of, targets, tidy, untracked, unwrapped, whole

# Hosts of the vendors themselves, where a company's board has its name in the host.
_VENDORS_OWN = frozenset(
    "about academy accounts admin apply assets auth blog cdn community content developer developers docs email"
    " events get go hello hire hr images info integrations legal lp marketing media my news pages partner"
    " partners platform pricing resources sales secure sso start status try uat web webinar".split()
)
_APPLY = re.compile(r"/(?:apply|application|applications/new|c/new|thanks)(?:/.*)?$", re.IGNORECASE)
# Systems that Sidedoor does not read, whose links vary: the part of host and path that names the posting.
_FOREIGN = (
    re.compile(r"(?P<id>[\w.-]+\.icims\.com/jobs/\d+)"),
    re.compile(r"(?P<id>jobs\.jobvite\.com/(?:careers/)?[\w.-]+/job/\w+)"),
    re.compile(
        r"(?P<id>[\w.-]+\.oraclecloud\.com/hcmUI/CandidateExperience/(?:\w+/)?sites/\w+)/(?:.*/)?(?P<key>\d+)(?=[/?]|$)"
    ),
    re.compile(r"(?P<id>simplify\.jobs/p/[0-9a-f-]{36})"),
    re.compile(r"(?P<id>jobs\.gem\.com/[\w.-]+/[\w-]{20,})"),
    re.compile(r"(?P<id>linkedin\.com)/(?:comm/)?jobs/view/(?:[\w%-]*-)?(?P<key>\d+)"),
)
_MOST_HTML = 3_000_000  # characters of a page that are searched for boards
_MOST_URLS = 5_000


@dataclass(frozen=True, slots=True)
class KindInfo:
    """What the scheduler needs to know of a kind; the words are those of `Kind`."""

    name: str
    every: timedelta
    delay: timedelta
    off: str
    attribution: str
    leads: bool
    dates_records: bool

    @property
    def of_companies(self) -> bool:
        """Does a board of this kind belong to one company, so that a link to it makes it worth watching?"""
        return not (self.leads or self.attribution)


@cache
def kinds() -> dict[str, KindInfo]:
    """Every kind Sidedoor can read, by name."""
    return {name: _info(kind) for name, kind in all_kinds().items()}


def _info(kind: Kind) -> KindInfo:
    return KindInfo(kind.name, kind.every, kind.delay, kind.off, kind.attribution, kind.leads, kind.dates_records)


def kind_of(name: str) -> KindInfo:
    """One kind; ValueError, naming those there are, if there is none of that name."""
    try:
        return kinds()[name]
    except KeyError:
        raise ValueError(f"no kind of board is called {name!r}; there are: {', '.join(kinds())}") from None


def recognise(url: str) -> Link | None:
    """The board, and the posting if it names one, that a URL points at; None where the URL alone does not tell.

    Takes any spelling: without scheme, with tracking, in a redirector, with a locale, of an API or an embedded form.
    """
    target = unwrapped(whole(url))
    if not target:
        return None
    return _matched(target) or next(filter(None, map(_matched, targets(target))), None)


def _matched(url: str) -> Link | None:
    target = bare(url)
    for kind in all_kinds().values():
        link = kind.recognise(target)
        if link and not (target.startswith(f"{link.token.lower()}.") and link.token.lower() in _VENDORS_OWN):
            return link
    return None


def hint(url: str) -> tuple[str, str] | None:
    """Kind and key of a posting whose board the URL does not name: on a page of the company's own (`?gh_jid=`,
    `?ashby_jid=`), in an embedded form without its board, or behind a short link."""
    target = urlsplit(unwrapped(whole(url)))
    for pattern, kind in _HINTS:
        if found := pattern.fullmatch(f"{target.hostname or ''}{target.path}?{target.query}&"):
            return kind, found["key"]
    return None


def on_board(kind: str, token: str, key: str) -> str:
    """The page of a hinted posting on its own board, by which the posting is recognised; "" for other kinds."""
    return _PAGES.get(kind, "").format(token=quote(token, safe=""), key=key)


_PAGES = {
    "greenhouse": "https://boards.greenhouse.io/{token}/jobs/{key}",
    "ashby": "https://jobs.ashbyhq.com/{token}/{key}",
    "workable": "https://apply.workable.com/{token}/j/{key}/",
}
_UUID = r"[0-9a-f]{8}-[0-9a-f-]{27}"
_HINTS = (
    (re.compile(r"[^?]*\?(?:.*&)?gh_jid=(?P<key>\d+)&.*"), "greenhouse"),
    (re.compile(r"[\w.-]+\.greenhouse\.io/embed/job_app\?(?:.*&)?token=(?P<key>\d+)&.*"), "greenhouse"),
    (re.compile(rf"[^?]*\?(?:.*&)?ashby_jid=(?P<key>{_UUID})&.*"), "ashby"),
    (re.compile(r"apply\.workable\.com/j/(?P<key>\w+)(?:/apply)?/?\?.*"), "workable"),
)


def canonical(url: str) -> str:
    """One spelling for all URLs of a posting, for comparing; not for opening, since `www.` and locales are gone.

    https, host in lower case, tracking gone, parameters that name the posting kept and sorted, endings such as `/apply`
    cut on known boards. "" for what is no URL.
    """
    target = unwrapped(whole(url))
    if not target:
        return ""
    if not _matched(target):
        target = next(filter(_matched, targets(target)), target)
    link = _matched(target)
    return _known(target) if link and link.key else _unknown(target)


def _known(url: str) -> str:
    """A posting of a known board is named by its path; only an embedded form needs its query."""
    path, _, query = bare(url).partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name in ("for", "token", "id", "gh_jid")]
    return "https://" + _APPLY.sub("", path) + (f"?{urlencode(sorted(kept))}" if kept else "")


def _unknown(url: str) -> str:
    target = bare(url)
    for pattern in _FOREIGN:
        if found := pattern.match(target):
            return "https://" + "/".join(found.groupdict().values())
    parts = urlsplit(tidy(url))
    query = urlencode(sorted(parse_qsl(untracked(parts), keep_blank_values=True)), quote_via=quote)
    tail = f"#{parts.fragment}" if parts.fragment else ""
    return "https://" + target.partition("?")[0] + (f"?{query}" if query else "") + tail


# What a page holds of its board besides links: scripts and elements of embedded boards.
_EMBEDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("greenhouse", re.compile(r"greenhouse\.io/embed/[\w/]{1,40}\?(?:[^\s\"'<>]{0,200}[?&])?for=([\w.-]+)")),
    ("greenhouse", re.compile(r"Grnhse\.Settings\s*=\s*\{[^}]{0,400}?boardToken[\"']?\s*:\s*[\"']([\w.-]+)")),
    (
        "lever",
        re.compile(r"leverJobsOptions\b[^{]{0,40}\{[^}]{0,400}?accountName[\"']?\s*:\s*[\"']([^\"']{1,80})[\"']"),
    ),
    ("ashby", re.compile(r"jobs\.ashbyhq\.com/([^/\"'\s<>?]{1,120})/embed")),
    ("smartrecruiters", re.compile(r"[\"']company_code[\"']\s*:\s*[\"']([\w-]+)[\"']")),
    ("bamboohr", re.compile(r"data-domain=[\"']([\w-]+)\.bamboohr\.com")),
    ("jazzhr", re.compile(r"app\.jazz\.co/widgets/\w+/\w+/([\w-]+)")),
)
_URL_IN_PAGE = re.compile(r"(?:https?:)?//[\w.-]{4,253}(?:[/?][^\s\"'<>\\`{}|^]{0,1000})?")


def find_boards(html: str, base: str) -> list[Link]:
    """The boards behind a careers page at `base`: where it ended, what it embeds, then its links, most often first.

    Looks at text alone: no script is run and nothing is fetched. A page whose jobs come by script may name none.
    """
    text = html[:_MOST_HTML].replace("\\/", "/").replace("\\u002F", "/").replace("&amp;", "&")
    there = recognise(base)
    embedded = [Link(kind, found[1]) for kind, pattern in _EMBEDS for found in pattern.finditer(text)]
    linked = [link for each in _urls(text) if (link := recognise(each))]
    times: dict[tuple[str, str], int] = {}
    for link in linked:
        times[link.kind, link.token] = times.get((link.kind, link.token), 0) + 1
    linked.sort(key=lambda link: -times[link.kind, link.token])
    first: dict[tuple[str, str], Link] = {}
    for link in [*filter(None, (there,)), *embedded, *linked]:
        if kinds()[link.kind].of_companies:
            first.setdefault((link.kind, link.token.lower()), _of_posting(link, base))
    return list(first.values())


def _urls(text: str) -> list[str]:
    found = (match[0] for match, _ in zip(_URL_IN_PAGE.finditer(text), range(_MOST_URLS), strict=False))
    return [each if each.startswith("http") else "https:" + each for each in found]


def _of_posting(link: Link, base: str) -> Link:
    """The board with the posting that the page's own URL hints at, rather than any posting the page links to."""
    own = recognise(base)
    if own and (own.kind, own.token) == (link.kind, link.token):
        return own
    hinted = hint(base)
    return Link(link.kind, link.token, hinted[1] if hinted and hinted[0] == link.kind else "")


_INSTEAD = (
    "Set a job alert there, and add the company's own careers page here: its postings are on its own board first."
)
_FORBIDDEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:[\w-]+\.)*(?:{hosts})"), why)
    for hosts, why in (
        (r"linkedin\.com|lnkd\.in", "LinkedIn's User Agreement and robots.txt forbid reading it by program."),
        (r"indeed\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})", "Indeed has no public way in for programs."),
        (r"glassdoor\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})", "Glassdoor's terms forbid reading it by program."),
        (
            r"joinhandshake\.(?:com|co\.uk|de|fr)|handshake\.com",
            "Handshake needs your university's login, and its terms forbid collecting job descriptions by program.",
        ),
        (r"wellfound\.com|angel\.co", "Wellfound stands behind a login and a wall against programs."),
        (r"welcometothejungle\.com|otta\.com", "Welcome to the Jungle stands behind a login."),
        (r"ripplematch\.com", "RippleMatch stands behind a login."),
        (r"jobright\.ai", "Jobright stands behind a login and repeats what other boards list."),
        (r"simplify\.jobs", "Simplify's pages repeat its public list, which Sidedoor reads as a community list."),
    )
)
_GOOGLE_JOBS = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")


def forbidden(url: str) -> str | None:
    """Why Sidedoor does not read this site, and what to do instead; None for a site it may ask."""
    target = unwrapped(whole(url))
    host = host_of(target)
    for hosts, why in _FORBIDDEN:
        if hosts.fullmatch(host):
            return f"{why} {_INSTEAD}"
    if _GOOGLE_JOBS.fullmatch(host) and re.search(r"ibp=htl|/search\b.*\bjobs\b", target):
        return f"Google's job search is a page of results, not a board. {_INSTEAD}"
    return None
