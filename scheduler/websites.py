"""Whose website a URL is on: the registrable domain, by which companies are told apart where names are not enough.

Hosts that serve many firms (job boards, links, site builders) are nobody's website, save that of the firm itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from tldextract import TLDExtract
from tldextract.tldextract import ExtractResult

from scheduler.names import normal_name

# Domains whose pages speak for somebody else. Each still is the website of the firm that bears its name.
SHARED = frozenset(
    # applicant tracking systems
    "greenhouse.io lever.co ashbyhq.com workable.com smartrecruiters.com recruitee.com personio.de personio.com"
    " teamtailor.com bamboohr.com breezy.hr myworkdayjobs.com myworkdaysite.com workday.com rippling.com"
    " rippling-ats.com pinpointhq.com applytojob.com jazz.co jazzhr.com icims.com jobvite.com oraclecloud.com taleo.net"
    " successfactors.com successfactors.eu sapsf.com eightfold.ai ultipro.com ukg.com ukg.net paylocity.com"
    " paycomonline.net paycor.com adp.com dayforcehcm.com hrmdirect.com clearcompany.com applicantpro.com"
    " isolvedhire.com avature.net phenompeople.com brassring.com silkroad.com csod.com cornerstoneondemand.com"
    " gem.com polymer.co kula.ai comeet.com comeet.co freshteam.com zohorecruit.com zohorecruit.eu join.com"
    " welcometothejungle.com welcomekit.co softgarden.io onlyfy.jobs prescreenapp.io jobs.cz factorialhr.com"
    " bizneohr.com homerun.co traffit.com careers-page.com dover.com dover.io trinethire.com catsone.com"
    " catsone.nl recruiterbox.com fountain.com hireology.com notion.site gusto.com wizehire.com applicantstack.com"
    " appone.com jobscore.com tal.net tribepad.com occupop.com talentlyft.com crelate.com jobdiva.com"
    # job boards, lists, networks
    " linkedin.com lnkd.in indeed.com glassdoor.com joinhandshake.com handshake.com wellfound.com angel.co"
    " angellist.com simplify.jobs jobright.ai ycombinator.com workatastartup.com ziprecruiter.com dice.com"
    " monster.com monster.de stepstone.de xing.com builtin.com builtinnyc.com builtinboston.com builtinsf.com"
    " themuse.com arbeitnow.com jobicy.com himalayas.app remoteok.com remoteok.io remotive.com remotive.io"
    " weworkremotely.com workingnomads.com lensa.com ripplematch.com wayup.com jobgether.com relocate.me otta.com"
    " triplebyte.com hired.com untapped.io simplyhired.com careerbuilder.com totaljobs.com reed.co.uk jobs.ac.uk"
    " efinancialcareers.com adzuna.com adzuna.co.uk landing.jobs startup.jobs usajobs.gov internshala.com"
    " internships.com chegg.com tallo.com jobteaser.com trabajo.org jooble.org talent.com jobleads.com"
    " remotewlb.com governmentjobs.com neogov.com schooljobs.com crunchbase.com pitchbook.com f6s.com"
    " producthunt.com prosple.com gradconnection.com idealist.org devpost.com levels.fyi teamblind.com zapier.com"
    " airtable.com tally.so"
    # links, code, papers, social
    " github.com gitlab.com bitbucket.org huggingface.co twitter.com x.com t.co facebook.com fb.com fb.me"
    " instagram.com youtube.com youtu.be tiktok.com reddit.com medium.com substack.com threads.net threads.com"
    " bsky.app discord.com discord.gg t.me telegram.me whatsapp.com slack.com bit.ly bitly.com tinyurl.com ow.ly"
    " buff.ly rebrand.ly lnk.bio linktr.ee linktree.com goo.gl forms.gle g.co g.page aka.ms amzn.to apple.co"
    " wikipedia.org wikidata.org typeform.com jotform.com surveymonkey.com qualtrics.com smartsheet.com wufoo.com"
    " formstack.com calendly.com eventbrite.com meetup.com lu.ma luma.com docsend.com archive.org archive.is"
    # site builders and hosting
    " wix.com wixsite.com weebly.com squarespace.com wordpress.com wordpress.org blogspot.com blogger.com"
    " webflow.io webflow.com framer.com framer.ai framer.website carrd.co strikingly.com godaddysites.com"
    " godaddy.com site123.me notion.so about.me bubbleapps.io softr.app super.site typedream.app typedream.com"
    " wpengine.com hubspotpagebuilder.com hs-sites.com unbouncepages.com mystrikingly.com jimdosite.com jimdo.com"
    " jimdofree.com tilda.ws yolasite.com shopify.com myshopify.com ghost.io ghost.org beehiiv.com cargo.site"
    " readymag.com".split()
)
# Hosts of big firms that serve anybody: the firm's other hosts are its own.
_SERVING = re.compile(
    r"(?:docs|drive|sites|forms|calendar|meet|groups|play|translate|share|storage|plus|business|maps|scholar)\.google\.\w+"
    r"|(?:apps|itunes|podcasts|testflight)\.apple\.com|(?:forms|teams|outlook|1drv)\.(?:office|live|microsoft)\.com"
    r"|[\w.-]+\.(?:sharepoint|force|salesforce-sites|my\.salesforce|amazonaws|cloudfront|azurewebsites|windows)\.(?:com|net)"
)
# Private suffixes under which firms register names as they would under .com; all others in the list are hosting.
_REGISTRIES = frozenset(
    "uk.com us.com eu.com de.com jp.com co.com br.com cn.com ru.com sa.com se.com za.com gb.net uk.net se.net jp.net"
    " us.org eu.org com.de com.se co.nl co.no co.ca in.net za.net za.org ltd.ng".split()
)
# Suffixes of universities, governments and armed forces: .edu, .ac.uk, .edu.au, .gob.mx, .govt.nz, .gc.ca, .go.jp ...
_INSTITUTION = re.compile(r"edu|gov|mil|(?:.+\.)?(?:ac|edu|gov|mil|gob|gouv|govt|gc|go|nhs|mod|k12|cc)\.[a-z.]{2,}")
_NOT_INSTITUTION = frozenset(("ac", "co.cc", "cc.ua"))
_HOST = re.compile(r"(?:[^\s/?#@.]+\.)+[^\s/?#@.]{2,}")
_DRESS = re.compile(r"^(?:get|join|use|try|go|with|hello|hi|meet|we|the|my)(?=.{3})|(?:hq|app|ai|inc|labs|io)$")


@cache
def _suffixes() -> TLDExtract:
    """The public suffix list as it came with the library: nothing is fetched, nothing is kept on disk."""
    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


@lru_cache(maxsize=65536)
def domain_of(url: str, company: str = "") -> str:
    """The domain of the firm whose website a URL (or a host written alone) is on; "" if that cannot be told from it.

    A host that serves many firms counts only as the website of the firm that bears its name, given as `company`.
    """
    host = _host(url)
    domain = "" if _SERVING.fullmatch(host) else registrable(host)
    return "" if domain in SHARED and not bears(company, domain) else domain


@lru_cache(maxsize=65536)
def registrable(url: str) -> str:
    """The registrable domain of a URL or host, in lower case: `x.com.co` keeps three labels. "" if there is none."""
    host = _host(url)
    return _registered(_suffixes().extract_str(host), host) if host else ""


def _host(url: str) -> str:
    """The host that a URL, or a host written alone, names; "" for anything else, addresses of machines included."""
    text = url.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _registered(parts: ExtractResult, host: str) -> str:
    if not parts.suffix:  # an ending that the list does not know (.example): the list's own rule is its last label
        return ".".join(host.split(".")[-2:]) if host.rpartition(".")[2].isalpha() else ""
    if not parts.is_private:
        return parts.top_domain_under_public_suffix or (host if _INSTITUTION.fullmatch(host) else "")
    if parts.suffix in _REGISTRIES:
        return parts.top_domain_under_public_suffix
    # A page at a host that lets others in says nothing of them; the host by itself is its owner's website.
    return parts.suffix if host == parts.suffix and host.count(".") == 1 else ""


def bears(company: str, domain: str) -> bool:
    """Is a domain the company's very name, as linkedin.com is LinkedIn's, ashbyhq.com Ashby's, getacme.com Acme's?"""
    name, label = normal_name(company), domain.partition(".")[0]
    return bool(name) and name in (label, _DRESS.sub("", label), normal_name(domain))


@lru_cache(maxsize=65536)
def institution(domain: str) -> str:
    """The suffix that only a university, a government or an army can have (`.edu`, `.ac.uk`, `.gc.ca`); "" if none."""
    suffix = _suffixes().extract_str(domain).suffix
    found = _INSTITUTION.fullmatch(suffix) and suffix not in _NOT_INSTITUTION
    return f".{suffix}" if found else ""


# Country codes that firms anywhere take for their sound: acme.ai and acme.com may be strangers, acme.de seldom is one.
_SOUNDING = frozenset("ai io co so me tv sh gg ly to is im fm am as ac la vc cc ws it id dev ml nu st gl pw ag".split())
_TRADE = re.compile(r"(?:careers?|jobs?|group|global|corp|inc|usa|us|uk|eu|holdings?|international)$")


def agrees(domain: str, names: frozenset[str], own: frozenset[str]) -> bool:
    """Can a domain be that of a firm with these normal names and own domains, so that the name alone may tell?

    It is the very name, or with a plain addition (`acmecareers.com`), under the ending of an own domain, .com, .jobs
    or a country's that is no fashion: apple.de, not circle.so.
    """
    label, _, suffix = domain.partition(".")
    plain = label.replace("-", "")
    bare = {plain, _TRADE.sub("", plain)}
    if not bare & (names | {each.partition(".")[0].replace("-", "") for each in own}):
        return False
    country = suffix.rpartition(".")[2]
    endings = {each.partition(".")[2] for each in own} | {"com", "jobs", "careers"}
    return suffix in endings or (len(country) == 2 and country not in _SOUNDING)
