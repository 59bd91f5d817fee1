"""The levels of study, and the words for them in six languages: where a text names them, alone or in a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.matching.cues import WISH
from scheduler.matching.patterns import linear

HIGH_SCHOOL, ASSOCIATE, BACHELOR, MASTER, PHD = "high school", "associate", "bachelor", "master", "phd"
LEVELS = (HIGH_SCHOOL, ASSOCIATE, BACHELOR, MASTER, PHD)
COLLEGE = (ASSOCIATE, BACHELOR, MASTER, PHD)

_PHD = (
    r"\b(?:qualifying|candidacy) exam\w*|ph\.? ?\.?d(?:\.|\b)(?:['’]?s)?|\bp\.h\.d\b|\bdphil\b|\bdoctora(?:l|te|ndo?"
    r"|ten)?\b|\bdoctorand\w*"
    r"|\bpromovier\w*|\bpromotionsstud\w*|\bdoctorants?\b|\bdoctorado\b|\bdo[kc]torat\w*|\bdoktorand\w*|\bdottorat\w*"
    r"|\bdottorand\w*|\bdoutora\w*"
    r"|\bpromovend\w*"
    r"|\bdissertation\b|\bpostdoc\w*|\bpost-doc\w*|\bthèse\b"
)
_MASTER = (
    r"\blevel 9\b|\blaw students?\b|\bmasteropleiding\w*|\bmasterprogramm\w*|\blaurea (?:magistrale|specialistica)\b"
    r"|\bbac ?\+ ?4(?= ?(?:/|à|ou|et|-|,) ?(?:bac ?)?\+? ?5)|"
    r"\bmaster(?:['’]?s|s['’])?(?=[ -](?:degrees?|students?|program|level|or|and|in\b|thesis|of (?:science"
    r"|engineering|arts|eng)|studies|candidates?|/|student\b))|\bmaster['’]s\b|\bmasters['’]?(?=\W)"
    r"|\bmasters?(?=\s?[/,);]|\s*$|\.)|(?-i:\bMaster\b)(?! [Dd]ata)"
    r"|(?-i:\bM\. ?S\.?c?\.?(?![\w])|\bMSc?\b(?!['’]? ?-?(?:Office|Productivity|Suite|Visual|Copilot|365|Excel|SQL"
    r"|Word|Teams|Access|PowerPoint|Power"
    r"|Project|Azure|Windows|Outlook|Dynamics|Visio|SharePoint|\d))|\bM\.?Eng\b|\bM\.?Tech\b|\bMEng\b|\bMMath\b"
    r"|\bM\.A\.|\bMA(?=[/ ](?:degree|PhD|student|or\b|in\b|MS))|\bMBAs?\b|\bMPH\b|\bMPhil\b|\bJD\b|\bJ\.D\b|\bMCA\b"
    r"|\bSM\b(?=/))"
    r"|\bmaster(?:and|stud|arbeit|thesis)\w*|\bmestrad\w*|\bmáster\b|\bmaestría\b|\bbac ?\+ ?5(?!\d)"
    r"|(?-i:(?<!Cat )(?<!Apple )(?<!the )\bM[12]\b(?! (?:Mac|chip|Pro\b|Max\b)))|\bgrandes? écoles?\b"
    r"|\bécoles? d['’]ingénieurs?\b|\bélèves?[ -]ingénieurs?\b"
    r"|\bcycle ingénieur\b|\bdernière année\b|\bstage fe\b|\bdiplomand\w*"
    r"|(?<=\ben )master\b|(?<=\bje )master\b|(?<=\bjouw )master\b|\bafstudeer\w*(?= master)|\bpostgrad(?:uate)?s?\b"
    r"|\bpós-gradua\w*"
)
_GRADUATE = (
    r"(?<!under)(?<!under )(?<!under-)\bgrad(?:uate)?[ -](?:(?!of\b|from\b|in\b|with\b|at\b|to\b|by\b|and\b"
    r"|or\b|within\b|between\b|on\b)[a-z]+ )?(?:students?|degrees?|programs?|programmes?|school|level|studies"
    r"|study|education|standing|work|candidates?|researchers?|coursework|applicants"
    r"|intern(?:ship)?s?)\b(?! in a bachelor)"
    r"|(?<!under)(?<!under )(?<!under-)\bgraduate(?=,? ?(?:/|or|and|\(|&) ?(?:under-?grad|phd|ph\.d|doctoral"
    r"|post-?grad|professional|master))|(?<=undergraduate or )graduate\b|(?<=undergraduate and )graduate\b"
    r"|(?<=undergraduate/)graduate\b|(?<=undergraduate, )graduate\b|(?<=undergrad or )grad\b"
    r"|(?<=undergrad/)grad\b|(?<=undergrad and )grad\b|(?<=bachelor's or )graduate\b"
    r"|(?<=bachelor’s or )graduate\b|\badvanced[ -](?:technical |university |academic |college )?degrees?\b"
    r"|\bhigher degrees?\b|\bgraduate-level\b"
)
_BACHELOR = (
    r"\blevel 8\b|\bupper[ -](?:year|division)\b|\bupperclass\w*"
    r"|\b(?:academic )?years? (?:of (?:\w+ )?study )?above high school\b|\bkandidat(?:programme|exam)?\b"
    r"|\bcollege(?= (?:or|and) (?:grad|post))|\b(?:junior|senior)(?= (?:in|at) (?:a |an |your )?(?:college"
    r"|university))|\bgrado(?= (?:o|y|u) )"
    r"|\blaurea (?:almeno )?triennale\b|"
    r"\bbachelor(?:['’]?s|s['’])?\b|\bbachelor\w*|\bunder-?grad(?:uate)?s?\b|\bunder graduates?\b"
    r"|\bsophomores?\b|\bfreshm[ae]n\b|\brising (?:college )?(?:junior|senior)s?\b|\b(?:college "
    r"|university )(?:junior|senior)s?\b|\b(?:junior|senior)s?(?:[ -](?:year|standing|status|class))"
    r"|\b(?:juniors?|sophomores?)(?=,? (?:(?:or|and|/) )?(?:rising )?(?:juniors?|seniors?)\b)|\b(?:juniors"
    r"|seniors)(?= (?:in|at|pursuing|majoring|graduating))|\bpenultimate[ -]year\b|\b(?:first|second|third"
    r"|fourth|final|1st|2nd|3rd|4th)[ -]year (?:university |college |undergraduate |bachelor)?(?:students?"
    r"|of (?:a |an |your |their )?(?:undergrad|bachelor|degree|university|college|study|studies))"
    r"|(?-i:\bB\. ?S\.?c?\.?(?![\w])|\bBSc?\b|\bB\.?A\.?(?=[ /,.;)]|$)(?! \d)|\bB\.?Eng\b|\bB\.?Tech\b"
    r"|\bBE(?=[/ ,](?:B|M|in|degree|or))|\bB\.E\.|\bBASc\b|\bBCA\b|\bBBA\b|\bBFA\b|\bA\.B\.|\bSB\b(?=/))"
    r"|\b(?:4|four)[ -]year (?:[a-z]+ ){0,3}(?:degrees?|college|university|institution|program)"
    r"|\bbac ?\+ ?(?:[23]\b|4\b(?! ?(?:/|à|ou|et|-|,) ?(?:bac ?)?\+? ?5))|\blicences?(?= (?:en|ou|3|professionnelle"
    r"|informatique))|(?-i:\bL3\b)|\bgraduação\b"
    r"|\bensino superior\b|\blicenciatura\b|\bgrado en\b|\bgrado universitario\b|\bhbo\b"
    r"|\b(?-i:wo)[ -](?:student|opleiding|studie|niveau|bachelor)\b|\bhbo ?/ ?wo\b|\bwo ?/ ?hbo\b"
    r"|\bbachelorand\w*|\bbachelorarbeit\b|\btecnólogo\b"
)
_ASSOCIATE = (
    r"\bassociate['’]?s(?:['’])? (?:degree|program)|\bassociate degrees?\b|\b(?:2|two)[ -]year (?:degree"
    r"|college|program)|\bcommunity college\b|\bbac ?\+ ?[12]\b|\bBTS\b|\bDUT\b"
)
_HIGH_SCHOOL = (
    r"\b(?:9|10|11|12)th[ -](?:grade|graders?)\b|\bhigh[ -]school(?:ers\b| (?:students?|juniors?|seniors?|intern\w*"
    r"|program\w*|sophomores?)\b)"
    r"|(?<=in )high school\b|(?<=attending )high school\b|(?<=enrolled at )high school\b"
    r"|\bsecondary school students?\b|\bgymnasiast\w*|\bschülerpraktik\w*|\bschüler(?:innen"
    r"|in)?\b(?!.{0,30}stud)"
)
_LEVEL = re.compile(
    rf"(?P<phd>{_PHD})|(?P<grad>{_GRADUATE})|(?P<high>{_HIGH_SCHOOL})|(?P<associate>{_ASSOCIATE})"
    rf"|(?P<bachelor>{_BACHELOR})|(?P<master>{_MASTER})",
    re.IGNORECASE,
)
_OF = {
    "phd": (PHD,),
    "grad": (MASTER, PHD),
    "high": (HIGH_SCHOOL,),
    "associate": (ASSOCIATE,),
    "bachelor": (BACHELOR,),
    "master": (MASTER,),
}

# How each of these levels begins: RE2 finds the places, and the pattern above is tried there and nowhere else.
_LEVEL_BEGINS = linear(
    r"qualifying exam|candidacy exam|ph\.?[ .]?d|dottora|p\.h\.d|dphil|do[kc]to?ra|doutora|promov|promotionsst|dissert"
    r"|post-?doc|thèse|master|mestrad"
    r"|máster|maestr|bac ?\+|grandes? éc|écoles? d|élèves?|cycle ing|dernière|stage (?:de fin|fe)|diplomand"
    r"|afstudeer|laurea|postgrad|pós-grad|gradu|grad\b|grad[ /-]|under-?grad|under grad|advanced[ -]|higher degree"
    r"|level [89]|law student|upper|(?:academic )?years? (?:of|above)|kandidat|college (?:or|and) |bachelor|sophomore"
    r"|freshm|junior"
    r"|senior|rising |(?:college|university) (?:junior|senior)"
    r"|penultimate"
    r"|(?:first|second|third|fourth|final|1st|2nd|3rd|4th|two|four|2|4)[ -]year|licen|ensino sup|grado |hbo"
    r"|wo[ -]|wo ?/|tecnólogo|associate|community coll|bts\b|dut\b|(?:9|10|11|12)th[ -]|high[ -]school|secondary sch"
    r"|gymnasi|schüler"
    r"|(?-i:\bJ\.D|\bB\.? ?(?:S|A|E|T|C|B|F)|\bM\.? ?(?:S|A|E|T|P|B|C|M)|\bM[12]\b|\bL3\b|\bJD\b|\bS[BM]/)"
)
_TITLE_LEVEL = re.compile(
    rf"(?P<phd>{_PHD})|(?P<bachelor>\bundergrad(?:uate)?s?\b|(?<!post-)(?<!post )\bbachelor\w*|(?-i:\bBSc?\b|\bBS/"
    rf"|\bB\.S\.)"
    rf"|\bsophomores?\b|\bfreshm[ae]n\b|\bjuniors?(?= year)|\bfirst[ -]year\b|\bbachelorand\w*)"
    r"|(?P<master>\bmaster(?:and|arbeit|stud|thesis)\w*|\bmaster(?:['’]?s|s['’])?\b(?! data)|(?-i:\bMSc?\b(?!-)"
    r"|\bM\.S\.|\bMBAs?\b|\bMEng\b)"
    r"|\bstage fe\b|\bM2\b|\bbac ?\+ ?5(?!\d))"
    r"|(?P<high>\bhigh[ -]school(?:ers?)?\b|\bschüler\w*)"
    r"|(?P<grad>(?<!new )(?<!recent )(?<!post )(?<!under )(?<!under-)(?<!college )(?<!university )\bgrad(?:uate)?s?\b"
    r"(?! (?:programme"
    r"|scheme|program|trainee|rotation|development|hire|role|job|talent))(?!(?:uate)?s? 20\d\d))",
    re.IGNORECASE,
)
_LISTED = {
    "bachelor": (BACHELOR,),
    "master": (MASTER,),
    "phd": (PHD,),
    "associate": (ASSOCIATE,),
    "doctor": (PHD,),
    "undergrad": (BACHELOR,),
    "mba": (MASTER,),
    "high school": (HIGH_SCHOOL,),
    "b.s": (BACHELOR,),
    "m.s": (MASTER,),
    "ph.d": (PHD,),
}


# "Praktikant/Masterand": the post is for either, and an intern may be of any level.
_BESIDE_THESIS = re.compile(
    r"(?:praktikant|werkstudent|praktikum|intern(?:ship)?s?\b)[\w*():-]{0,12} ?(?:/|,|oder|or|und|and|\||&) ?"
    r"(?:bachelor|master|diplom)(?:and|arbeit|thesis| ?stud)\w*",
    re.IGNORECASE,
)
_STUDENT_TITLE = re.compile(r"intern|co-?op|assistant|student|stage|trainee", re.IGNORECASE)


def levels_of_title(title: str) -> tuple[str, ...]:
    """The levels a title fixes, such as "PhD Research Intern"; a plain student word beside a thesis fixes none."""
    levels: dict[str, None] = {}
    for found in _TITLE_LEVEL.finditer(_BESIDE_THESIS.sub("", title)):
        if found.lastgroup == "grad" and not _STUDENT_TITLE.search(title):
            continue
        levels |= dict.fromkeys(_OF[found.lastgroup or ""])
    return tuple(levels)


def levels_of_list(listed: tuple[str, ...]) -> tuple[str, ...]:
    """The levels that a community list's own column names."""
    text = ", ".join(listed).lower()
    return tuple({level: None for word, of in _LISTED.items() if word in text for level in of})


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of levels named together, such as "BS/MS/PhD", and where it stands."""

    start: int
    end: int
    levels: tuple[str, ...]


def levels_in(text: str) -> Iterator[re.Match[str]]:
    """Every level that `text` names, from left to right."""
    after = 0
    for begin in _LEVEL_BEGINS.finditer(text):
        found = _LEVEL.match(text, begin.start()) if begin.start() >= after else None
        if found is not None:
            after = found.end()
            yield found


_YEAR_OF_STUDY = re.compile(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th) year of (?:study|studies)$", re.IGNORECASE
)


def _is_year_of_phd(said: str, levels: tuple[str, ...], apart: int) -> bool:
    """Is a year of study, which alone is one of a bachelor's degree, the year of a doctorate?"""
    year = "penultimate" in said.lower() or _YEAR_OF_STUDY.search(said)
    return bool(year) and set(levels) == {BACHELOR, PHD} and apart <= 80


_SCHOOL_YEAR = re.compile(r"(?:rising )?(?:freshm[ae]n|sophomores?|juniors?|seniors?)\W*", re.IGNORECASE)
_AT_SCHOOL = re.compile(r"\bhigh[ -]schools?\b(?! diploma)|\b(?:9|10|11|12)th\b", re.IGNORECASE)


def _levels_of(found: re.Match[str], text: str) -> tuple[str, ...]:
    """The levels of one mention; a junior or senior beside the words "high school" is none of a college."""
    levels = _OF[found.lastgroup or ""]
    if levels == (BACHELOR,) and _SCHOOL_YEAR.fullmatch(found[0]) and _AT_SCHOOL.search(text):
        return (HIGH_SCHOOL,)
    return levels


def mentions_in(text: str) -> list[Mention]:
    """Every run of levels in one sentence, from left to right."""
    runs: list[Mention] = []
    for found in levels_in(text):
        levels = _levels_of(found, text)
        gap = text[runs[-1].end : found.start()] if runs else ""
        if runs and _is_year_of_phd(text[runs[-1].start : found.end()], runs[-1].levels + levels, len(gap)):
            runs[-1] = Mention(runs[-1].start, found.end(), (PHD,))
            continue
        if runs and len(gap) <= 70 and not _parts(gap, text[found.end() : found.end() + 40]):
            runs[-1] = Mention(runs[-1].start, found.end(), tuple(dict.fromkeys(runs[-1].levels + levels)))
        else:
            runs.append(Mention(found.start(), found.end(), levels))
    return runs


_GAP_BREAK = re.compile(
    r"[;.?!]\s|\brequired\b|\bmust\b|\bcompleted\b|\bconferred\b|\bin der [Tt]asche\b|\babgeschlossen\b"
    r"|\b(?:tu (?:intègres|prépares|t['’]inscris)|vous (?:intégrez|préparez|vous inscrivez))\b|\bawarded\b"
    r"|\bwith (?:a )?(?:minimum|at least)"
    r"|\bexperience\b|\bconsidered\b|\$"
    r"|\bwith (?:an? )?$|\byou(?: are|['’]re)\b"
)
# "... and currently enrolled in ...": what stands before it is done.
AND_NOW = re.compile(
    r"\b(?:currently|presently|and|now|plus)\b.*\b(?:enrol\w*|pursuing|working towards?|(?:2nd|second"
    r"|final) year of)\b|\bwith (?:an? )?(?:offer|plans?"
    r"|intent\w*)\b",
    re.IGNORECASE,
)


def _parts(gap: str, after: str) -> bool:
    """Do the words between two levels part them, so that they are two demands?"""
    if _GAP_BREAK.search(gap) or AND_NOW.search(gap) or WISH.search(gap):
        return True
    return "(" in gap and ")" not in gap and bool(WISH.search(after.split(")")[0]))


_YEAR_WORDS = re.compile(
    r"\b(?P<rising>rising )?(?:(?P<one>freshm[ae]n|first[ -]year|1st[ -]year)|(?P<two>sophomores?"
    r"|second[ -]year|2nd[ -]year)|(?P<three>juniors?|third[ -]year|3rd[ -]year|penultimate[ -]year)"
    r"|(?P<four>seniors?|fourth[ -]year|4th[ -]year|final[ -]year))\b(?P<above>(?: (?:year|standing|status"
    r"|level))*,? (?:or|and) (?:above|higher|later|beyond|older))?",
    re.IGNORECASE,
)
_NUMBERED = {"one": 1, "two": 2, "three": 3, "four": 4}


def years_of_study(text: str) -> tuple[int, ...]:
    """The years of study that a sentence names; a rising junior is in the second year, or just through it."""
    years: set[int] = set()
    for found in _YEAR_WORDS.finditer(text):
        name = next(name for name in _NUMBERED if found[name])
        year = _NUMBERED[name]
        years |= {year - 1, year} if found["rising"] else {year}
        years |= set(range(year, 6)) if found["above"] else set()
    return tuple(sorted(years - {0}))
