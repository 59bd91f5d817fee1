"""Which degrees may apply: every demand, wish, offer and exclusion of a level, with the sentence that says so.

The reader knows no student. A `Demand` holds the levels that a sentence admits (or shuts out), how strongly, whether
one must still be enrolled, and where it stood. `Demands.admits` weighs them for one level, in the order in which a
careful person trusts the parts of a listing: its own requirement, the title, the introduction, the pay line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scheduler.matching.patterns import linear
from scheduler.matching.text import Part, Sentence, clip

HIGH_SCHOOL, ASSOCIATE, BACHELOR, MASTER, PHD = "high school", "associate", "bachelor", "master", "phd"
LEVELS = (HIGH_SCHOOL, ASSOCIATE, BACHELOR, MASTER, PHD)
COLLEGE = (ASSOCIATE, BACHELOR, MASTER, PHD)


class Mode(StrEnum):
    """How strongly a sentence speaks."""

    REQUIRED = "required"
    WISHED = "wished"
    OPEN = "open"  # a door left open beside a higher demand: "exceptional undergraduates considered"
    EXCLUDED = "excluded"
    NAMED = "named"  # an introduction or a programme's text
    TITLE = "title"
    PAY = "pay"
    LISTED = "listed"  # a community list's own column


@dataclass(frozen=True, slots=True)
class Demand:
    """The levels one sentence speaks of."""

    mode: Mode
    levels: tuple[str, ...]
    quote: str
    enrolled: bool = False  # one must still study
    finished: bool = False  # one must be done
    free: bool = False  # a student without a named level
    years: tuple[int, ...] = ()  # years of study admitted, 1 the first


# --- words ---------------------------------------------------------------------------------------------------------

_PHD = (
    r"ph\.? ?\.?d(?:\.|\b)(?:['’]?s)?|\bp\.h\.d\b|\bdphil\b|\bdoctora(?:l|te|ndo?|ten)?\b|\bdoctorand\w*"
    r"|\bpromovier\w*|\bpromotionsstud\w*|\bdoctorants?\b|\bdoctorado\b|\bdoutora\w*|\bpromovend\w*"
    r"|\bdissertation\b|\bpostdoc\w*|\bpost-doc\w*|\bthèse\b"
)
_MASTER = (
    r"\bmasteropleiding\w*|\bmasterprogramm\w*|\blaurea (?:magistrale|specialistica)\b"
    r"|\bbac ?\+ ?4(?= ?(?:/|à|ou|et|-) ?(?:bac ?\+ ?)?5)|"
    r"\bmaster(?:['’]?s|s['’])?(?=[ -](?:degrees?|students?|program|level|or|and|in\b|thesis|of (?:science"
    r"|engineering|arts|eng)|studies|candidates?|/|student\b))|\bmaster['’]s\b|\bmasters['’]?(?=\W)"
    r"|\bmasters?(?=\s?[/,);]|\s*$|\.)|(?-i:\bMaster\b)(?! [Dd]ata)"
    r"|(?-i:\bM\. ?S\.?c?\.?(?![\w])|\bMSc?\b(?!['’]? ?-?(?:Office|Excel|SQL|Word|Teams|Access|PowerPoint|Power"
    r"|Project|Azure|Windows|Outlook|Dynamics|Visio|SharePoint|\d))|\bM\.?Eng\b|\bM\.?Tech\b|\bMEng\b|\bMMath\b"
    r"|\bM\.A\.|\bMA(?=[/ ](?:degree|PhD|student|or\b|in\b|MS))|\bMBAs?\b|\bMPH\b|\bMPhil\b|\bJD\b|\bMCA\b"
    r"|\bSM\b(?=/))"
    r"|\bmaster(?:and|stud|arbeit|thesis)\w*|\bmestrad\w*|\bmáster\b|\bmaestría\b|\bbac ?\+ ?5\b"
    r"|(?-i:\bM2\b|\bM1\b)|\bgrandes? écoles?\b|\bécoles? d['’]ingénieurs?\b|\bélèves?[ -]ingénieurs?\b"
    r"|\bcycle ingénieur\b|\bdernière année\b|\bstage de fin d['’]études?\b|\bstage fe\b|\bdiplomand\w*"
    r"|(?<=\bje )master\b|(?<=\bjouw )master\b|\bafstudeer\w*(?= master)|\bpostgrad(?:uate)?s?\b|\bpós-gradua\w*"
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
    r"\b(?:junior|senior)(?= (?:in|at) (?:a |an |your )?(?:college|university))|\bgrado(?= (?:o|y|u) )"
    r"|\blaurea triennale\b|"
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
    r"|\bbac ?\+ ?(?:[23]\b|4\b(?! ?(?:/|à|ou|et|-) ?(?:bac ?\+ ?)?5))|\blicences?(?= (?:en|ou|3|professionnelle"
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
    r"\bhigh[ -]school(?:ers\b| (?:students?|juniors?|seniors?|intern\w*|program\w*|sophomores?)\b)"
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
    r"ph\.?[ .]?d|p\.h\.d|dphil|docto?ran?|doutora|promov|promotionsst|dissert|post-?doc|thèse|master|mestrad"
    r"|máster|maestr|bac ?\+|grandes? éc|écoles? d|élèves?|cycle ing|dernière|stage (?:de fin|fe)|diplomand"
    r"|afstudeer|laurea|postgrad|pós-grad|gradu|grad\b|grad[ /-]|under-?grad|under grad|advanced[ -]|higher degree"
    r"|bachelor|sophomore|freshm|junior|senior|rising |(?:college|university) (?:junior|senior)|penultimate"
    r"|(?:first|second|third|fourth|final|1st|2nd|3rd|4th|two|four|2|4)[ -]year|licen|ensino sup|grado |hbo"
    r"|wo[ -]|wo ?/|tecnólogo|associate|community coll|bts\b|dut\b|high[ -]school|secondary sch|gymnasi|schüler"
    r"|(?-i:\bB\.? ?(?:S|A|E|T|C|B|F)|\bM\.? ?(?:S|A|E|T|P|B|C|M)|\bM[12]\b|\bL3\b|\bJD\b|\bS[BM]/)"
)
_YEARS_HINT = linear(r"years?|yrs|jahr|jähr|jaren|\bans\b|année|años|anos|jaar")

# Any of these makes a sentence worth reading; most sentences hold none.
_TRIGGER = linear(
    r"ph\.? ?\.?d|doctor|doutor|promov|master|mestrad|máster|maestr|grad|matricul|eingeschr|immatr|ingeschr"
    r"|bachelor|degree|diploma|student|enrol|pursu|purs|studi|study|college|universi|major|junior|sophomore"
    r"|freshm|senior|bac ?\+|école|stud|étud|formation|scola|cursando|superior|licenc|a partir d|per[ií]odo"
    r"|semest|hbo|laurea|opleiding|school|academic|thesis|apprent|alternan|thèse|fin d|schüler|diplom"
    r"|(?-i:\bB\.?[SAE]|\bM\.? ?[SAE]|\bBTech|\bMTech|\bM[12]\b|\bL3\b|\bPFE\b|\bJD\b|\bFE\b|\bBASc)"
)
_ENROLLED = linear(
    r"\byear of (?:your|their|an?|the)\b|\byears? in(?:to)? (?:your|their|an?|the)\b|\benrol\w*|\bpursu\w*"
    r"|\bpursing\b|\bpersuing\b|\bworking (?:towards?|on) (?:a|an|your|their|his|completing)\b|\bstudying\b"
    r"|\bstudents?\b|\bin progress\b|\bcandidates? for (?:a )?(?:bachelor|master|phd|degree)"
    r"|\b(?:ph\.?d\.?|m\.?sc?\.?|b\.?sc?\.?|master['’]?s|bachelor['’]?s|degree|doctoral|graduate) candidates?\b"
    r"|\bgraduate intern(?:ship)?s?\b|\bmaster(?:and|stud|arbeit|thesis)\w*|\bbachelor(?:and|stud|arbeit|thesis)\w*"
    r"|\bseeking an? (?:[\w.'’]+ ){0,3}degree|\btowards? (?:a|an|your|their)\b"
    r"|\breturn(?:ing)? to (?:school|college|university|full-time|a degree|their|your|an? )|\bmatriculated\b"
    r"|\battending\b|\bmajoring\b|\brising\b|\bsophomore|\b(?:junior|senior|freshman|penultimate|final|third"
    r"|second|fourth)[ -](?:year|standing)|\bcurrently (?:a|an|in) |\bundergrads?\b|\bundergraduates?\b"
    r"|\bgraduating\b|\bwill (?:be )?(?:graduat|complet|obtain|receiv|earn)\w*|\bexpect\w* (?:to )?(?:graduat"
    r"|complet|degree)|\b(?:anticipated|expected) (?:graduation|degree|completion)|\bgraduation date"
    r"|\bin (?:your|their) (?:\w+ )?(?:year|semester)|\bon track (?:to|for)|\bcompleting (?:a|an|your|their)"
    r"|\bto (?:complete|obtain|receive) (?:a|an|your|their)|\bactive pursuit\b|\bintention to graduate\b"
    r"|\bin the process of\b|\bcompleted (?:at least )?(?:\w+ )?(?:\d|one|two|three|first|second|sophomore"
    r"|freshman|junior|their|your)[\w ]{0,12}(?:year|semester)|\bas part of (?:your|their) (?:degree|stud)"
    r"|\beingeschrieben\w*|\bimmatrikulier\w*|\bstudier\w*|\bstudium\w*|\bstudent\w*|\bstudierende\w*"
    r"|\bsemesters? (?:ihres|deines|eines|im)\b|\bélèves?\b|\bstudiengang\w*|\bstudiums?\b|\bstudiengänge\w*"
    r"|\bétudiante?s?\b|\bpréparez\b|\bpréparant\b|\ben cours\b|\binscrit\w*|\bétudes\b|\ben (?:dernière"
    r"|deuxième|troisième|\d\w*) année\b|\bcursando\b|\bestudante\w*|\bmatriculad\w*|\bestudiante\w*"
    r"|\bestudiando\b|\buniversitári\w*|\ba partir do \d|\bsemestre\b|\bgraduando\w*|\bingeschreven\b"
    r"|\bafrondende fase\b|\b(?:jaar|fase) van je\b|\bstudeer\w*|\bstudeert\b|\bbezig met\b|\bvolgt\b|\bopleiding\b"
)
_FREE = linear(
    r"\b(?:all|any) students?\b|\bclass (?:year|of)\W{1,3}(?:of )?20\d\d\b"
    r"|\btarget(?:s|ed|ing)?(?: at| to)? (?:[\w/-]+ ){0,2}students?\b"
    r"|\bpursuing ?/ ?(?:\w+ )?completed an? (?:[\w/&,-]+ )?degree\b"
    r"|\bétudes (?:universitaires|supérieures)\b|"
    r"\b(?:pursu\w*|pursing|persuing|working towards?|seeking|enrolled in|towards?|completing|studying (?:for"
    r"|towards?)|in) (?:an? |your |their |the )?(?:[\w/&,'’-]+ ){0,5}?(?:degrees?|diploma|qualification)\b"
    r"|\benrol\w*(?: \w+){0,4} (?:in|at|into|as|with)\b|\b(?:college|university|uni|full-time|current|enrolled"
    r"|active|matriculated|engineering|computer science|stem|cs|science|statistics|math\w*|talented|motivated"
    r"|passionate|exceptional|ambitious|bright|business|finance|international|outstanding"
    r"|local) (?:[\w/,]+ ){0,2}?students?\b|\bstudents (?:of|are|may|can|will)\b"
    r"|\bstudents (?:\w+ ){0,3}welcome|\bstudents? (?:currently |actively |who (?:are|is) "
    r"|that are )?(?:in|pursuing|studying|enrolled|majoring|at|from|with|interested|looking|to)\b|\b(?:as|for"
    r"|an?|be|are|by|our|you,) (?:[\w/]+ ){0,2}students?\b|\bmust be (?:a |an )?(?:[\w-]+ ){0,3}student\b"
    r"|\b(?:currently |actively )?(?:studying|majoring|major) (?:\((?:or|and) [\w ]+\) )?(?:in )?[A-Za-z]"
    r"|\bundertaking\b.{0,40}\bdegree"
    r"|\breturn(?:ing)? to (?:school|college|university|your stud|their stud|full-time stud|a degree"
    r"|an academic|an accredited|full-time)|\b(?:expected|anticipated|intended|projected) graduation"
    r"|\bgraduation date|\bgraduating (?:in|between|by|on|from|after|no|before)\b|\bgraduating \(?\d{4}"
    r"|\(graduating|\bexpect(?:ed|ing)? to graduate|\bwill (?:be )?graduat\w*|\bgraduat\w* (?:between|in|after"
    r"|by|on or after|no (?:earlier|sooner|later)) (?:than )?(?:\w+ )?(?:of )?20\d\d|\bcollege[ -]level"
    r"|\bactive pursuit\b|\bcompleted (?:at least|a minimum of)? ?(?:\w+ )?(?:\d|one|two|three)\+? years? (?:of"
    r"|towards?) |\bdegree program\b|\btransferable credit\b|\bcourse ?work\b.{0,40}\bcollege"
    r"|\bcurrently in (?:school|college|university)|\bgraduate of a program|\bcandidates? for a degree"
    r"|\b(?:college|university) program\b"
    r"|\beingeschrieben\w*|\bimmatrikulier\w*|\bstudierst\b|\bstudieren\b|\bstudierende\w*|\bstudent(?:in|en"
    r"|innen)?\b.{0,60}\b(?:der|des|im|in|an|einer)\b|\b(?:dein|deines|ihr|ihres|laufendes|technisches"
    r"|naturwissenschaftliches|abgeschlossenes grund|begonnenes)\w* (?:\w+ )?studium\w*|\bstudium(?:s)? (?:der"
    r"|des|im|in|mit|an)\b|\bstudiengang\b|\bstudiengänge\w*|\bab (?:dem )?\d\. (?:fach)?semester"
    r"|\bsemester (?:ihres|deines|eines|im)\b|\bsemester des\b|\bpflichtpraktikum\b|\bétudiante?s?\b"
    r"|\bvous préparez\b|\bpréparant un\b|\binscrit\w* (?:en|à|dans)|\ben cours d['’]études"
    r"|\ba partir d[oe] \d{1,2} ?[°ºª]?|\b\d{1,2}[°ºª] (?:semestre|período|ano)|\bcursando\b"
    r"|\bestudante\w* (?:de|do|da|em)|\bmatriculad\w*|\bestudiantes? (?:de|en)|\bestudiando\b|\buniversitári\w*"
    r"|\bgraduando\w* em|\bje studeert\b|\bje volgt\b|\bingeschreven\b|\bopleiding\b|\bstudent (?:aan|bij|in)\b"
)
_FINISHED = linear(
    r"\b(?:completed|obtained|earned|hold(?:s|ing)?|possess(?:es)?|have (?:a|an)|has (?:a|an)|having (?:a|an)"
    r"|with (?:a|an)|graduated (?:from|with)|received|conferred) (?:[\w'’.]+ ){0,4}?(?:degree|bachelor|master"
    r"|ph\.?d|b\.?s\.?\b|m\.?s\.?\b)|\bdegree (?:is )?(?:required|completed|obtained|holders?)"
    r"|\brecent(?:ly)? (?:college |university )?graduat\w*|\bnew grad\w*|\bgraduated? (?:from|within|in the)"
    r"|\bmust have graduated|\bhave graduated|\balready have a degree|\bgraduates? (?:only|from|of|with|in)\b"
    r"|\babgeschlossen\w*|\bhochschulabschluss|\bstudienabschluss|\btitulaire d|\bdiplômée?s? (?:d|en|de)\b"
    r"|\bgraduad[oa] (?:em|en)|\btitulad[oa]\b|\bformad[oa] em|\bsuperior completo|\bafgerond\w*"
    r"|\bafgestudeerd\b"
)
_RECENT_ONLY = linear(
    r"\b(?:recent|new) (?:\w+ )?(?:graduates?|grads?)(?: only)|\bonly (?:open to )?(?:recent|new) (?:graduates?"
    r"|grads?)|\bmust have (?:already )?graduated|\bhave graduated within|\bgraduated within (?:the|a|one)\b"
    r"|\bmust (?:already )?(?:hold|have (?:completed|obtained|earned|received)) (?:a|an|your"
    r"|their) (?:[\w'’.]+ ){0,4}degree|\bif you already have a degree|\babgeschlossene\w* [^.;]{0,40}(?:studium"
    r"|ausbildung|hochschul)|\b(?:hochschul|studien|universitäts)abschluss|\bensino superior completo"
    r"|\bsuperior completo|\bformação superior completa|\btitulad[oa] en\b|\bdiplômée? d['’]|\b(?:limited"
    r"|reserved|intended) (?:only )?(?:for|to) (?:recent|new) (?:graduates|grads)\b"
)
_WISH = linear(
    r"\bpref(?:er(?:red|ably|ence|s|ential\w*)?)?\b|\bideal(?:ly)?\b|\bnice[ -]to[ -]have|\ba (?:big |huge "
    r"|strong |major |definite )?(?:plus|bonus|asset)\b|\bas a plus\b|\b(?:is|are|would be|will be"
    r"|considered) (?:a |an )?(?:plus|bonus|advantage\w*|beneficial|desirable|asset|welcome|helpful|nice)\b"
    r"|\bdesir(?:ed|able)\b|\badvantag\w*|\bbonus\b|\b(?:strongly |highly )?recommended\b"
    r"|\bstrongly considered\b|\bhighly (?:valued|regarded|desired|preferred)|\bnot (?:strictly "
    r"|absolutely )?(?:required|necessary|mandatory|essential)|\bhelpful\b|\bwould be great\b|\btypically\b"
    r"|\bgerne\b|\bidealerweise\b|\bvon vorteil\b|\bwünschenswert\b|\bbevorzugt\b|\bvorzugsweise\b"
    r"|\bidéalement\b|\bsouhaité\w*|\bun plus\b|\bde préférence\b|\bserait un\b|\bun atout\b|\bdeseable\b"
    r"|\bpreferible\w*|\bse valora\w*|\bdesejável\b|\bdiferencial\b|\bpreferencial\w*|\bpreferenc\w*"
    r"|\bbij voorkeur\b|\been pre\b|\bpluspunt\b"
)
_MUST = linear(
    r"\bmust\b|\brequired?s?\b|\brequires\b|\bonly\b|\bneeds? to be\b|\bmandatory\b|\bhave to be\b|\bminimum\b"
    r"|\bat least\b|\bmuss\b|\bmüssen\b|\bvoraussetzung|\bzwingend\b|\bobligatoire\b|\bobrigatóri\w*"
    r"|\brequis\w*\b|\bexig\w*|\bvereist\b|\berforderlich\b|\brequerid\w*|\bnotwendig\b|\bimprescindible"
    r"|\bverplicht\b"
)
_NOT_REQUIRED = linear(
    r"\b(?:no|not a|without (?:a|an))\b[^.;]{0,40}?\b(?:required|necessary|needed)|\b(?:is|are)(?: not"
    r"|n['’]t) (?:strictly |absolutely )?(?:required|necessary|needed|mandatory|a requirement)"
    r"|\bnot (?:required|necessary|a requirement)\b|\bdo(?:es)? not (?:need|require)|\bdon['’]t (?:need"
    r"|require)|\bnot expect"
)
_EXCLUDES = re.compile(
    r"\b(?:need|should|must) not apply\b|"
    r"\b(?:not|n['’]t) (?:be |currently |being )?(?:eligible|considered?(?:ing)?|accept(?:ed|ing)?|open(?: to)?"
    r"|able to (?:consider|accept)|available|suitable|hir(?:e|ing))|\bineligible\b|\bunable to (?:consider"
    r"|accept|hire)|\bcannot (?:consider|accept|hire|be considered)|\bno (?:under-?grad\w*|bachelor\w*|phd\w*"
    r"|ph\.d\w*|master\w*|graduate|high[ -]school)\b(?!.{0,40}(?:required|necessary|needed))|\bnot for (?:under"
    r"|phd|master|grad)|\bexclud(?:es|ing|ed)\b|\bnicht (?:für|berücksichtig)\w*",
    re.IGNORECASE,
)
_OPEN = linear(
    r"\b(?:will|may|can|would|could)(?: also)? be (?:also )?(?:considered|accepted|eligible|welcome)"
    r"|\balso (?:be )?(?:considered|consider|accept(?:ed)?|welcome|eligible|open|encouraged|apply)|\b(?:are"
    r"|is) (?:also )?(?:welcome|eligible|encouraged|accepted|considered)\b|\bwe (?:will )?(?:also )?(?:consider"
    r"|welcome|accept)\b|\bconsidered\b|\bencouraged to apply|\bwelcome to apply|\bexceptional\b"
    r"|\boutstanding under|\bmay apply\b|\bcan apply\b|\bopen to\b|\baccepted\b|\bor (?:a )?(?:bachelor|bs"
    r"|b\.s)[^.;]{0,40} with\b|\bor equivalent (?:experience|skills)\b.*\bundergrad"
)
_ASKS = linear(
    r"\bconsider\w*|\btarget(?:s|ed|ing)\b|"
    r"\b(?:look(?:ing)?|seek(?:ing|s)?|search(?:ing)?|hiring|recruit(?:ing)?|accepting|inviting|invit\w*"
    r"|need(?:ed|s)?|want) (?:for )?|\bmust\b|\bshould\b|\brequire[sd]?\b|\beligib\w*|\bcandidates?\b"
    r"|\bapplicants?\b|\bopen to\b|\b(?:tailored|designed|intended|meant|aimed|ideal|suitable|perfect|reserved"
    r"|available|opportunity|opportunities|internship|internships|position|positions|program|role"
    r"|experience) (?:\w+ )?(?:for|to|at|as)\b|\bwe(?: are| accept|lcome|['’]re)|\byou(?: are|['’]re| have"
    r"| must| should| will|r)\b|\bcurrent(?:ly)?\b|\bonly\b|\bapply\b|\bconsidered\b|\bqualif\w*|\bwelcome\b"
    r"|\bSie\b|\bdu\b"
    r"|\bvous\b|\btu es\b|\bbuscamos\b|\bwij zoeken\b|\bgesucht\b|\bsuchen\b|\bcursando\b|\brecherch\w*"
)
# Other people with a degree: colleagues, founders, mentors, customers; products for students.
_OTHERS = linear(
    r"\b(?:alongside|work(?:ing|s)? (?:closely )?(?:with|under|among)|team (?:of|is|includes|consists|has"
    r"|comprises)|mentor\w*(?: by| from| and)?|mentored|supervis\w*|guid(?:ed|ance)|founded|founder\w*"
    r"|our (?:researchers|scientists|engineers|team|staff|employees|people|colleagues|customers|users|founders"
    r"|alumni)|led by|collaborat\w*|employees (?:with|hold)|consists? of|made up of|including (?:former )?"
    r"|faculty|professors?|partner\w*|tuition|reimbursement|high school diploma|children|scholarship"
    r"|sponsor(?:s|ed)? (?:a )?phd|serving|serve|helps? (?:students|college|\w+ students)|for our students"
    r"|student (?:success|outcomes|loans?|learning|experience|data|performance|engagement|housing|records"
    r"|visas?)|teach\w*|tutor\w*|millions? of|thousands of students|number of students|degrees? of (?:freedom"
    r"|information|autonomy|confidential\w*|independence|accuracy|certainty|responsib\w*|complexity|difficulty)"
    r"|\d+ ?(?:%|percent) of)\b"
)
# "your PhD student host", "write to the relevant PhD student": the one who looks after the intern.
_HOST = re.compile(
    r"^[ -]?(?:students?|candidates?|researchers?)?[ -]+(?:hosts?|supervis\w+|mentors?|advis[eo]rs?|budd(?:y|ies)"
    r"|you (?:will |would )?(?:apply|work|report))\b",
    re.IGNORECASE,
)
_TO_HOST = re.compile(
    r"\b(?:e-?mail|contact|chat|talk|meet(?:ing)?|interview|write) (?:\w+ ){0,2}?(?:to |with )?(?:the |an? |your |our )"
    r"(?:relevant |responsible )?$",
    re.IGNORECASE,
)
_PAY_LINE = linear(
    r"[$€£]\s?\d|\b\d+(?:[.,]\d+)? ?(?:USD|EUR|CAD|GBP|€|per hour|/ ?(?:hr|hour|h)\b)|\bhourly\b|\bper hour\b"
    r"|\bpay (?:rate|range)|\bsalary\b|\bstipend\b|\bcompensation\b"
)
_GPA_LINE = re.compile(r"\bGPA\b|\bcoursework\b")
_HIGHER = linear(
    r"\b(?:or|and) (?:higher|above|beyond|greater|more advanced|advanced|up)\b|\bor (?:a )?(?:higher"
    r"|more advanced|further|equivalent or higher)\b|\bat least (?:a |an )?(?:bachelor|undergrad|b\.?s)"
    r"|\bminimum (?:of )?(?:a )?(?:bachelor|b\.?s)|\bat any level\b|\bany (?:degree )?level\b"
    r"|\ball (?:degree )?levels\b"
)
_EXPERIENCE = re.compile(
    r"(?<![\d$.,–-])(?P<low>\d{1,2}|one|two|three|four|five|six|seven|eight|ten|dois|deux|trois|zwei|drei|dos"
    r"|tres)\)? ?(?:\+|plus)?(?: ?(?:-|–|to|or|à|bis|a) ?\d{1,2}\+?)?(?: or more)? ?(?:years?|yrs?|jahre\w*|ans"
    r"|années|años|anos|jaar)\b['’]?(?P<rest>[^.;\n]{0,70})",
    re.IGNORECASE,
)
_SEVERAL = linear(
    r"\b(?:mehrjährige\w* (?:\w+ ){0,2}\w*erfahrung|several years['’]? (?:of )?(?:\w+ ){0,3}experience"
    r"|plusieurs années d['’]expérience|vários anos de experiência|varios años de experiencia"
    r"|jarenlange ervaring)"
)
SEVERAL_YEARS = 3  # what "several years" counts for
_EXPERIENCED = linear(
    r"experi|erfahrung|ervaring|hands-on|professional|industr|of (?:work|develop|build|program|softw|applied"
    r"|data|machine)|in (?:a |the )?(?:industry|data|software|machine|similar|related)|working (?:with|in|as)"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "dois": 2,
    "deux": 2,
    "trois": 3,
    "zwei": 2,
    "drei": 3,
    "dos": 2,
    "tres": 3,
}
_COURSE_YEARS = linear(
    r"\b(?:stud(?:y|ies)|degree|college|university|coursework|academic|school|education|bachelor|undergrad"
    r"|program\b|ago|old|anniversar|history|founded|in business|established)"
)

_TITLE_LEVEL = re.compile(
    rf"(?P<phd>{_PHD})|(?P<bachelor>\bundergrad(?:uate)?s?\b|\bbachelor\w*|(?-i:\bBSc?\b|\bBS/|\bB\.S\.)"
    rf"|\bsophomores?\b|\bfreshm[ae]n\b|\bjuniors?(?= year)|\bfirst[ -]year\b|\bbachelorand\w*)"
    r"|(?P<master>\bmaster(?:and|arbeit|stud|thesis)\w*|\bmaster(?:['’]?s|s['’])?\b(?! data)|(?-i:\bMSc?\b(?!-)"
    r"|\bM\.S\.|\bMBAs?\b|\bMEng\b)"
    r"|\bstage fe\b|\bfin d['’]études\b|\bM2\b|\bbac ?\+ ?5\b)"
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


@dataclass(frozen=True, slots=True)
class _Mention:
    """A run of levels named together, such as "BS/MS/PhD", and where it stands."""

    start: int
    end: int
    levels: tuple[str, ...]


def read_demands(title: str, parts: list[Sentence], listed: tuple[str, ...] = ()) -> list[Demand]:
    """Every demand of a listing: of its title, its sentences, and a community list's own column of degrees."""
    demands = [*_of_title(title), *_of_list(listed)]
    for sentence in parts:
        if _TRIGGER.search(sentence.text):
            demands.extend(_of_sentence(sentence))
    return demands


def read_experience(parts: list[Sentence]) -> tuple[int, str]:
    """The least years of working experience that the listing demands, and the sentence; 0 if it demands none."""
    most, quote = 0, ""
    for sentence in parts:
        if sentence.part in (Part.WISHES, Part.ABOUT, Part.BENEFITS, Part.LEGAL) or not _YEARS_HINT.search(
            sentence.text
        ):
            continue
        if most < SEVERAL_YEARS and (several := _SEVERAL.search(sentence.text)) and not _WISH.search(sentence.text):
            most, quote = SEVERAL_YEARS, clip(sentence.text, *several.span())
        for found in _EXPERIENCE.finditer(sentence.text):
            years = _years(found)
            if years > most and _is_experience(sentence.text, found):
                most, quote = years, clip(sentence.text, *found.span())
    return most, quote


_SKIM_YEARS = linear(r"\b(?:[2-9]|1[0-5]) ?\+? ?(?:years?|yrs) (?:of )?(?:[a-z]+ ){0,4}experience\b|\bmehrjährige \w+")
_SKIM_DEGREE = linear(
    r"\b(?:master of|bachelor of|degree in|ph\.?d in|master['’]?s degree|bachelor['’]?s degree) ?[a-z ]{0,40}"
)


def skim_demands(text: str) -> tuple[Demand, ...]:
    """What a text that holds no word of a student demands at first sight: experience, or a finished degree."""
    found = _SKIM_YEARS.search(text) or _SKIM_DEGREE.search(text)
    if found is None:
        return ()
    return (Demand(Mode.REQUIRED, (), found[0].strip(), finished=True),)


def _years(found: re.Match[str]) -> int:
    low = found["low"].lower()
    return int(low) if low.isdigit() else _NUMBERS[low]


def _is_experience(text: str, found: re.Match[str]) -> bool:
    around = text[max(0, found.start() - 40) : found.end()]
    rest = found["rest"]
    return bool(
        (
            _EXPERIENCED.search(rest)
            or re.search(r"experience\W{0,3}(?:of |: ?)?$", text[: found.start()][-20:], re.IGNORECASE)
        )
        and not _WISH.search(around)
        and not _COURSE_YEARS.search(rest[:25])
        and not re.search(
            r"\b(?:we|our|company|over|combined|team)\b[^.]{0,25}$", text[: found.start()][-30:], re.IGNORECASE
        )
        and _years(found) <= 15
    )


# "Praktikant/Masterand": the post is for either, and an intern may be of any level.
_BESIDE_THESIS = re.compile(
    r"(?:praktikant|werkstudent|praktikum|intern(?:ship)?\b)[\w*():-]{0,12} ?(?:/|,|oder|or|und|\||&) ?"
    r"(?:bachelor|master|diplom)(?:and|arbeit|thesis|stud)\w*",
    re.IGNORECASE,
)


def _of_title(title: str) -> list[Demand]:
    levels: dict[str, None] = {}
    for found in _TITLE_LEVEL.finditer(_BESIDE_THESIS.sub("", title)):
        if found.lastgroup == "grad" and not re.search(
            r"intern|co-?op|assistant|student|stage|trainee", title, re.IGNORECASE
        ):
            continue
        levels |= dict.fromkeys(_OF[found.lastgroup or ""])
    return [Demand(Mode.TITLE, tuple(levels), title, enrolled=True)] if levels else []


def _of_list(listed: tuple[str, ...]) -> list[Demand]:
    text = ", ".join(listed)
    levels = {level: None for word, of in _LISTED.items() if word in text.lower() for level in of}
    return [Demand(Mode.LISTED, tuple(levels), text, enrolled=True)] if levels else []


_ASIDE = (Part.ABOUT, Part.BENEFITS, Part.LEGAL, Part.DUTIES)  # parts where a level counts only beside a student
_CATEGORY = re.compile(
    r"^(?:[\w+&/-]{1,30} ){0,4}[\w+&/-]{1,30} ?:"
)  # "Undergraduate: must be ...": one of a programme's groups
_STARTS = 20  # a level this near to the beginning of a sentence is what the sentence is about


def _of_sentence(sentence: Sentence) -> list[Demand]:
    """The demands of one sentence: one for each run of levels, or one for a student of no named level."""
    text, part = sentence.text, sentence.part
    demands = []
    mentions = _mentions(text)
    if part in _ASIDE and not (_ENROLLED.search(text) and (mentions or _ASKS.search(text) or _STUDIES.search(text))):
        return []
    for at, mention in enumerate(mentions):
        left = text[max(mentions[at - 1].end if at else 0, mention.start - 110) : mention.start]
        right = text[
            mention.end : min(mentions[at + 1].start if at + 1 < len(mentions) else len(text), mention.end + 130)
        ]
        demand = _demand(sentence, mention, _after_stop(left), right)
        if demand is not None:
            demands.append(demand)
    if not any(each.mode is not Mode.WISHED for each in demands):
        demands.extend(_free(sentence, mentions))
    return demands


def _after_stop(left: str) -> str:
    """What stands before a mention in the same clause."""
    return re.split(r"[;•]|\. (?=[A-Z])", left)[-1]


def _levels_in(text: str) -> Iterator[re.Match[str]]:
    """Every level that `text` names, from left to right."""
    after = 0
    for begin in _LEVEL_BEGINS.finditer(text):
        found = _LEVEL.match(text, begin.start()) if begin.start() >= after else None
        if found is not None:
            after = found.end()
            yield found


_COMPLETED = re.compile(r"\b(?:completed|obtained|earned)(?: (?:an?|your|their|the))?\s*$", re.IGNORECASE)


def _mentions(text: str) -> list[_Mention]:
    runs: list[_Mention] = []
    for found in _levels_in(text):
        levels = _OF[found.lastgroup or ""]
        gap = text[runs[-1].end : found.start()] if runs else ""
        if runs and found[0].lower().startswith("penultimate") and runs[-1].levels == (PHD,) and len(gap) <= 60:
            continue  # of the doctorate
        if runs and len(gap) <= 70 and not _parts(gap, text[found.end() : found.end() + 40]):
            runs[-1] = _Mention(runs[-1].start, found.end(), tuple(dict.fromkeys(runs[-1].levels + levels)))
        else:
            runs.append(_Mention(found.start(), found.end(), levels))
    return runs


_GAP_BREAK = re.compile(
    r"[;.?!]\s|\brequired\b|\bmust\b|\bcompleted\b|\bwith (?:a )?(?:minimum|at least)|\bexperience\b|\bconsidered\b|\$"
    r"|\bwith (?:an? )?$"
)
_GAP_ENROLLED = re.compile(
    r"\b(?:currently|and|now)\b.*\b(?:enrolled|pursuing|working towards?)\b|\bwith (?:an? )?(?:offer|plans?"
    r"|intent\w*)\b",
    re.IGNORECASE,
)


def _parts(gap: str, after: str) -> bool:
    """Do the words between two levels part them, so that they are two demands?"""
    if _GAP_BREAK.search(gap) or _GAP_ENROLLED.search(gap) or _WISH.search(gap):
        return True
    return "(" in gap and ")" not in gap and bool(_WISH.search(after.split(")")[0]))


_NEW_PREDICATE = re.compile(
    r"[.;](?:\s|$)|\bwith\b|\bexperience\b|\bknowledge\b|\bskills?\b|\bstrong\b|\bgpa\b|\bpublications?\b"
    r"|\bfamiliar\w*|\bproficien\w*",
    re.IGNORECASE,
)


_BRACKET = re.compile(r"^ ?\([^)]*\)")  # "PhD (preferred) or ...": what it says is of the level before it


def _wished(left: str, right: str) -> bool:
    """Is the level a wish? The word stands before it in its clause, or after it before anything else is named."""
    if _WISH.search(_BRACKET.sub("", left)[-70:]):
        return True
    after = _NEW_PREDICATE.split(right)[0]
    wish = _WISH.search(after)
    if wish is None:
        return False
    following = after[wish.end() : wish.end() + 25]
    # "a degree in X, preferably in the third year" wishes the year, not the degree
    return not (re.match(r"preferabl|ideal", wish[0], re.IGNORECASE) and re.match(r"\s+\w", following))


def _demand(sentence: Sentence, mention: _Mention, left: str, right: str) -> Demand | None:
    """What the sentence says of one run of levels, or None if it speaks of others or demands nothing."""
    text, part = sentence.text, sentence.part
    near = left[-60:] + text[mention.start : mention.end] + right
    if _HOST.match(right) or _TO_HOST.search(left):
        return None
    if _OTHERS.search(left[-70:]) and part is not Part.NEEDS and not _MUST.search(left):
        return None
    if _NOT_REQUIRED.search(near[: len(left[-60:]) + mention.end - mention.start + 60]) and not _WISH.search(left):
        return None
    levels = mention.levels
    if HIGH_SCHOOL not in levels and _HIGHER.search(left[-25:] + text[mention.start : mention.end] + right[:60]):
        levels = tuple(
            each for each in LEVELS if each in levels or LEVELS.index(each) > min(LEVELS.index(one) for one in levels)
        )
    quote = clip(text, mention.start, mention.end)
    enrolled = bool(_ENROLLED.search(left[-110:] + text[mention.start : mention.end] + _still_of_it(left, right)))
    if _EXCLUDES.search(left[-45:] + "\x00") or _EXCLUDES.search(right[:60]):
        return Demand(Mode.EXCLUDED, levels, quote)
    if _PAY_LINE.search(near) and (part in (Part.PAY, Part.BENEFITS) or re.search(r"[$€£]", near)):
        return Demand(Mode.PAY, levels, quote, enrolled=True)
    if _wished(left, right) or (part is Part.WISHES and not _MUST.search(near)):
        return Demand(Mode.WISHED, levels, quote, enrolled=enrolled)
    if _OPEN.search(right[:70]) and not re.search(
        r"\bonly\b", left + text[mention.start : mention.end] + right[:70], re.IGNORECASE
    ):
        return Demand(Mode.OPEN, levels, quote, enrolled=enrolled)
    finished = bool(_RECENT_ONLY.search(text)) or (
        bool(_FINISHED.search(left[-60:] + text[mention.start : mention.end] + right[:25])) and not enrolled
    )
    mode = Mode.NAMED if _is_category(text, mention) else _mode(sentence, near, enrolled, finished)
    if mode is None and mention.start < _STARTS and part not in _ASIDE:
        mode = Mode.REQUIRED
    if mode is None:
        return None
    return Demand(
        mode,
        levels,
        quote,
        enrolled=enrolled,
        finished=finished,
        years=_years_of_study(text) if BACHELOR in levels else (),
    )


def _still_of_it(left: str, right: str) -> str:
    """What follows a level and still speaks of it: after a completed one, the next clause speaks of another."""
    return re.split(r"\b(?:and|with|plus)\b|,", right)[0][:50] if _COMPLETED.search(left[-40:]) else right[:50]


def _is_category(text: str, mention: _Mention) -> bool:
    """Is the level the name of one group of several, before a colon?"""
    head = _CATEGORY.match(text)
    return head is not None and mention.start < head.end() and next(_levels_in(head[0]), None) is not None


def _mode(sentence: Sentence, near: str, enrolled: bool, finished: bool) -> Mode | None:
    """A requirement, an introduction's word, or nothing: outside the requirements, somebody must be asked for."""
    if sentence.part in (Part.NEEDS, Part.FORM):
        return Mode.REQUIRED
    if _MUST.search(near) or (
        enrolled and re.search(r"\bcurrent(?:ly)?\b|\bpursu|\benrol|\bactively\b", near, re.IGNORECASE)
    ):
        return Mode.REQUIRED
    if finished or re.search(r"\bdegree in\b|\b(?:BS|MS|BSc|MSc)\b.{0,20}\bin [A-Z]|\bPh\.?D\.? in\b", near):
        return Mode.REQUIRED
    return Mode.NAMED if enrolled or _ASKS.search(sentence.text) else None


_YEAR_WORDS = re.compile(
    r"\b(?P<rising>rising )?(?:(?P<one>freshm[ae]n|first[ -]year|1st[ -]year)|(?P<two>sophomores?"
    r"|second[ -]year|2nd[ -]year)|(?P<three>juniors?|third[ -]year|3rd[ -]year|penultimate[ -]year)"
    r"|(?P<four>seniors?|fourth[ -]year|4th[ -]year|final[ -]year))\b(?P<above>(?: (?:year|standing|status"
    r"|level))*,? (?:or|and) (?:above|higher|later|beyond|older))?",
    re.IGNORECASE,
)
_NUMBERED = {"one": 1, "two": 2, "three": 3, "four": 4}


def _years_of_study(text: str) -> tuple[int, ...]:
    """The years of study that a sentence names; a rising junior is in the second year, or just through it."""
    years: set[int] = set()
    for found in _YEAR_WORDS.finditer(text):
        name = next(name for name in _NUMBERED if found[name])
        year = _NUMBERED[name]
        years |= {year - 1, year} if found["rising"] else {year}
        years |= set(range(year, 6)) if found["above"] else set()
    return tuple(sorted(years - {0}))


_STUDIES = linear(
    r"graduation date|graduating|expected graduation|expected to graduate|pursu|matricul|enrol|studying"
    r"|majoring|active pursuit|eingeschrieben|immatrikul|a partir d|cursando|étudiant|studier|studium"
)


def _free(sentence: Sentence, mentions: list[_Mention]) -> list[Demand]:
    """A student is asked for without a level."""
    text = sentence.text
    if _RECENT_ONLY.search(text):
        return [Demand(Mode.REQUIRED, (), clip(text), finished=True)]
    for found in _FREE.finditer(text):
        if any(found.start() < each.end and each.start < found.end() for each in mentions):
            continue
        left = text[max(0, found.start() - 70) : found.start()]
        if _OTHERS.search(left + found[0]) and not _MUST.search(left) and not _ENROLLED.match(found[0]):
            continue
        if (
            sentence.part is not Part.NEEDS
            and not _ASKS.search(text)
            and not (_STUDIES.search(text) or found.start() < _STARTS)
        ):
            continue
        if _NOT_REQUIRED.search(text[found.start() : found.end() + 60]) or _EXCLUDES.search(left[-45:]):
            continue
        wished = sentence.part is Part.WISHES or bool(_WISH.search(left))
        strong = sentence.part in (Part.NEEDS, Part.FORM) or bool(_MUST.search(text))
        mode = (
            Mode.WISHED
            if wished
            else Mode.REQUIRED
            if strong or re.search("current|pursu|enrol", text, re.IGNORECASE)
            else Mode.NAMED
        )
        return [Demand(mode, COLLEGE, clip(text, *found.span()), enrolled=True, free=True)]
    return []
