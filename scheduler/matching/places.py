"""A small table of places: countries, states of the US and Canada, and the cities where such posts are found."""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTRIES = {
    "US": "united states|united states of america|usa|us|u.s.|u.s.a.|america",
    "CA": "canada",
    "GB": "united kingdom|uk|great britain|england|scotland|wales|northern ireland",
    "DE": "germany|deutschland",
    "FR": "france",
    "NL": "netherlands|the netherlands|nederland|holland",
    "BE": "belgium|belgique|belgië",
    "CH": "switzerland|schweiz|suisse",
    "AT": "austria|österreich",
    "ES": "spain|españa",
    "PT": "portugal",
    "IT": "italy|italia",
    "IE": "ireland|republic of ireland",
    "PL": "poland|polska",
    "SE": "sweden|sverige",
    "DK": "denmark|danmark",
    "NO": "norway|norge",
    "FI": "finland|suomi",
    "CZ": "czech republic|czechia",
    "RO": "romania",
    "HU": "hungary",
    "GR": "greece",
    "LU": "luxembourg",
    "EE": "estonia",
    "LT": "lithuania",
    "LV": "latvia",
    "UA": "ukraine",
    "TR": "turkey|türkiye",
    "IN": "india",
    "SG": "singapore",
    "JP": "japan",
    "CN": "china",
    "HK": "hong kong",
    "TW": "taiwan",
    "KR": "south korea|korea",
    "AU": "australia",
    "NZ": "new zealand",
    "IL": "israel",
    "AE": "united arab emirates|uae",
    "BR": "brazil|brasil",
    "MX": "mexico|méxico",
    "AR": "argentina",
    "CL": "chile",
    "CO": "colombia",
    "ZA": "south africa",
    "NG": "nigeria",
    "KE": "kenya",
    "EG": "egypt",
    "TN": "tunisia|tunisie",
    "MA": "morocco|maroc",
    "VN": "vietnam",
    "PH": "philippines",
    "ID": "indonesia",
    "MY": "malaysia",
    "TH": "thailand",
    "PK": "pakistan",
    "BD": "bangladesh",
    "SA": "saudi arabia",
}
_STATES = {
    "US": "AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware"
    "|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|KY kentucky"
    "|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|MO missouri"
    "|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york state"
    "|NC north carolina|ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island"
    "|SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia"
    "|WA washington state|WV west virginia|WI wisconsin|WY wyoming|DC district of columbia|PR puerto rico",
    "CA": "ON ontario|QC quebec|BC british columbia|AB alberta|MB manitoba|SK saskatchewan|NS nova scotia"
    "|NB new brunswick|NL newfoundland|PE prince edward island",
}
_CITIES = {
    "US/California": "san francisco|sf|bay area|san jose|palo alto|mountain view|menlo park|sunnyvale|santa clara"
    "|cupertino|redwood city|san mateo|south san francisco|berkeley|oakland|fremont|los altos|los angeles|la"
    "|santa monica|pasadena|san diego|irvine|el segundo|culver city|burbank|emeryville|foster city|costa mesa"
    "|santa barbara|sacramento|los gatos|milpitas|pleasanton",
    "US/New York State": "new york|new york city|nyc|brooklyn|manhattan|ithaca|rochester|buffalo|albany|clifton park",
    "US/Massachusetts": "boston|cambridge|somerville|waltham|burlington|lexington|bedford|woburn|watertown|natick"
    "|worcester",
    "US/Washington State": "seattle|redmond|bellevue|kirkland|spokane",
    "US/Texas": "austin|dallas|houston|san antonio|plano|fort worth|irving|round rock",
    "US/Illinois": "chicago|champaign|urbana|evanston",
    "US/Pennsylvania": "pittsburgh|philadelphia",
    "US/Colorado": "boulder|denver|golden|colorado springs",
    "US/Georgia": "atlanta",
    "US/Michigan": "ann arbor|detroit|dearborn",
    "US/District Of Columbia": "washington dc|washington d.c.|washington",
    "US/Virginia": "arlington|mclean|reston|chantilly|herndon|alexandria",
    "US/Maryland": "baltimore|bethesda|college park|rockville|annapolis|laurel",
    "US/North Carolina": "raleigh|durham|charlotte|chapel hill|carrboro",
    "US/Utah": "salt lake city|lehi|provo",
    "US/Oregon": "portland|hillsboro",
    "US/Arizona": "phoenix|tempe|scottsdale|tucson",
    "US/Florida": "miami|orlando|tampa|jacksonville",
    "US/Minnesota": "minneapolis|st. paul",
    "US/Wisconsin": "madison|milwaukee",
    "US/Ohio": "columbus|cleveland|cincinnati",
    "US/New Jersey": "jersey city|newark|princeton|hoboken",
    "US/Missouri": "st. louis|kansas city",
    "US/Indiana": "indianapolis",
    "US/Tennessee": "nashville",
    "US/Connecticut": "stamford|new haven|hartford",
    "CA/Ontario": "toronto|waterloo|ottawa|kitchener|mississauga|markham|kanata",
    "CA/Quebec": "montreal|montréal|quebec city",
    "CA/British Columbia": "vancouver|burnaby|victoria|richmond",
    "CA/Alberta": "calgary|edmonton",
    "GB": "london|oxford|edinburgh|manchester|bristol|cambridge uk|cambridge, uk|glasgow|belfast|leeds|birmingham",
    "DE": "berlin|munich|münchen|hamburg|frankfurt|cologne|köln|stuttgart|düsseldorf|karlsruhe|darmstadt|tübingen"
    "|heidelberg|freiburg|leipzig|dresden|aachen|nürnberg|hannover|potsdam|bonn|essen|dortmund",
    "FR": "paris|lyon|toulouse|grenoble|nantes|bordeaux|lille|rennes|sophia antipolis|nice|marseille|montpellier"
    "|saclay",
    "NL": "amsterdam|rotterdam|utrecht|eindhoven|delft|the hague|den haag",
    "BE": "brussels|bruxelles|ghent|gent|leuven|antwerp",
    "CH": "zurich|zürich|lausanne|geneva|genève|basel|bern|zug",
    "AT": "vienna|wien|graz|linz",
    "ES": "madrid|barcelona|valencia|sevilla|málaga",
    "PT": "lisbon|lisboa|porto|braga|coimbra",
    "IT": "milan|milano|rome|roma|turin|torino|bologna|trento",
    "IE": "dublin|cork|galway",
    "PL": "warsaw|warszawa|kraków|krakow|wrocław|gdańsk",
    "SE": "stockholm|gothenburg|göteborg|lund|malmö",
    "DK": "copenhagen|københavn|aarhus",
    "NO": "oslo|trondheim",
    "FI": "helsinki|espoo",
    "CZ": "prague|praha|brno",
    "RO": "bucharest|cluj",
    "HU": "budapest",
    "GR": "athens",
    "EE": "tallinn",
    "IN": "bangalore|bengaluru|hyderabad|mumbai|pune|new delhi|delhi|gurgaon|gurugram|noida|chennai|kolkata|ahmedabad",
    "JP": "tokyo|osaka|kyoto",
    "CN": "beijing|shanghai|shenzhen|hangzhou|guangzhou",
    "TW": "taipei|hsinchu",
    "KR": "seoul",
    "AU": "sydney|melbourne|brisbane|canberra|perth",
    "NZ": "auckland|wellington",
    "IL": "tel aviv|haifa|jerusalem|herzliya",
    "AE": "dubai|abu dhabi",
    "BR": "são paulo|sao paulo|rio de janeiro|belo horizonte|campinas|recife|florianópolis|curitiba|salvador"
    "|porto alegre",
    "MX": "mexico city|ciudad de méxico|guadalajara|monterrey",
    "AR": "buenos aires",
    "CL": "santiago",
    "CO": "bogotá|bogota|medellín",
    "ZA": "cape town|johannesburg",
    "NG": "lagos",
    "KE": "nairobi",
    "EG": "cairo",
    "TN": "tunis",
    "MA": "casablanca|rabat",
}
_SAME = {
    "sf": "san francisco",
    "nyc": "new york",
    "new york city": "new york",
    "la": "los angeles",
    "münchen": "munich",
    "köln": "cologne",
    "wien": "vienna",
    "bangalore": "bengaluru",
    "gurgaon": "gurugram",
    "montréal": "montreal",
    "zürich": "zurich",
    "lisboa": "lisbon",
    "washington d.c.": "washington",
    "washington dc": "washington",
    "são paulo": "sao paulo",
    "milano": "milan",
    "roma": "rome",
    "praha": "prague",
    "warszawa": "warsaw",
    "den haag": "the hague",
    "genève": "geneva",
    "bruxelles": "brussels",
}
_EUROPE = frozenset("DE FR NL BE AT ES PT IT IE PL SE DK FI CZ RO HU GR LU EE LT LV".split())


def _table() -> dict[str, tuple[str, ...]]:
    """Every name in small letters, with itself and all that it lies in; a country's own code is its last name."""
    table: dict[str, tuple[str, ...]] = {}
    for code, words in _COUNTRIES.items():
        for word in words.split("|"):
            table[word] = (code,)
    for code, words in _STATES.items():
        for word in words.split("|"):
            short, name = word.split(" ", 1)
            table[name] = (name, code)
            table[f"{code}/{short}"] = (name, code)
            if name.endswith(" state"):
                table.setdefault(name.removesuffix(" state"), (name, code))
    for inside, words in _CITIES.items():
        code, _, state = inside.partition("/")
        for word in words.split("|"):
            name = _SAME.get(word, word)
            table[word] = (name, state.lower(), code) if state else (name, code)
    return table


_TABLE = _table()
_SPLIT = re.compile(r"[;|•()\[\]]| - | – | or | and |/")
_LETTERS = frozenset("US CA".split())


@lru_cache(maxsize=4096)
def names(location: str) -> frozenset[str]:
    """Every place that `location` names or lies in; countries by their code. Empty if none is known."""
    found: set[str] = set()
    for place in _SPLIT.split(location):
        found |= _names_of([each.strip(" .*") for each in place.split(",")])
    if found & _EUROPE:
        found.add("EU")
    return frozenset(found)


def _names_of(words: list[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        clean = re.sub(
            r"^(?:remote|hybrid|onsite|on-site|greater)(?:[ ](?:in|from|within|-))?[ ]|[ ](?:remote|hybrid|area"
            r"|metro area|office|hq|headquarters)$",
            "",
            word.lower(),
        ).strip(" -:")
        state = next(
            (
                f"{code}/{word.split()[0]}"
                for code in ("US", "CA")
                if word and word.split()[0].isupper() and f"{code}/{word.split()[0]}" in _TABLE
            ),
            "",
        )
        if state and len(words) > 1:
            found.update(_TABLE[state])
        elif word in _COUNTRIES and word.isupper():
            found.add(word)
        elif clean in _TABLE:
            found.update(_TABLE[clean])
        elif clean in ("europe", "eu", "european union", "emea"):
            found.add("EU")
    lands = found & set(_COUNTRIES)
    if len(lands) > 1 and words:  # "Cambridge, UK": the country named last decides
        last = next(
            (
                land
                for word in reversed(words)
                for land in [_TABLE.get(word.lower().strip(), ("",))[-1]]
                if land in lands
            ),
            "",
        )
        found = {each for each in found if each not in lands or each == last}
    return found


@lru_cache(maxsize=1024)
def meanings(place: str) -> frozenset[str]:
    """What a place that a person wrote may be, as `names` gives it: "CA" is Canada or California."""
    word = place.strip()
    if word.lower() in ("europe", "eu", "european union"):
        return frozenset(["EU"])
    short = _TABLE.get(f"US/{word.upper()}", ()) or _TABLE.get(f"CA/{word.upper()}", ())
    found = {*short[:1], *([word.upper()] if word.upper() in _COUNTRIES else [])}
    return frozenset(found or {_TABLE.get(word.lower(), (word.lower(),))[0]})


def country(place: str) -> str:
    """The code of a country by any of its names, or the name itself in capitals."""
    return _TABLE.get(place.strip().lower(), (place.strip().upper(),))[-1]


def countries(location: str) -> frozenset[str]:
    """The codes of the countries that `location` lies in."""
    return frozenset(names(location) & set(_COUNTRIES))
