"""URLs as people and lists write them: made whole, freed of tracking, taken out of redirectors. Pure; never raises.

Two forms come out. `tidy` is for opening: only what tracks the reader is gone. `bare` is for recognising: host, path
and query without scheme, `www.`, locale folder or fragment, so that one pattern fits every spelling.
"""

from __future__ import annotations

import html
import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from crawler.fields import web

# Parameters that say where a reader came from, never which posting is meant. Seen on apply links of public lists.
_TRACKING = re.compile(
    r"utm_\w+|hs[a-z]{2}_\w+|_hs\w+|mc_[ce]id|rx_\w+|ga_\w+|_ga|_gl|(?:fb|g|gb|ms|tt|tw|dcl|li_fat_|y)cl?id|li_fat_id"
    r"|gh_src|lever-(?:source|origin|via|social)(?:\[\])?|ashby_?src|src|source|sourceid|sourcetype|jobsource|job_source"
    r"|trafficsource|recruiter_?source|applicant_?source|ref|refid|referrer|referer|referral|ref_src|trk|trkid|trackingid"
    r"|tracking|tracking_?id|jvs|__jvs[td]|iis|iisn|trid|codes|ccuid|jr_id|jclid|postingsource|simplify\w*"
    r"|mobile|needsredirect|jan1offset|jun1offset|jobboard|jobboardsource|campaign|campaignid|cmpid|feedid|share_?id",
    re.IGNORECASE,
)
# Hosts whose links carry their target in a parameter, in the open.
_REDIRECTORS = re.compile(
    r"(?:[\w-]+\.)*(?:google\.[a-z.]{2,6}|l\.facebook\.com|lm\.facebook\.com|l\.instagram\.com|linkedin\.com|slack-redir\.net"
    r"|safelinks\.protection\.outlook\.com|out\.reddit\.com|youtube\.com|duckduckgo\.com|vk\.com|href\.li|exit\.sc"
    r"|urldefense\.com|urldefense\.proofpoint\.com|t\.umblr\.com|simplify\.jobs|redirect\.cvrve\.me|steamcommunity\.com)"
)
_TARGET = frozenset(
    "url u q to z target dest destination redirect redirect_url redirecturl redirect_uri redir goto link uddg href"
    " continue next_url joburl job_url apply_url applyurl returnurl out".split()
)
_DEFENSE = re.compile(r"urldefense\.com/v3/__(.{1,2000}?)__;")
# In the spelling of its standard; in lower case only where it cannot well be the name of a company.
_LOCALE = re.compile(r"^/(?:[a-z]{2}[-_][A-Z]{2}|(?:en|de|fr|es|it|pt|nl|ja|zh|ko|pl|sv|cs)-[a-z]{2})(?=/|$)")
_HOST = re.compile(r"[^/?#@\s]+\.[a-z]{2,}(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:amp|#38|#x26|#47|#x2f|#39|#x27);", re.IGNORECASE)  # not `&copy=`, which is a parameter
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NESTED = 3  # redirectors within redirectors


def whole(url: str) -> str:
    """An absolute http(s) URL, made from what a person pasted (no scheme, marks around it, `&amp;` in it), or ""."""
    text = url.strip().lstrip("<\"'`([").rstrip(">\"'`]").rstrip(".,;!*")
    if text.endswith(")") and "(" not in text:
        text = text.rstrip(")")
    text = _ESCAPED.sub(lambda mark: html.unescape(mark[0]), text)
    if text.startswith("//"):
        text = "https:" + text
    elif not _SCHEME.match(text) or re.match(r"[\w.-]+:\d+(?:/|$)", text):
        text = "https://" + text if _HOST.match(text) else ""
    return web(text)


def unwrapped(url: str) -> str:
    """What a link through a known redirector leads to, where the link says so; the URL itself otherwise."""
    for _ in range(_NESTED):
        target = _behind(url)
        if not target:
            break
        url = target
    return url


def _behind(url: str) -> str:
    parts = urlsplit(url)
    if not _REDIRECTORS.fullmatch(parts.hostname or ""):
        return ""
    if defended := _DEFENSE.search(url):
        return web(unquote(defended[1]))
    if parts.hostname == "urldefense.proofpoint.com":  # its v2 writes % as - and / as _
        return next((web(unquote(v.replace("-", "%").replace("_", "/"))) for k, v in _pairs(parts) if k == "u"), "")
    return next(iter(targets(url)), "")


def targets(url: str) -> list[str]:
    """Absolute URLs that stand in parameters of this one: where a redirector may lead."""
    found = (web(value) for name, value in _pairs(urlsplit(url)) if name.lower() in _TARGET)
    return [each for each in found if each]


def tidy(url: str) -> str:
    """The URL to open: out of its redirector, without tracking; what names the posting stays. "" for what is no URL."""
    parts = urlsplit(unwrapped(whole(url)))
    if not parts.hostname:
        return ""
    return urlunsplit((parts.scheme, _netloc(parts), parts.path, untracked(parts), _fragment(parts)))


def bare(url: str) -> str:
    """Host, path and query of a whole URL as the patterns of kinds expect them."""
    parts = urlsplit(url)
    path = _LOCALE.sub("", parts.path).rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return _netloc(parts).removeprefix("www.") + re.sub(r"/{2,}", "/", path) + query


def untracked(parts: SplitResult) -> str:
    """The query without what tracks the reader, in its order."""
    if not parts.query:
        return ""
    pairs = _pairs(parts)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return parts.query if kept == pairs else urlencode(kept, quote_via=quote)


def host_of(url: str) -> str:
    """The host of a URL in lower case, without `www.`; "" if it has none."""
    return (urlsplit(whole(url)).hostname or "").removeprefix("www.")


def _pairs(parts: SplitResult) -> list[tuple[str, str]]:
    try:
        return parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:  # more fields than a link has
        return []


def _netloc(parts: SplitResult) -> str:
    """The host in lower case, with its port where it is an unusual one; never a user or a password."""
    host = (parts.hostname or "").rstrip(".")
    try:
        port = parts.port
    except ValueError:
        port = None
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _fragment(parts: SplitResult) -> str:
    """Fragments that are routes of a page (`#/job/1`, `#!job/1`, `#job_123`) name a posting; others a place on it."""
    return parts.fragment if re.match(r"[!/]|.*\d{3}", parts.fragment) and "~:text" not in parts.fragment else ""
