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
    r"|ten)?\b|\bdoctorand\w*|\bpromovier\w*|\bpromotionsstud\w*|\bdoctorants?\b|\bdoctorado\b|\bdo[kc]torat\w*"
    r"|\bdoktorand\w*|\bdottorat\w*|\bdottorand\w*|\bdoutora\w*|\bpromovend\w*|\bdissertation\b|\bpostdoc\w*"
    r"|\bpost-doc\w*|\bthèse\b"
)
_MASTER = (
    r"\blevel 9\b|\blaw students?\b|\bmasteropleiding\w*|\bmasterprogramm\w*|\blaurea (?:magistrale|specialistica)\b"
    r"|\bbac ?\+ ?4(?= ?(?:/|à|ou|et|-|,) ?(?:bac ?)?\+? ?5)|\bmaster(?:['’]?s|s['’])?(?=[ -](?:degrees?|students?"
    r"|program|level|or|and|in\b|thesis|of (?:science|engineering|arts|eng)|studies|candidates?|/|student\b))"
    r"|\bmaster['’]s\b|\bmasters['’]?(?=\W)|\bmasters?(?=\s?[/,);]|\s*$|\.)|(?-i:\bMaster\b)(?! [Dd]ata)"
    r"|(?-i:\bM\. ?S\.?c?\.?(?![\w])|\bMSc?\b(?!['’]? ?-?(?:Office|Productivity|Suite|Visual|Copilot|365|Excel|SQL"
    r"|Word|Teams|Access|PowerPoint|Power|Project|Azure|Windows|Outlook|Dynamics|Visio|SharePoint|\d))|\bM\.?Eng\b"
    r"|\bM\.?Tech\b|\bMEng\b|\bMMath\b|\bM\.A\.|\bMA(?=[/ ](?:degree|PhD|student|or\b|in\b|MS))|\bMBAs?\b|\bMPH\b"
    r"|\bMPhil\b|\bJD\b|\bJ\.D\b|\bMCA\b|\bSM\b(?=/))|\bmaster(?:and|stud|arbeit|thesis)\w*|\bmestrad\w*|\bmáster\b"
    r"|\bmaestría\b|\bbac ?\+ ?5(?!\d)|(?-i:(?<!Cat )(?<!Apple )(?<!the )\bM[12]\b(?! (?:Mac|chip|Pro\b|Max\b)))"
    r"|\bgrandes? écoles?\b|\bécoles? d['’]ingénieurs?\b|\bélèves?[ -]ingénieurs?\b|\bcycle ingénieur\b"
    r"|\bdernière année\b|\bstage fe\b|\bdiplomand\w*|(?<=\ben )master\b|(?<=\bje )master\b|(?<=\bjouw )master\b"
    r"|\bafstudeer\w*(?= master)|\bpostgrad(?:uate)?s?\b|\bpós-gradua\w*"
)
_GRADUATE = (
    r"(?<!under)(?<!under )(?<!under-)\bgrad(?:uate)?[ -](?:(?!of\b|from\b|in\b|with\b|at\b|to\b|by\b|and\b|or\b"
    r"|within\b|between\b|on\b)[a-z]+ )?(?:students?|degrees?|programs?|programmes?|school|level|studies|study"
    r"|education|standing|work|candidates?|researchers?|coursework|applicants|intern(?:ship)?s?)\b(?! in a bachelor)"
    r"|(?<!under)(?<!under )(?<!under-)\bgraduate(?=,? ?(?:/|or|and|\(|&) ?(?:under-?grad|phd|ph\.d|doctoral"
    r"|post-?grad|professional|master))|(?<=undergraduate or )graduate\b|(?<=undergraduate and )graduate\b"
    r"|(?<=undergraduate/)graduate\b|(?<=undergraduate, )graduate\b|(?<=undergrad or )grad\b|(?<=undergrad/)grad\b"
    r"|(?<=undergrad and )grad\b|(?<=bachelor's or )graduate\b|(?<=bachelor’s or )graduate\b"
    r"|\badvanced[ -](?:technical |university |academic |college )?degrees?\b|\bhigher degrees?\b"
    r"|\bgraduate-level\b(?! (?:cours|class|math))"
)
_BACHELOR = (
    r"\blevel 8\b|\bupper[ -](?:year|division)\b|\bupperclass\w*"
    r"|\b(?:academic )?years? (?:of (?:\w+ )?study )?above high school\b|\bkandidat(?:programme|exam)?\b"
    r"|\bcollege(?= (?:or|and) (?:grad|post))|\b(?:junior|senior)(?= (?:in|at) (?:a |an |your )?(?:college"
    r"|university))|\bgrado(?= (?:o|y|u) )|\blaurea (?:almeno )?triennale\b|\bbachelor(?:['’]?s|s['’])?\b"
    r"|\bbachelor\w*|\bunder-?grad(?:uate)?s?\b|\bunder graduates?\b|\bsophomores?\b|\bfreshm[ae]n\b"
    r"|\brising (?:college )?(?:junior|senior)s?\b|\b(?:college |university )(?:junior|senior)s?\b|\b(?:junior"
    r"|senior)s?(?:[ -](?:year|standing|status|class))|\b(?:juniors?|sophomores?)(?=,? (?:(?:or|and"
    r"|/) )?(?:rising )?(?:juniors?|seniors?)\b)|\b(?:juniors|seniors)(?= (?:in|at|pursuing|majoring|graduating))"
    r"|\bpenultimate[ -]year\b|\b(?:first|second|third|fourth|final|1st|2nd|3rd|4th)[ -]year (?:university |college "
    r"|undergraduate |bachelor)?(?:students?|of (?:a |an |your |their )?(?:undergrad|bachelor|degree|university"
    r"|college|study|studies))(?! in (?:an?|the|your|their) (?:[\w-]+ )?(?:master|graduate|doctora|mba|ph\.?d))"
    r"|(?-i:\bB\. ?S\.?c?\.?(?![\w])|\bBSc?\b|\bB\.?A\.?(?=[ /,.;)]|$)(?! \d)|\bB\.?Eng\b"
    r"|\bB\.?Tech\b|\bBE(?=[/ ,](?:B|M|in|degree|or))|\bB\.E\.|\bBASc\b|\bBCA\b|\bBBA\b|\bBFA\b|\bA\.B\.|\bSB\b(?=/))"
    r"|\b(?:4|four)[ -]year (?:[a-z]+ ){0,3}(?:degrees?|college|university|institution|program)|\bbac ?\+ ?(?:[23]\b"
    r"|4\b(?! ?(?:/|à|ou|et|-|,) ?(?:bac ?)?\+? ?5))|\blicences?(?= (?:en|ou|3|professionnelle|informatique))"
    r"|(?-i:\bL3\b)|\bgraduação\b|\bensino superior\b|\blicenciatura\b|\bgrado en\b|\bgrado universitario\b|\bhbo\b"
    r"|\b(?-i:wo)[ -](?:student|opleiding|studie|niveau|bachelor)\b|\bhbo ?/ ?wo\b|\bwo ?/ ?hbo\b|\bbachelorand\w*"
    r"|\bbachelorarbeit\b|\btecnólogo\b"
)
_ASSOCIATE = (
    r"\bassociate['’]?s(?:['’])? (?:degree|program)|\bassociate degrees?\b|\b(?:2|two)[ -]year (?:degree"
    r"|college|program)|\bcommunity college\b|\bbac ?\+ ?[12]\b|\bBTS\b|\bDUT\b"
)
_HIGH_SCHOOL = (
    r"\b(?:9|10|11|12)th[ -](?:grade|graders?)\b|\bhigh[ -]school(?:ers\b| (?:students?|juniors?|seniors?|intern\w*"
    r"|program\w*|sophomores?)\b)|(?<=in )high school\b|(?<=attending )high school\b|(?<=enrolled at )high school\b"
    r"|\bsecondary school students?\b|\bgymnasiast\w*|\bschülerpraktik\w*|\bschüler(?:innen|in)?\b(?!.{0,30}stud)"
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
    r"|post-?doc|thèse|master|mestrad|máster|maestr|bac ?\+|grandes? éc|écoles? d|élèves?|cycle ing|dernière"
    r"|stage (?:de fin|fe)|diplomand|afstudeer|laurea|postgrad|pós-grad|gradu|grad\b|grad[ /-]|under-?grad|under grad"
    r"|advanced[ -]|higher degree|level [89]|law student|upper|(?:academic )?years? (?:of|above)|kandidat"
    r"|college (?:or|and) |bachelor|sophomore|freshm|junior|senior|rising |(?:college|university) (?:junior|senior)"
    r"|penultimate|(?:first|second|third|fourth|final|1st|2nd|3rd|4th|two|four|2|4)[ -]year|licen|ensino sup|grado "
    r"|hbo|wo[ -]|wo ?/|tecnólogo|associate|community coll|bts\b|dut\b|(?:9|10|11|12)th[ -]|high[ -]school"
    r"|secondary sch|gymnasi|schüler|(?-i:\bJ\.D|\bB\.? ?(?:S|A|E|T|C|B|F)|\bM\.? ?(?:S|A|E|T|P|B|C|M)|\bM[12]\b"
    r"|\bL3\b|\bJD\b|\bS[BM]/)"
)
_TITLE_LEVEL = re.compile(
    rf"(?P<phd>{_PHD})|(?P<bachelor>\bundergrad(?:uate)?s?\b|(?<!post-)(?<!post )\bbachelor\w*|(?-i:\bBSc?\b|\bBS/"
    rf"|\bB\.S\.)|\bsophomores?\b|\bfreshm[ae]n\b|\bjuniors?(?= year)|\bfirst[ -]year\b|\bbachelorand\w*)"
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
    r"|\bwith (?:a )?(?:minimum|at least)|\bexperience\b|\bconsidered\b|\$|\bwith (?:an? )?$|\byou(?: are|['’]re)\b"
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
