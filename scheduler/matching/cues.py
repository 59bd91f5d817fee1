"""What sentences say of a level: asked for, wished, open, shut out, enrolled, finished, paid. In six languages."""

from __future__ import annotations

import re

from scheduler.matching.patterns import linear

ENROLLED = linear(
    r"\bna graduação\b|\bgraduand[oa]s?\b|\balun[oa]s? de\b|\bfinalistas? de\b|\b\w+jaars\b|\bongoing\b"
    r"|\b(?:qualifying|candidacy) exam\w*|\bregistered (?:on|in|at|for)\b|\blaufende[sn]?\b|\byear into\b"
    r"|\bregistered as (?:a |an )?(?:[\w-]+ ){0,2}students?\b|\byear of (?:your|their|an?|the)\b"
    r"|\byears? in(?:to)? (?:your|their|an?|the)\b|\benrol\w*|\bpursu\w*|\bpursing\b|\bpersuing\b"
    r"|\bworking (?:towards?|on) (?:a|an|one|your|their|his|completing)\b|\bstudying\b|\bstudents?\b|\bin progress\b"
    r"|\bcandidates? for (?:a )?(?:bachelor|master|phd|degree)|\b(?:ph\.?d\.?|m\.?sc?\.?|b\.?sc?\.?|master['’]?s"
    r"|bachelor['’]?s|degree|doctoral|graduate) candidates?\b|\b(?:graduate|master['’]?s|doctoral"
    r"|ph\.?d\.?)-level (?:candidates?|students?|applicants?)\b|\bgraduate intern(?:ship)?s?\b|\bmaster(?:and|stud"
    r"|arbeit|thesis)\w*|\bbachelor(?:and|stud|arbeit|thesis)\w*|\bseeking an? (?:[\w.'’]+ ){0,3}degree"
    r"|\btowards? (?:a|an|your|their)\b|\breturn(?:ing)? to (?:school|college|university|full-time|a degree|their|your"
    r"|an? )|\bmatriculated\b|\battending\b|\bmajoring\b|\brising\b|\bsophomore|\b(?:junior|senior|freshman"
    r"|penultimate|final|third|second|fourth)[ -](?:year|standing)|\bcurrently (?:a|an|in) |\bundergrads?\b"
    r"|\bundergraduates?\b|\bgraduating\b|\bwill (?:be )?(?:graduat|complet|obtain|receiv|earn)\w*"
    r"|\bexpect\w* (?:to )?(?:graduat|complet|degree)|\b(?:anticipated|expected) (?:graduation|degree|completion)"
    r"|\bgraduation date|\bin (?:your|their) (?:\w+ )?(?:year|semester)|\bon track (?:to|for)|\bcompleting (?:a|an"
    r"|your|their)|\bto (?:complete|obtain|receive) (?:a|an|your|their)|\bactive pursuit\b|\bintention to graduate\b"
    r"|\bin the process of\b|\bcompleted (?:at least )?(?:\w+ )?(?:\d|one|two|three|first|second|sophomore|freshman"
    r"|junior|their|your)[\w ]{0,12}(?:year|semester)|\bas part of (?:your|their) (?:degree|stud)|\beingeschrieben\w*"
    r"|\bimmatrikulier\w*|\bstudier\w*|\bstudium\w*|\bstudent\w*|\bstudierende\w*|\bsemesters? (?:ihres|deines|eines"
    r"|im)\b|\bélèves?\b|\bstudiengang\w*|\bstudiums?\b|\bstudiengänge\w*|\bbac ?\+ ?\d|\biscri(?:tt\w*|zione)\b"
    r"|\b[ée]tudiant(?:\(e\)|[·.]e|e)?s?\b|\bpréparez\b|\bpréparant\b|\ben cours\b|\binscri\w*|\bétudes\b"
    r"|\ben (?:dernière|deuxième|troisième|\d\w*) année\b|\bcursando\b|\bestudante\w*|\bmatriculad\w*|\bestudiante\w*"
    r"|\bestudiando\b|\buniversitári\w*|\ba partir do \d|\bsemestre\b|\bgraduando\w*|\bingeschreven\b"
    r"|\bafrondende fase\b|\b(?:jaar|fase) van je\b|\bstudeer\w*|\bstudeert\b|\bbezig met\b|\bvolgt\b|\bopleiding\b"
)
FREE = linear(
    r"\battend(?:ing)? (?:a |an )?(?:\w+ )?(?:college|university)\b|\bcurrently (?:at|in) (?:college|university|uni)\b"
    r"|\bgraduating (?:around )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|winter)\w*"
    r"|\bopen to (?:[\w-]+ ){0,5}students\b|\b(?:recruit|seek|hir|welcom|invit|accept"
    r"|look)ing (?:for )?(?:[\w,/-]+ ){0,4}students\b|\brising 20\d\d\b|\bregistered (?:in|at|for"
    r"|as) (?:[\w'-]+ ){0,6}(?:program(?:me)?|university|college|student|degree)\b|\b(?:\d|one|two"
    r"|three)\+?[ -]years?['’]? (?:of )?(?:university |college )?(?:studies|study)\b|\b(?:semester|quarter"
    r"|term)s? (?:of (?:\w+ )?(?:coursework|study|school) )?(?:remaining|left|to go)\b|\bdegree conferral\b"
    r"|\b(?:credit|semester) hours (?:toward|of)\b|\btowards? a first degree\b|\bstudies (?:are )?under ?way\b"
    r"|\b(?:years?|semesters?|terms?)\b[^.;]{0,25}\b(?:left|until (?:graduation|the end of (?:the|your) (?:degree"
    r"|studies)))\b|\bconferral (?:date|of (?:the|your) degree)\b|\bstill (?:be )?(?:studying|in school|a student)\b"
    r"|\bthe student (?:will|is|should|must)\b|\b(?:all|any) students?\b|\bstudents? (?:or|and|/) (?:recent "
    r"|new )?grad\w*|\bpursuing (?:\w+ )?studies\b|\byou study\b|\b(?:first|second|third|fourth|final|last|1st|2nd|3rd"
    r"|4th)(?: or \w+)? years? (?:at|of|in) (?:a |an |your )?(?:university|college|stud\w*|uni\b)|\bstudent(?:e|i"
    r"|essa)? universitari\w*|\biscritt[oaie] (?:a|al|all|alla|ad)\b|\bclass (?:year|of)\W{1,3}(?:of )?20\d\d\b"
    r"|\btarget(?:s|ed|ing)?(?: at| to)? (?:[\w/-]+ ){0,2}students?\b"
    r"|\bpursuing ?/ ?(?:\w+ )?completed an? (?:[\w/&,-]+ )?degree\b|\bétudes (?:universitaires|supérieures)\b"
    r"|\b(?:pursu\w*|pursing|persuing|working towards?|seeking|enrolled in|towards?|completing|studying (?:for"
    r"|towards?)|in) (?:an? |your |their |the )?(?:[\w/&,'’-]+ ){0,5}?(?:degrees?|diploma|qualification)\b"
    r"|\benrol\w*(?: \w+){0,4} (?:in|at|into|as|with)\b|\b(?:college|university|uni|full-time|current|enrolled|active"
    r"|matriculated|engineering|computer science|stem|cs|science|statistics|math\w*|talented|motivated|passionate"
    r"|exceptional|ambitious|bright|business|finance|international|outstanding|local) (?:[\w/,]+ ){0,2}?students?\b"
    r"|\bstudents (?:of|are|may|can|will)\b|\bstudents (?:\w+ ){0,3}welcome|\bstudents? (?:currently |actively "
    r"|who (?:are|is) |that are )?(?:in|pursuing|studying|enrolled|majoring|at|from|with|interested|looking|to)\b"
    r"|\b(?:as|for|an?|be|are|by|our|you,) (?:[\w/]+ ){0,2}students?\b|\bmust be (?:a |an )?(?:[\w-]+ ){0,3}student\b"
    r"|\b(?:currently |actively )?(?:studying|majoring|major) (?:\((?:or|and) [\w ]+\) )?(?:in )?[A-Za-z]"
    r"|\bundertaking\b.{0,40}\bdegree|\breturn(?:ing)? to (?:school|college|university|your stud|their stud"
    r"|full-time stud|a degree|an academic|an accredited|full-time)|\b(?:expected|anticipated|intended"
    r"|projected) graduation|\bgraduation date|\bgraduating (?:in|between|by|on|from|after|no|before)\b"
    r"|\bgraduating \(?\d{4}|\(graduating|\bexpect(?:ed|ing)? to graduate|\bwill (?:be )?graduat\w*"
    r"|\bgraduat\w* (?:between|in|after|by|on or after|no (?:earlier|sooner|later)) (?:than )?(?:\w+ )?(?:of )?20\d\d"
    r"|\bcollege[ -]level|\bactive pursuit\b|\bcompleted (?:at least|a minimum of)? ?(?:\w+ )?(?:\d|one|two"
    r"|three)\+? years? (?:of|towards?) |\bdegree program\b|\btransferable credit\b|\bcourse ?work\b.{0,40}\bcollege"
    r"|\bcurrently in (?:school|college|university)|\bgraduate of a program|\bcandidates? for a degree|\b(?:college"
    r"|university) program\b|\beingeschrieben\w*|\bimmatrikulier\w*|\bstudierst\b|\bstudieren\b|\bstudierende\w*"
    r"|\bstudent(?:in|en|innen)?\b.{0,60}\b(?:der|des|im|in|an|einer)\b|\b(?:dein|deines|ihr|ihres|laufendes"
    r"|technisches|naturwissenschaftliches|abgeschlossenes grund|begonnenes)\w* (?:\w+ )?studium\w*"
    r"|\bstudium(?:s)? (?:der|des|im|in|mit|an)\b|\bstudiengang\b|\bstudiengänge\w*"
    r"|\bab (?:dem )?\d\. (?:fach)?semester|\bsemester (?:ihres|deines|eines|im)\b|\bsemester des\b"
    r"|\bpflichtpraktikum\b|\b[ée]tudiant(?:\(e\)|[·.]e|e)?s?\b|\bvous préparez\b|\bpréparant un\b|\binscrit\w* (?:en"
    r"|à|dans)|\ben cours d['’]études|\bestudiantes? universitari\w*|\b\d{1,2}(?:vo|no|mo|to|er|°"
    r"|º) (?:\w+ ){0,3}ciclo\b|\b(?:a partir|do) (?:do )?(?:segundo|terceiro|quarto|quinto|sexto) (?:período|semestre"
    r"|ano)\b|\balun[oa]s? (?:de|da|do)\b|\ba partir d[oe] \d{1,2} ?[°ºª]?|\b\d{1,2}[°ºª] (?:semestre|período|ano)"
    r"|\bcursando\b|\bestudante\w* (?:de|do|da|em)|\bmatriculad\w*|\bestudiantes? (?:de|en)|\bestudiando\b"
    r"|\buniversitári\w*|\bgraduando\w* em|\bje studeert\b|\bje volgt\b|\bingeschreven\b|\bopleiding\b"
    r"|\bstudent (?:aan|bij|in)\b"
)
FINISHED = linear(
    r"\b(?:completed|obtained|earned|hold(?:s|ing)?|possess(?:es)?|have (?:a|an)|has (?:a|an)|having (?:a|an)"
    r"|with (?:a|an)|graduated (?:from|with)|received|conferred) (?:[\w'’.]+ ){0,4}?(?:degree|bachelor|master|ph\.?d"
    r"|b\.?s\.?\b|m\.?s\.?\b)|\bdegree (?:is )?(?:completed|obtained|holders?)|\brecent(?:ly)? (?:college "
    r"|university )?graduat\w*|\bnew grad\w*|\bgraduated? (?:from|within|in the)|\bmust have graduated"
    r"|\bhave graduated|\balready have a degree|\bgraduates? (?:only|from|of|with|in)\b|\babgeschlossen\w*"
    r"|\bhochschulabschluss|\bstudienabschluss|\btitulaire d|\bdiplômée?s? (?:d|en|de)\b|\bgraduad[oa] (?:em|en)"
    r"|\btitulad[oa]\b|\bformad[oa] em|\bsuperior completo|\bafgerond\w*|\bafgestudeerd\b"
)
RECENT_ONLY = linear(
    r"\begresad[oa](?:\([oa]\))? (?:universitari|de la carrera)\w*|\bwho have (?:completed|finished) (?:their"
    r"|an?) (?:undergrad|bachelor|degree)\w*|\b(?:recent|new) (?:\w+ )?(?:graduates?|grads?)(?: only)"
    r"|\bonly (?:open to )?(?:recent|new) (?:graduates?|grads?)|\bmust have (?:already )?graduated"
    r"|\bhave graduated within|\bgraduated within (?:the|a|one)\b|\bmust (?:already )?(?:hold|have (?:completed"
    r"|obtained|earned|received)) (?:a|an|your|their) (?:[\w'’.]+ ){0,4}degree|\bif you already have a degree"
    r"|\babgeschlossene\w* [^.;]{0,40}(?:studium|ausbildung|hochschul)|\b(?:hochschul|studien|universitäts)abschluss"
    r"|\bensino superior completo|\bsuperior completo|\bformação superior completa|\btitulad[oa] en\b"
    r"|\bdiplômée? d['’]|\b(?:limited|reserved|intended) (?:only )?(?:for|to) (?:recent|new) (?:graduates|grads)\b"
)
WISH = linear(
    r"\bpref(?:er(?:red|ably|ence|s|ential\w*)?)?\b|\bideal(?:ly)?\b|\bnice[ -]to[ -]have|\ba (?:big |huge |strong "
    r"|major |definite )?(?:plus|bonus|asset)\b|\bas a plus\b|\b(?:is|are|would be|will be|considered) (?:a "
    r"|an )?(?:plus|bonus|advantage\w*|beneficial|desirable|asset|welcome|helpful|nice)\b|\bdesir(?:ed|able)\b"
    r"|\badvantag\w*|\bbonus\b|\b(?:strongly |highly )?recommended\b|\bstrongly considered\b|\bhighly (?:valued"
    r"|regarded|desired|preferred)|\bnot (?:strictly |absolutely )?(?:required|necessary|mandatory|essential)"
    r"|\bnot exclusively\b|\bhelpful\b|\bwould be great\b|\btypically\b|\bgerne\b|\bidealerweise\b|\bvon vorteil\b"
    r"|\bwünschenswert\b|\bbevorzugt\b|\bvorzugsweise\b|\bidéalement\b|\bsouhaité\w*|\bun plus\b|\bde préférence\b"
    r"|\bserait un\b|\bun atout\b|\bdeseable\b|\bpreferible\w*|\bse valora\w*|\bdesejável\b|\bdiferencial\b"
    r"|\bpreferencial\w*|\bpreferenc\w*|\bbij voorkeur\b|\been pre\b|\bpluspunt\b"
)
MUST = linear(
    r"\bmust\b|\brequired?s?\b|\brequires\b|\bonly\b|\bneeds? to be\b|\bmandatory\b|\bhave to be\b|\bminimum\b"
    r"|\bat least\b|\bausschließlich\b|\buniquement\b|\bexclusivamente\b|\bmuss\b|\bmüssen\b|\bvoraussetzung"
    r"|\bzwingend\b|\bobligatoire\b|\bobrigatóri\w*|\brequis\w*\b|\bexig\w*|\bvereist\b|\berforderlich\b|\brequerid\w*"
    r"|\bnotwendig\b|\bimprescindible|\bverplicht\b"
)
NOT_REQUIRED = linear(
    r"\b(?:no|not a|without (?:a|an))\b[^.;]{0,40}?\b(?:required|necessary|needed)|\b(?:is|are)(?: not"
    r"|n['’]t) (?:strictly |absolutely )?(?:required|necessary|needed|mandatory|a requirement)"
    r"|\bnot (?:required|necessary|a requirement)\b|\bdo(?:es)? not (?:need|require)|\bdon['’]t (?:need"
    r"|require)|\bnot expect"
)
EXCLUDES = re.compile(
    r"\b(?:need|should|must) not apply\b|\b(?:not|n['’]t) (?:be |currently |being )?(?:eligible|considered?(?:ing)?"
    r"|accept(?:ed|ing)?|open(?: to)?|able to (?:consider|accept)|available|suitable|hir(?:e|ing))|\bineligible\b"
    r"|\bunable to (?:consider|accept|hire)|\bcannot (?:consider|accept|hire|be considered)|\bno (?:under-?grad\w*"
    r"|bachelor\w*|phd\w*|ph\.d\w*|master\w*|graduate|high[ -]school)\b(?!.{0,40}(?:required|necessary|needed))"
    r"|\bnot for (?:under"
    r"|phd|master|grad)|\bexclud(?:es|ing|ed)\b|\bnicht (?:für|berücksichtig)\w*",
    re.IGNORECASE,
)
# Where others are sent: who is named here is for another post.
ELSEWHERE = linear(
    r"\b(?:encouraged|invited|asked) to (?:look|see|check|explore|visit|consider)\b|\blook at (?:those|these)\b"
    r"|\b(?:see|look at|check out|consider|go for|apply (?:to|for|against|through|under|instead)) (?:to |for )?(?:our"
    r"|the|requisition|req|job id|posting|another|their)\b[^.;]{0,60}?\b(?:requisition|req|separate|instead|\d{4,}"
    r"|positions|openings?|postings?|listings?|ads?|vacancies|(?:spring|insight|discovery) \w+)\b|\b(?:posted|listed"
    r"|advertised"
    r"|published|recruited) (?:separately|elsewhere|through|on its own)\b|\bseparate (?:ad|listing|posting|requisition"
    r"|opening|program)\w*|\bgesonderte\w* (?:stelle\w*|ausschreibung)|\bausschreibungen für\b|\b(?:notre"
    r"|nos) (?:spring|journées?|programme|offres?)\b|\bapply to requisition\b|\bedital próprio\b|\brevisa nuestras\b"
    r"|\bnot here\b"
)
OPEN = linear(
    r"\b(?:will|may|can|would|could)(?: also)? be (?:also )?(?:considered|accepted|eligible|welcome)"
    r"|\balso (?:be )?(?:considered|consider|accept(?:ed)?|welcome|eligible|open|encouraged|apply)|\b(?:are"
    r"|is) (?:also )?(?:welcome|eligible|encouraged|accepted|considered)\b|\bwe (?:will )?(?:also )?(?:consider"
    r"|welcome|accept)\b|\bconsidered\b|\bencouraged to apply|\bwelcome to apply|\bexceptional\b"
    r"|\boutstanding under|\bmay apply\b|\bcan apply\b|\bopen to\b|\baccepted\b|\bor (?:a )?(?:bachelor|bs"
    r"|b\.s)[^.;]{0,40} with\b|\bor equivalent (?:experience|skills)\b.*\bundergrad"
)
ASKS = linear(
    r"\bconsider\w*|\btarget(?:s|ed|ing)\b|\b(?:look(?:ing)?|seek(?:ing|s)?|search(?:ing)?|hiring|recruit(?:ing)?"
    r"|accepting|inviting|invit\w*|need(?:ed|s)?|want) (?:for )?|\bmust\b|\bshould\b|\brequire[sd]?\b|\beligib\w*"
    r"|\bcandidates?\b|\bapplicants?\b|\bopen to\b|\b(?:tailored|designed|intended|meant|aimed|ideal|suitable|perfect"
    r"|reserved|available|opportunity|opportunities|internship|internships|position|positions|program|role"
    r"|experience) (?:\w+ )?(?:for|to|at|as)\b|\bwe(?: are| accept|lcome|['’]re)|\byou(?: are|['’]re| have| must"
    r"| should| will|r)\b|\bcurrent(?:ly)?\b|\bonly\b|\bapply\b|\bconsidered\b|\bqualif\w*|\bwelcome\b|\bSie\b|\bdu\b"
    r"|\bvous\b|\btu es\b|\bbuscamos\b|\bwij zoeken\b|\bgesucht\b|\bsuchen\b|\bcursando\b|\brecherch\w*"
)
# Degrees of those who work there already, wherever it is said.
STAFF = linear(
    r"\b(?:cto|ceo|staff|manager|head|boss|director|colleagues|founders?|scientists|engineers|analysts|researchers"
    r"|supervisors?|mentors?|employees|people|team) (?:\w+ ){0,3}(?:holds?|ha(?:s|ve)|include\w*)\b[^.;]{0,40}$"
    r"|\breports? to\b|\bsupervised by\b|\b(?:some|many|half|most|several|\d+) of (?:us|our|them|which|whom)\b"
    r"|\bfounding team\b|\bpossibility of\b|\bchance (?:of|to)\b|\bevery (?:associate|employee)\b|\btuition\b"
    r"|\b(?:education"
    r"|tuition) assistance\b|\breimburse\w*"
    r"|\btranscripts? (?:of|from)\b|\bhistórico d[ae]\b"
)
# Students whom a product serves.
SERVED = linear(
    r"\b(?:help|serv|support|teach|connect|empower)\w* (?:\w+ )?students\b|\baid\w* (?:les|des) [ée]tudiant"
    r"|\bvie (?:des |d['’])[ée]tudiant|\b(?:accompagn|grandir|progress|responsabilis|form)\w* (?:les|des|nos"
    r"|aux) [ée]tudiant|\bhilf\w* (?:\w+ )?studier"
)
# Other people with a degree: colleagues, founders, mentors, customers; products for students.
OTHERS = linear(
    r"\b(?:alongside|work(?:ing|s)? (?:closely )?(?:with|under|among)|reports? to|(?:some|many|half|most"
    r"|several) of (?:us|our|them)|our (?:\w+ ){0,2}include|possibility of|every (?:associate|employee)"
    r"|(?:free )?access to|(?:cto|ceo|manager|head|boss|director|colleagues|most of us) (?:\w+ ){0,4}(?:holds?|has"
    r"|have|hold)|last cohort|team (?:of|is|includes|consists|has|comprises)|mentor\w*(?: by| from| and)?|mentored"
    r"|supervis\w*|guid(?:ed|ance)|founded|founder\w*|our (?:researchers|scientists|engineers|team|staff|employees"
    r"|people|colleagues|customers|users|founders|alumni)|led by|collaborat\w*|employees (?:with|hold)|consists? of"
    r"|made up of|including (?:former )?|faculty|professors?|partner\w*|tuition|reimbursement|high school diploma"
    r"|children|scholarship|sponsor(?:s|ed)? (?:a )?phd|serving|serve|helps? (?:students|college|\w+ students)"
    r"|for our students|student (?:success|outcomes|loans?|learning|experience|data|performance|engagement|housing"
    r"|records|visas?)|teach\w*|tutor\w*|millions? of|thousands of students|number of students|degrees? of (?:freedom"
    r"|information|autonomy|confidential\w*|independence|accuracy|certainty|responsib\w*|complexity|difficulty)"
    r"|\d+ ?(?:%|percent) of)\b"
)
# "your PhD student host", "write to the relevant PhD student": the one who looks after the intern.
HOST = re.compile(
    r"^[ -]?(?:students?|candidates?|researchers?)?[ -]+(?:hosts?|supervis\w+|mentors?|advis[eo]rs?|budd(?:y|ies)"
    r"|you (?:will |would )?(?:apply|work|report))\b",
    re.IGNORECASE,
)
TO_HOST = re.compile(
    r"\b(?:e-?mail|contact|chat|talk|meet(?:ing)?|interview|write) (?:\w+ ){0,2}?(?:to |with )?(?:the |an? |your |our )"
    r"(?:relevant |responsible )?$",
    re.IGNORECASE,
)
PAY_LINE = linear(
    r"[$€£]\s?\d|\b\d+(?:[.,]\d+)? ?(?:USD|EUR|CAD|GBP|€|per hour|/ ?(?:hr|hour|h)\b)|\bhourly\b|\bper hour\b"
    r"|\bpay (?:rate|range)|\brates? (?:offered|of pay)\b|\brates? (?:will )?depends?\b|\bsalary\b|\bstipend\b"
    r"|\bcompensation\b"
)
HIGHER = linear(
    r"\b(?:or|and) (?:higher|above|beyond|greater|more advanced|advanced|up)\b|\bor (?:a )?(?:higher"
    r"|more advanced|further|equivalent or higher)\b|\bat least (?:a |an )?(?:bachelor|undergrad|b\.?s)"
    r"|\bminimum (?:of )?(?:a )?(?:bachelor|b\.?s)|\bat any level\b|\bany (?:degree )?level\b"
    r"|\ball (?:degree )?levels\b"
)
