"""Places as boards write them, read just far enough to say whether two of them may be one. No map: a few names each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_STATES = dict(
    pair.split("=")
    for pair in (
        "al=alabama ak=alaska az=arizona ar=arkansas ca=california co=colorado ct=connecticut de=delaware fl=florida"
        " ga=georgia hi=hawaii id=idaho il=illinois in=indiana ia=iowa ks=kansas ky=kentucky la=louisiana me=maine"
        " md=maryland ma=massachusetts mi=michigan mn=minnesota ms=mississippi mo=missouri mt=montana ne=nebraska"
        " nv=nevada nh=new_hampshire nj=new_jersey nm=new_mexico ny=new_york nc=north_carolina nd=north_dakota oh=ohio"
        " ok=oklahoma or=oregon pa=pennsylvania ri=rhode_island sc=south_carolina sd=south_dakota tn=tennessee tx=texas"
        " ut=utah vt=vermont va=virginia wa=washington wv=west_virginia wi=wisconsin wy=wyoming"
        " dc=district_of_columbia"
    ).split()
)
_PROVINCES = dict(
    pair.split("=")
    for pair in (
        "ab=alberta bc=british_columbia mb=manitoba nb=new_brunswick nl=newfoundland ns=nova_scotia on=ontario"
        " pe=prince_edward_island qc=quebec sk=saskatchewan"
    ).split()
)
_COUNTRIES = {
    "us": ("united states", "united states of america", "usa", "us", "u.s", "u.s.a", "america"),
    "ca": ("canada", "can"),
    "gb": ("united kingdom", "uk", "great britain", "england", "scotland", "wales", "gb", "gbr", "u.k"),
    "de": ("germany", "deutschland", "deu", "ger"),
    "fr": ("france", "fra"),
    "nl": ("netherlands", "the netherlands", "nld", "holland"),
    "ch": ("switzerland", "schweiz", "suisse", "che"),
    "at": ("austria", "osterreich", "aut"),
    "ie": ("ireland", "irl"),
    "es": ("spain", "espana", "esp"),
    "it": ("italy", "italia", "ita"),
    "pt": ("portugal", "prt"),
    "pl": ("poland", "polska", "pol"),
    "se": ("sweden", "sverige", "swe"),
    "dk": ("denmark", "danmark", "dnk"),
    "no": ("norway", "norge", "nor"),
    "fi": ("finland", "suomi", "fin"),
    "be": ("belgium", "bel"),
    "cz": ("czechia", "czech republic", "cze"),
    "il": ("israel", "isr"),
    "in": ("india", "ind"),
    "sg": ("singapore", "sgp"),
    "hk": ("hong kong", "hkg"),
    "jp": ("japan", "jpn"),
    "cn": ("china", "chn"),
    "kr": ("south korea", "korea", "kor"),
    "tw": ("taiwan", "twn"),
    "au": ("australia", "aus"),
    "nz": ("new zealand", "nzl"),
    "br": ("brazil", "brasil", "bra"),
    "mx": ("mexico", "mex"),
    "ae": ("united arab emirates", "uae"),
}
_COUNTRY_OF = {name: code for code, names in _COUNTRIES.items() for name in names}
_REGION_OF = {name.replace("_", " "): code for code, name in (_STATES | _PROVINCES).items()}
# City -> its region, and the other names it goes by.
_CITIES = {
    "new york": ("ny", "nyc", "new york city", "manhattan", "ny city"),
    "san francisco": ("ca", "sf", "san fran"),
    "los angeles": ("ca", "la"),
    "washington": ("dc", "washington dc", "washington d.c", "d.c", "dc"),
    "philadelphia": ("pa", "philly"),
    "munich": ("", "munchen", "muenchen"),
    "cologne": ("", "koln", "koeln"),
    "zurich": ("", "zuerich"),
    "vienna": ("", "wien"),
    "geneva": ("", "geneve", "genf"),
    "bangalore": ("", "bengaluru"),
    "tel aviv": ("", "tel aviv-yafo", "tel-aviv"),
    "copenhagen": ("", "kobenhavn"),
    "warsaw": ("", "warszawa"),
    "prague": ("", "praha"),
    "montreal": ("qc", "montréal"),
}
_CITY_OF = {alias: city for city, (_, *aliases) in _CITIES.items() for alias in aliases} | {c: c for c in _CITIES}
_BAY_AREA = re.compile(r"(?:(?:san francisco|sf) )?bay area")

_SEPARATORS = re.compile(r"\s*(?:;|\||\n|•| / | or | and )\s*")
_MORE = re.compile(
    r"\+\s?\d+\b.*|\band \d+ (?:more|others?)\b.*|\b\d+\+? (?:locations|places|more)\b|\bmultiple locations\b"
)
_REMOTE = re.compile(r"\b(?:fully |100% )?(?:remote|anywhere|work from home|wfh|telecommute|worldwide)\b")
_MANNER = re.compile(
    r"\b(?:hybrid|on-?site|in[- ](?:office|person)|flexible|various|headquarters|hq|office|based|only|within|job)\b"
    r"|\b(?:greater|metro(?:politan)?|area(?<!bay area))\b|(?<!, )(?<!^)\bin\b(?=\s+\w)"
)
_CODED = re.compile(r"^(us|usa|ca|can)-([a-z]{2})-(.+)$")
_PARTS = re.compile(r"\s*(?:,|\s[-–—]\s|[()\[\]:/])\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as a board says where it is; "" is unsaid. Region and country are two-letter codes."""

    city: str = ""
    region: str = ""
    country: str = ""
    remote: bool = False

    @classmethod
    def read_all(cls, text: str) -> frozenset[Place]:
        """Every place in a line such as "NYC; Remote in USA"; counts ("2 Locations") and unknown words are no place."""
        return _read_all(text)

    def may_be(self, other: Place) -> bool:
        """Do the two agree in all that both say? A city and its whole country may be one place, two cities never."""
        pairs = ((self.city, other.city), (self.region, other.region), (self.country, other.country))
        if any(one and two and one != two for one, two in pairs):
            return False
        return self.remote == other.remote or bool(self.city and other.city)


@lru_cache(maxsize=16384)
def _read_all(text: str) -> frozenset[Place]:
    parts = _SEPARATORS.split(_plain(text))
    return frozenset(place for part in parts if (place := _read(part)) != Place())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _read(part: str) -> Place:
    part = _MORE.sub("", part).strip(" .")
    remote = bool(_REMOTE.search(part)) and "non-remote" not in part
    part = _MANNER.sub(" ", _REMOTE.sub(" ", part.replace("non-remote", " ")))
    if coded := _CODED.match(part.strip()):
        part = f"{coded[3].replace('-', ' ')}, {coded[2]}, {coded[1]}"
    names = [" ".join(name.split()).strip(" .-–") for name in _PARTS.split(part)]
    return _sorted([name for name in names if name], remote)


def _sorted(names: list[str], remote: bool) -> Place:
    """Which of the names is the city, which the region, which the country, whatever their order."""
    city = region = country = ""
    for at, name in enumerate(names):
        if name in _COUNTRY_OF and not (name == "can" and not city):
            country = country or _COUNTRY_OF[name]
        elif not region and (code := _region(name, alone=len(names) == 1, after_city=bool(city))):
            region = code
        elif _BAY_AREA.fullmatch(name):
            region = region or "ca"
        elif not city and not name.isdigit() and (at == 0 or country or region):
            city = _CITY_OF.get(name, name)
    region = region or _CITIES.get(city, ("",))[0]
    country = country or ("us" if region in _STATES else "ca" if region in _PROVINCES else "")
    return Place(city, region, country, remote)


def _region(name: str, *, alone: bool, after_city: bool) -> str:
    """The code of a state or province; "new york" and "washington" are cities where no city stands before them."""
    if name in _CITY_OF and not after_city:
        return "wa" if name == "washington" and alone else ""
    if name in _STATES or name in _PROVINCES:
        return name
    return _REGION_OF.get(name, "")


def words_of_places(text: str) -> frozenset[str]:
    """Every word by which a title may repeat these places: names, codes, other names."""
    words: set[str] = set()
    for place in Place.read_all(text):
        names = [place.city, place.region, *_COUNTRIES.get(place.country, ()), *_CITIES.get(place.city, ("",))[1:]]
        names.append((_STATES | _PROVINCES).get(place.region, "").replace("_", " "))
        words.update(word for name in names for word in re.findall(r"[^\W_]+", name))
    return frozenset(words)
