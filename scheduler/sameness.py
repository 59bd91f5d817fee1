"""Is it the same role? Identities that decide it, and the likeness of company, title, term and place where none does.

Told once is a promise, but so is told at all: two roles taken for one lose one of them, one role taken for two is told
twice. So everything here errs towards two. Pure: no store, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from crawler.listing import Listing
from crawler.recognise import canonical, hint, kinds, recognise
from scheduler.names import normal_name
from scheduler.places import Place, words_of_places

T = TypeVar("T")

# Kinds whose posting ids are unique over all their boards, so that a page of the company itself (`?gh_jid=`) names one.
_UNIQUE_KEYS = frozenset({"greenhouse", "ashby", "workable", "lever", "rippling", "pinpoint"})

# One spelling for words that boards and lists write differently. Longer phrases first.
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), f" {spelling} ")
    for pattern, spelling in (
        (r"\(?\b[mfwdxn](?:/[mfwdxn*]){1,3}(?!\w)\)?|\ball genders\b|\b(?:full|part)[- ]?time\b", ""),
        (r"\bph\.? ?d\.?'?s?\b|\bdoctora(?:l|te)\b", "phd"),
        (r"\bm\.?s\.?c?\b\.?|\bmaster'?s?\b|\bmeng\b", "master"),
        (r"\bb\.?s\.?c?\b\.?|\bbachelor'?s?\b|\bunder ?-?grad(?:uate)?s?\b", "bachelor"),
        (r"\bco-?op\b(?:/| or | and )\bintern(?:ship)?\b|\bintern(?:ship)?(?:/| or | and )co-?op\b", "intern"),
        (r"\bintern(?:s|ship|ships)?\b", "intern"),
        (r"\bco-?ops?\b", "coop"),
        (r"\bartificial intelligence\b|\ba\.i\.", "ai"),
        (r"\bmachine[- ]learning\b|\bml\b", "machinelearning"),
        (r"\bnatural[- ]language processing\b|\bnlp\b", "nlp"),
        (r"\bcomputer vision\b", "computervision"),
        (r"\blarge language models?\b|\bllms?\b", "llm"),
        (r"\breinforcement learning\b", "rl"),
        (r"\bsoftware engineer(?:ing)?\b|\bswe\b", "swe"),
        (r"\bsoftware development engineer\b|\bsde\b", "sde"),
        (r"\bengineering\b|\bengineers\b|\bengr?\b", "engineer"),
        (r"\bsciences?\b|\bscientists\b", "scientist"),
        (r"\banalytics\b|\banalysts\b", "analyst"),
        (r"\bback[- ]end\b", "backend"),
        (r"\bfront[- ]end\b", "frontend"),
        (r"\bfull[- ]stack\b", "fullstack"),
        (r"\bsr\b\.?", "senior"),
        (r"\bjr\b\.?", "junior"),
        (r"\bc\+\+", "cplusplus"),
        (r"\bc#", "csharp"),
    )
)
_FILLER = frozenset(
    "a an and as at by for from in of on or our the to with role position opening opportunity opportunities program"
    " programme job paid hybrid remote onsite wfh us usa start starting immediate posting apply".split()
)
_NUMBERS = re.compile(
    r"#\s?\d+|\b(?:req(?:uisition)?|job|ref|id|no)\b[\s.:#]*[a-z]{0,3}-?\d{2,}\b|\b(?:jr|r|req|id)-?\d{3,}(?:-\d+)?\b"
    r"|\b\d{5,}\b"
)
_SEASONS = {"autumn": "fall", "fall": "fall", "spring": "spring", "summer": "summer", "winter": "winter"}
_YEAR = re.compile(r"\b20[2-4]\d\b|(?<=[ /'’])'?\b2[4-9]\b(?=$|[\s)])")
_MONTHS = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WORD = re.compile(r"[^\W_]+")
_READ, _ONE_TEXT = 3000, 80  # characters compared; likeness of 100
_TYPO = 7  # letters that a word needs before one slip in it is forgiven


@dataclass(frozen=True, slots=True)
class Role:
    """What a title says once its spelling is set aside: words that name the role, and the terms it is for."""

    words: tuple[str, ...]  # sorted
    seasons: frozenset[str]
    years: frozenset[str]

    @property
    def level(self) -> str:
        """What never merges, whatever else agrees: internship or not, and the degree named in the title."""
        return "-".join(word for word in ("intern", "coop", "bachelor", "master", "phd") if word in self.words)


def identities(listing: Listing) -> list[str]:
    """Names under which a role is the same wherever it turns up, the most trusted first.

    The posting itself; the posting that its links name; the clean address where it is of one posting; the requisition.
    """
    company = normal_name(listing.company)
    links = [each for each in (listing.url, listing.apply_url) if each]
    names = _names(listing.kind, listing.token, listing.key, company)
    for url in links:
        names.extend(_named_by(url, company))
    names.extend(canonical(url) for url in links if _of_one_posting(url, listing))
    names.extend(_requisition(listing))
    return list(dict.fromkeys(names))


def _posting(kind: str, token: str, key: str) -> str:
    return f"{kind}:{token.lower()}:{key}"


def _names(kind: str, token: str, key: str, company: str) -> list[str]:
    """A posting by its board, and by its company where ids are unique over the boards of a kind.

    By its company as well, because a board of somebody's own making may count from one.
    """
    names = [_posting(kind, token, key)] if token else []
    return [*names, f"{kind}::{key}@{company}"] if kind in _UNIQUE_KEYS and company else names


def _named_by(url: str, company: str) -> list[str]:
    """The posting that a URL names, with its board or without it."""
    link = recognise(url)
    if link and link.key:
        return _names(link.kind, link.token, link.key, company)
    hinted = hint(url)
    return _names(hinted[0], "", hinted[1], company) if hinted else []


_NUMBERED = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}|\d{5,}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4}(?!\d)|[a-z]+\d+[a-z]*\d\w*", re.I
)


def _of_one_posting(url: str, listing: Listing) -> bool:
    """Is this the address of one posting, rather than of a careers page that many roles share?

    It is if it names a posting of a known board, if its last part repeats words of the title, or if it carries a number
    or a code: on a company's board its own id, since such boards may give one page, numbered or not, for all postings.
    """
    link = recognise(url)
    if link:
        return bool(link.key)
    if listing.key.endswith(f"#{listing.title}"):  # one page of several postings, which have no addresses of their own
        return False
    address = canonical(url).removeprefix("https://").partition("/")[2]
    last = set(_WORD.findall(address.rpartition("/")[2].lower()))
    if len(last & (set(_WORD.findall(listing.title.lower())) - _FILLER)) >= 2:
        return True
    kind = kinds().get(listing.kind)
    if kind and kind.of_companies and kind.name != "jsonld":
        return len(listing.key) > 3 and listing.key.lower() in address.lower()
    return bool(_NUMBERED.search(address))


def _requisition(listing: Listing) -> list[str]:
    """A board's requisition, with the role: some boards use one number for every intern they hire."""
    if not re.search(r"\d", listing.requisition):  # a placeholder, such as "See Opening ID"
        return []
    words = "-".join(role_of(listing).words)
    return [f"{listing.kind}:{listing.token.lower()}:req:{listing.requisition.strip().lower()}:{words}"[:300]]


def role_key(listing: Listing) -> str:
    """Where to look for the same role on another board: roles whose keys differ are never the same.

    A listing without a company is alone.
    """
    company, role = normal_name(listing.company), role_of(listing)
    if not company:
        return _posting(listing.kind, listing.token, listing.key)
    student = "intern" in role.words or "coop" in role.words  # of other roles, a large firm has thousands
    return f"{company}|{role.level if student else ' '.join(role.words)}"[:300]


def same_role(a: Listing, b: Listing) -> bool:
    """Are these two listings one role, by company, title, term and place?

    On two boards, one may say less than the other: no place, no term, fewer cities. On one board, what differs is
    meant: the same title in another city, term or department, or with another text, is another role.
    """
    if role_key(a) != role_key(b):
        return False
    one, two = role_of(a), role_of(b)
    if not _same_words(one.words, two.words):
        return False
    if _board(a) == _board(b):
        return (
            _same_term(one, two, strict=True)
            and places_of(a) == places_of(b)
            and _same_team(a, b)
            and _same_text(a.description, b.description)
        )
    return _same_term(one, two) and _overlap(places_of(a), places_of(b))


class Roles(Generic[T]):
    """Listings, each with what it stands for, in which the same role is found without comparing each with each.

    A chain posts one title in thousands of towns, and on one board only postings of equal places are ever the same.
    """

    def __init__(self) -> None:
        self._by_board: dict[tuple[str, str], dict[frozenset[Place], list[tuple[int, Listing, T]]]] = {}
        self._count = 0

    def add(self, listing: Listing, what: T) -> None:
        here = self._by_board.setdefault(_board(listing), {})
        here.setdefault(places_of(listing), []).append((self._count, listing, what))
        self._count += 1

    def find(self, listing: Listing) -> T | None:
        """What the first listing stands for that is the same role; None if none is."""
        found = min(self._same(listing), key=lambda each: each[0], default=None)
        return found[2] if found else None

    def _same(self, listing: Listing) -> Iterator[tuple[int, Listing, T]]:
        """The first of each board's."""
        mine, places = _board(listing), places_of(listing)
        for board, here in self._by_board.items():
            rows = here.get(places, ()) if board == mine else (row for rows in here.values() for row in rows)
            for row in sorted(rows, key=lambda each: each[0]):
                if same_role(row[1], listing):
                    yield row
                    break


def _board(listing: Listing) -> tuple[str, str]:
    """The board that shows the posting itself: a list may only name one of another board."""
    for url in (listing.url, listing.apply_url):
        link = recognise(url) if url else None
        if link and link.key:
            return link.kind, link.token.lower()
    return listing.kind, listing.token.lower()


def role_of(listing: Listing) -> Role:
    """The role a listing's title names, with the terms that title, list or address state."""
    slug = " ".join(match[0] for match in _TERM_IN_URL.finditer(listing.url.lower()))
    return _role(listing.title, listing.company, listing.location, " ".join((*listing.terms, slug)))


_TERM_IN_URL = re.compile(
    r"(?:spring|summer|autumn|fall|winter)[-_+%]?(?:20)?20[2-4]\d(?!\d)|(?<!\d)20[2-4]\d[-_+]summer"
)


@lru_cache(maxsize=65536)
def _role(title: str, company: str, location: str, terms: str) -> Role:
    text = f" {title.lower()} ".replace("’", "'")
    stated = f"{text} {terms.lower()} "
    seasons = frozenset(_SEASONS[word] for word in re.findall(r"[a-z]+", stated) if word in _SEASONS)
    years = frozenset(f"20{year.strip(chr(39))[-2:]}" for year in _YEAR.findall(stated))
    for pattern in (_NUMBERS, _YEAR):
        text = pattern.sub(" ", text)
    if seasons or years:
        text = _MONTHS.sub(" ", text)
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    left_out = _FILLER | _SEASONS.keys() | words_of_places(location)
    words = [word for word in _WORD.findall(text) if word not in left_out]
    return Role(tuple(sorted(_without_company(words, company))), seasons, years)


def _without_company(words: list[str], company: str) -> list[str]:
    """A title that repeats the company's name says nothing more by it, unless nothing else would be left."""
    own = _WORD.findall(company.lower())
    size = len(own)
    for at in range(len(words) - size + 1):
        if size and words[at : at + size] == own and len(words) - size >= 2:
            return words[:at] + words[at + size :]
    return words


def _same_words(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """The same words, but for one slip of the pen in a long one."""
    if one == two:
        return bool(one)
    only_one, only_two = list(_minus(one, two)), list(_minus(two, one))
    return len(only_one) == len(only_two) == 1 and len(one) > 1 and _slip(only_one[0], only_two[0])


def _minus(these: tuple[str, ...], those: tuple[str, ...]) -> Iterable[str]:
    left = list(those)
    for word in these:
        if word in left:
            left.remove(word)
        else:
            yield word


def _slip(one: str, two: str) -> bool:
    """One letter more, less, other or swapped, in words long enough that this is no other word."""
    long_enough = min(len(one), len(two)) >= _TYPO and one[0] == two[0] and (one + two).isalpha()
    return long_enough and OSA.distance(one, two, score_cutoff=1) <= 1


def _same_term(one: Role, two: Role, *, strict: bool = False) -> bool:
    if strict:
        return (one.seasons, one.years) == (two.seasons, two.years)
    return _agree(one.seasons, two.seasons) and _agree(one.years, two.years)


def _agree(one: frozenset[str], two: frozenset[str]) -> bool:
    return not one or not two or bool(one & two)


def _same_team(a: Listing, b: Listing) -> bool:
    return not a.department or not b.department or a.department.casefold() == b.department.casefold()


def _same_text(one: str, two: str) -> bool:
    """A role posted twice has one text; two roles of one company share its praise of itself, some 40 to 70 of 100."""
    return not one or not two or fuzz.ratio(one[:_READ], two[:_READ], score_cutoff=_ONE_TEXT) >= _ONE_TEXT


def places_of(listing: Listing) -> frozenset[Place]:
    """The places of a listing; none where it names none, or only counts them."""
    found = Place.read_all(listing.location)
    return found or (frozenset({Place(remote=True)}) if listing.workplace == "remote" else frozenset())


def _overlap(one: frozenset[Place], two: frozenset[Place]) -> bool:
    """Every place of the shorter list stands in the longer one, as far as both say where it is."""
    if not one or not two:
        return True
    few, many = sorted((one, two), key=len)
    return all(any(place.may_be(other) for other in many) for place in few)


def group_key(listing: Listing) -> str:
    """Equal for roles that differ in place alone: three cities, which an alert may tell together."""
    role = role_of(listing)
    return "|".join((role_key(listing), " ".join((*role.words, *sorted(role.seasons | role.years)))))
