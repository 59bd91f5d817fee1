"""The sentences that tell the person's own work, and how many of them are about models."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scheduler.matching.models import focus_in, models_in, naming_models
from scheduler.matching.patterns import Linear, linear
from scheduler.matching.text import Page, Part, Sentence, clip

_T = re.IGNORECASE
ON_DATA_ENGINEERING = linear(
    r"\betl\b|\belt\b|\bdata (?:pipelines?|warehous\w*|lakes?|ingestion|quality|governance|integrat\w*"
    r"|catalog\w*|migration|entry|cleans\w*|clean-?up|management|infrastructure|engineering)\b|\bairflow\b"
    r"|\bdbt\b|\bsnowflake\b|\bdatabricks\b|\bsql (?:queries|scripts)\b|\bdatabases?\b|\bdatenbank\w*"
)
ON_DATA = linear(
    r"\bdata\w*|\banaly\w*|\bstatisti\w*|\bmodel\w*|\binsights?\b|\balgorithm\w*|\bquantitative\b|\bai\b"
    r"|\bdaten\w*|\bdonnées|\bdados\b|\bdatos\b|\bexperiment\w*"
)

ON_LABELS = linear(r"\bannotat\w*|\blabell?(?:s|ed|ing)?\b|\btranscrib\w*|\bby hand\b")
# Work that is plainly something else, whatever the title promises.
ON_OTHER = linear(
    r"\bweb applications?\b|\bweb-based\b|\bback-?end\b|\bbugs?\b|\binterfaces?\b|\bsoftware (?:applications?"
    r"|engineering|development)\b|\bredes (?:sociales|sociais)\b|\bemails?\b|\bcalendars?\b|\bslides\b|\bschedules?\b"
    r"|\bdashboards?\b|\bfirmware\b|\bembedded\b|\bmicrocontroller\w*|\bc\+\+ (?:software|code|program\w*)"
    r"|\bpc programs?\b|\bvehicle\w*|\btruck\w*|\bhardware\b|\bschematic\w*|\bpcb\b|\bcircuit\w*|\bfront-?end\b"
    r"|\bweb ?(?:sites?|pages?|apps?|development)\b|\bhtml\b|\bcss\b|\breact\b|\bpaperwork\b|\baudit\w*|\bdata entry\b"
    r"|\bspreadsheets?\b|\bfiling\b|\binvoic\w*|\btax\w*|\bmarketing\b|\bsocial media\b|\bcampaigns?\b"
    r"|\bcontent (?:creation|calendar|strategy)|\bblog posts?|\bnewsletter\w*|\brecruit\w*|\bcandidate sourcing"
    r"|\bcustomer support|\bhelp ?desk|\bticket\w*|\bsales\b|\blead generation|\bevents?\b|\bpolic(?:y|ies)\b"
    r"|\bcompliance\b|\blegal\b|\bcontracts?\b|\brpa\b|\bpower automate\b|\bzapier\b|\bmanual(?:ly)?\b|\bannotat\w*"
    r"|\blabell?ing\b|\binventory\b|\bpurchas\w*|\bproject plans?\b|\bstakeholder\w*|\btraining materials\b"
    r"|\buser stories\b|\btest cases?\b|\bconfigurat\w*|\bdocumentation\b|\bwordpress\b|\bréseaux sociaux"
    r"|\bprocédures?\b|\bseo\b|\bad(?:option|vocacy)\b|\bpresentations?\b"
)

# A sentence that tells the person's own work.
_WORK = linear(
    r"\byou(?: will|['’]ll| would| may| might| can| are going to|['’]d| get to|r (?:work|project|role|research|task"
    r"|focus|responsib))|\b(?:the |our |an? )?(?:[\w/-]+ ){0,3}(?:interns?|co-?ops?|candidate|student|person"
    r"|individual|ideal candidate|incumbent|role|position|internship|project|opportunity) (?:will|would|may|can|is|are"
    r"|to|involves?|includes?|entails|offers?|focus\w*|supports?|centers|on|for)\b|\bresponsib\w*|\bwork(?:ing)? (?:on"
    r"|with|closely|alongside|in)\b|\btasks?\b|\bactivities (?:will )?include|\bhelp (?:us|our|to|build|develop|design"
    r"|create|the|with)\b|\bassist(?:ing)? (?:in|with|the)\b|\bsupport (?:the|our|in)\b|\b(?:looking for|seeking"
    r"|hiring|searching for|recruiting)\b|\bas an? (?:[\w/&-]+ ){0,6}intern\b|\bjoin (?:us|our|the)\b|\bwe(?:['’]d"
    r"| would)? (?:want|like|need) (?:you|someone|somebody|a student|an intern) to\b|\b(?:need|want"
    r"|looking for) (?:somebody|someone|a student|an intern)\b|\byour (?:summer|job|thesis|main|days?)\b|\bvas a\b"
    r"|\bvais\b|\bvai\b|\bte toca\b|\bje \w{2,}(?:t|et)\b|\b\w+(?:erai|irai)\b|\b(?:topics|projects"
    r"|research areas)\b[^.;]{0,25}\binclude\b|\bthe (?:aim|goal|objective|purpose"
    r"|work|helper|aide|participant|appointee|fellow)s? (?:is|of|consists|will|includes)\b|\bopportunity to\b"
    r"|\b(?:positions|opportunities|internships) (?:for|to|in)\b|\bim rahmen (?:der|dieser|deiner|ihrer|des"
    r"|deines) \w*(?:arbeit|thesis|praktikums?|projekts?)\b|\bthema \d|\b(?:in|for|during) (?:this"
    r"|your) (?:\w+ )?thesis\b|\bthe thesis (?:will|aims|work|is|topic)\b|\bunterstütz\w*|\bmitarbeit\w*|\bmitwirk\w*"
    r"|\bdu (?:wirst|entwickel|arbeite|unterst)\w*|\bvous (?:devrez|allez|\w+erez|\w+irez|serez|aurez)\b|\btu (?:vas"
    r"|devras|seras|\w+eras)\b|\bil s['’]agira de\b|\b(?:le travail de|ce|le|votre|du) stage (?:consist|vis|port"
    r"|s['’]intéress|s['’]inscri|aura|a pour)\w*|\bdans le cadre (?:du|de ce) stage\b|\bdu \w{2,}st\b"
    r"|\bsie (?:entwickeln|trainieren|arbeiten|unterstützen|untersuchen|analysieren|erstellen|bauen|werden"
    r"|implementieren|bereiten|pflegen|organisieren|vergleichen)\b|\bvous \w{2,}ez\b|\btu (?:construis|développes"
    r"|entraînes|testes|évalues|conçois|participes|travailles)\b|\bje (?:gaat|werkt|ontwikkelt|onderzoekt|bouwt|traint"
    r"|helpt)\b|\bvocê (?:vai|irá|\w+rá)\b|\bo estagiário\b|\b(?:participar|colaborar|desarrollar|trabajar|apoyar"
    r"|diseñar)ás\b|\bauxiliar\b|\bapoiar\b|\bdesenvolver\b|\batuar\b"
)
_SEEKS = linear(r"\b(?:looking for|seeking|hiring|search(?:ing)? for|internship is for|open to)\b")
_SOUGHT = linear(
    r"\b(?:ge)?such(?:t|en)\b|\brecherch(?:e|ons)\b|\bbusca(?:mos)?\b|\bprocura(?:mos)?\b|\bzoek(?:t|en)\b"
    r"|\bcontrata\b|\bdurchführung\b|\bentwicklung\b|\bdesenvolvimento\b|\bdesarrollo\b|\bdéveloppement\b"
    r"|\bontwikkel\w*|\bentwickel\w*|\bdévelopper\b|\bdesarrollar\b|\bconstruir\b|\bconcevoir\b"
)
_IMPERATIVE = linear(
    r"^(?:(?:assist\w*|support\w*|help\w*|work\w*|collaborat\w*|contribut\w*|participat\w*|partner\w*|perform\w*"
    r"|conduct\w*|design\w*|develop\w*|build\w*|creat\w*|implement\w*|write|writing|analy[sz]\w*|research\w*|train\w*"
    r"|evaluat\w*|improv\w*|optimi[sz]\w*|deploy\w*|maintain\w*|test\w*|explor\w*|investigat\w*|prototyp\w*|apply"
    r"|applying|use|using|leverag\w*|run\w*|deliver\w*|produc\w*|identif\w*|present\w*|document\w*|integrat\w*"
    r"|automat\w*|monitor\w*|prepar\w*|collect\w*|clean\w*|defin\w*|gather\w*|translat\w*|communicat\w*|manag\w*"
    r"|own\w*|lead\w*|transform\w*|propos\w*|generat\w*|extract\w*|solv\w*|ensur\w*|provid\w*|engag\w*|debug\w*"
    r"|review\w*|publish\w*|experiment\w*|benchmark\w*|fine-?tun\w*|set up|setting up|make|making|drive|driving"
    r"|execut\w*|stud(?:y|ying)|tun\w*|discover\w*|innovat\w*|scal\w*|enhanc\w*|visuali[sz]\w*|model\w*|process\w*"
    r"|coordinat\w*|track\w*|updat\w*|learn\w*|draft\w*|establish\w*|facilitat\w*|operat\w*|report\w*|consult\w*"
    r"|stress|keep\w*|reinforc\w*|validat\w*|verif\w*|simulat\w*|architect\w*|refin\w*|configur\w*|respond\w*|plan\w*"
    r"|administer\w*|troubleshoot\w*|reproduc\w*|speed(?:ing)? up|profil\w*|detect\w*|estimat\w*|predict\w*|decod\w*"
    r"|measur\w*|quantif\w*|accelerat\w*|adapt\w*|assess\w*|compar\w*|engineer\w*|curat\w*|construct\w*|conceiv\w*"
    r"|synthesi\w*|fit|fitting|check\w*|compil\w*|forecast\w*|teach\w*|extend\w*|add|adding|find|finding|classify\w*"
    r"|draw\w*|organi[sz]\w*|handl\w*|carry\w*|migrat\w*|map|mapping|calibrat\w*|calculat\w*|comput(?:e|ing)|cut"
    r"|cutting|scor(?:e|ing)|interview\w*|port|porting|recogni\w*|cod(?:e|ing)|convert\w*|install\w*|survey\w*"
    r"|label\w*|answer\w*|reduc\w*|spot|turn|turning|digiti\w*|assembl\w*|transcrib\w*|match|sort|enter|prompt\w*"
    r"|explain\w*|replac\w*|infer|formulat\w*|segment\w*|reconcil\w*|screen\w*|recruit\w*|audit\w*|fix|fixing|pull\w*"
    r"|summari\w*|locali[sz]\w*|moderat\w*|annotat\w*|rank|ranking|combin\w*|ship|shipping|determin\w*|characteri\w*"
    r"|deriv\w*|examin\w*|inspect\w*|edit\w*|mine|mining|shrink|refactor\w*|quanti[sz]\w*|rework\w*|enabl\w*"
    r"|reconstruct\w*|compress\w*|trace|align\w*|recommend\w*|cluster\w*|author|augment\w*|erstellung|aufbau"
    r"|konzeption|weiterentwicklung|untersuchung|optimierung|programmierung|bewertung|schätzung|vergleich|erarbeitung"
    r"|bereitstellung|umsetzung|implementierung|evaluierung|vorbereitung|auswertung|erforschung|étude|mise en"
    r"|conception|création|réalisation|détection|déployer|réaliser|contribuer|participer|élaborer|intégrer|améliorer"
    r"|mettre|assurer|analyser|entraîner|évaluer|criar|análisis|análise|elaborar|investigar|pesquis\w*|participação"
    r"|apoio|apoyo|analisi|sviluppo|onderzoek\w*|\w{3,}(?:ar|er|ir) (?:y|e|ou|o|el|le|les|des|du|l['’]\w+|une|en|à|la"
    r"|los|las|os|as|un|una|um|uma|datos|dados|modelos)|costruzione|addestramento)\b)"
)
_OURS = re.compile(
    r"^\w+ing\b[^.;]{0,120}, (?:we|our|(?-i:[A-Z]\w+)) |^(?:we(?! (?:want|need|would like) (?:you|some|a student"
    r"|an intern))|our (?!interns?\b)|founded|since|with (?:over|more"
    r"|our)|for \d+ years|headquartered|at \w+,? we)\b",
    _T,
)
# What is said of the person's own work even under a heading about the company.
_OWN = linear(
    r"\byou(?:['’]ll| will| would)\b|\binterns? (?:will|would|could)\b|\bas an? (?:[\w/-]+ ){0,3}intern\b"
    r"|\byour (?:project|task|topic)(?: is| will|:)|\bthis internship\b|\binternship (?:research|project|topic)"
)
_ANNOUNCES = linear(
    r"\byou\b|\bintern|\bco-?op|\blooking for|\bseeking|\bhiring|\bto join\b|\bstudent|\bpraktik|\bstage\b"
    r"|\bestági|\bwerkstud"
)

# What any post asks of anybody: it is neither work of one field nor of another.
_SOFT = re.compile(
    r"^(?:must|ability|able to|strong|excellent|good|proven|maintain (?:professional|confidential)|will (?:accept"
    r"|adjust|keep|maintain)|detail|other duties|perform other|communicat\w*|attend|participate in (?:meetings"
    r"|networking|events|training|social|intern)|network with|gain|learn|shadow|receive|present (?:your|findings"
    r"|results|work)|travel|these duties|you will (?:gain|learn|receive|report|have the|benefit|be paired|attend"
    r"|participate in (?:networking|social|events))|in this position|(?:this|the) (?:position|role|internship|intern"
    r"|opportunity) (?:(?:is|will be)(?! (?:responsible|working|involved|tasked|focus|part of|to\b|expected to"
    r"|embedded|developing|building|creating|supporting|helping|assisting))|reports|requires|lasts|runs|begins"
    r"|can (?!work|also)|may (?!include|also|work|involve)|has (?!a focus))"
    r"|[^.!?]{5,120}\?$)",
    _T,
)


@dataclass(slots=True)
class Tally:
    """How many sentences tell the person's work, and what of them is about models."""

    work: list[str] = field(default_factory=list)  # the sentences
    models: int = 0
    terms: set[str] = field(default_factory=set)  # different words for models in those sentences
    needs: int = 0  # requirements that name models
    first: tuple[Sentence, tuple[int, int]] | None = None
    focus: tuple[Sentence, tuple[int, int]] | None = None

    def about(self, pattern: Linear) -> int:
        """How many sentences of work are about this."""
        return sum(pattern.search(text) is not None for text in self.work)

    @property
    def share(self) -> float:
        return max(self.models, self.focus is not None) / len(self.work) if self.work else 0.0

    def quote(self, otherwise: str) -> str:
        """The sentence that says most about the field."""
        said = self.focus or self.first
        return clip(said[0].text, *said[1]) if said else otherwise


def tally_of(title: str, parts: Page) -> Tally:
    """Count the sentences of work of one listing; where they repeat its title, that says nothing of the work."""
    tally, name = Tally(), re.split(r" ?[(|]| [-–—] ", title)[0].lower()
    naming = {id(sentence) for sentence in naming_models(parts)}
    for sentence in parts:
        names = id(sentence) in naming
        if (sentence.part is Part.NEEDS and not _tells_own_work(sentence.text)) or _DEMANDS.match(sentence.text):
            tally.needs += names and not _INTEREST.search(sentence.text)
        elif _may_tell(sentence) and _is_work(sentence, names):
            _count(sentence, _without_name(sentence.text, name) if names else "", tally)
    return tally


def _may_tell(sentence: Sentence) -> bool:
    """May the sentence tell the work, where it stands?"""
    if sentence.part in (Part.DUTIES, Part.ROLE, Part.OTHER):
        return True
    return sentence.part not in (Part.PAY, Part.LEGAL, Part.FORM) and _tells_own_work(sentence.text)


# A liking, or what one studies, is no demand for experience.
_INTEREST = linear(r"\binterest(?:ed)? in\b|\bpassion\w*|\bcurio\w*|\bmajor(?:s|ing)?\b")
# A demand or a benefit, under whatever heading it came to stand.
_DEMANDS = linear(
    r"(?:currently|pursuing|enrolled|minimum|available|availability|familiar\w*|course ?work|experience (?:in|with"
    r"|using)|knowledge|understanding of|on track|some (?:\w+ )?experience|an? (?:genuine |strong |keen )?interest"
    r"|previous|prior|proficien\w*|comfort\w*|relocation|up to \d|\d+ days|(?:intern )?compensation"
    r"|interns are (?:eligible|paid|invited)|unfortunately|you are (?:in|currently|pursuing|enrolled)|you have|degree"
    r"|gpa)\b"
)
_LABEL = 40  # characters of a label before a colon
# Under a heading about something else, these words still ask, give or forbid, and tell no work.
_NOT_TOLD = linear(
    r"\byou(?:['’]ll| will| would|['’]d) (?:need|have|be (?:able|paid|eligible|part|a |comfortable|familiar|proficient"
    r"|experienced|expected|required|given|asked)|bring|receive|gain|learn|get|love|enjoy|find|also (?:get|receive"
    r"|have)|join|like|thrive|fit)\b"
)


def _tells_own_work(text: str) -> bool:
    """Does a sentence under another heading tell what the person will do?"""
    return _OWN.search(text) is not None and not _NOT_TOLD.search(text)


# What is part of any post, unless it speaks of models: it makes the rest neither more nor less.
_NEUTRAL = linear(
    r"^(?:present|shar(?:e|ing)|document|collaborat|work (?:closely )?with|partner with|participat|communicat|attend"
    r"|report(?:ing)? (?:to|on|results|findings)|summari[sz]|visit|write up|define a project|take part|shadow"
    r"|minimum gpa|gpa|requirements?$|contribute to (?:documentation"
    r"|team|discussions)|you(?:['’]ll| will) work (?:closely )?(?:with|alongside)|all interns\b|interns (?:work|join"
    r"|spend|are assigned)\b|where you['’]ll be|in this (?:opportunity|role|position),? you will:?$"
    r"|you(?:['’]ll| will) (?:join\b|be (?:staffed|paired|assigned|placed|mentored))|(?:the|our) (?:co-op"
    r"|internship|interns?|program) (?:is|are"
    r"|runs?|lasts?|joins?)\b|(?:the|our) (?:[\w/&-]+ ){1,4}(?:interns?|co-op) (?:will )?joins?\b"
    r"|deliver (?:an? )?(?:final )?presentation|you get\b|we pay\b|you(?:['’]ll| will) be able"
    r"|we(?:['’]re| are) (?:looking for|seeking|hiring) an? (?:[\w/&,-]+ ){0,6}(?:intern|co-op|student))"
)
_PAID = linear(r"\bhourly\b|\bper hour\b|\bsalary\b|\bpay range\b|[$€£]\d")


def _is_work(sentence: Sentence, names: bool) -> bool:
    text = sentence.text
    if len(text) < 8 or _SOFT.match(text):
        return False
    if _OURS.match(text) and not _ANNOUNCES.search(text):
        return False
    if not names and (_NEUTRAL.match(text) or _PAID.search(text)):
        return False
    said = _after_label(text)
    return sentence.part is Part.DUTIES or bool(_IMPERATIVE.match(said) or _WORK.search(text) or _SOUGHT.search(text))


def _after_label(text: str) -> str:
    """What follows a short label: "Your project: build ..."."""
    label, colon, rest = text.partition(": ")
    return rest if colon and len(label) <= _LABEL else text


def _without_name(text: str, name: str) -> str:
    """`text` with the name of the post blanked out, and every other word where it was."""
    at = text.lower().find(name) if " " in name else -1
    return text if at < 0 else text[:at] + " " * len(name) + text[at + len(name) :]


def _count(sentence: Sentence, told: str, tally: Tally) -> None:
    """Add a sentence of work; `told` is what it says beside the name of the post, empty if no word is for models."""
    tally.work.append(sentence.text)
    if not told:
        return
    focus = focus_in(sentence.text) if tally.focus is None else None
    if focus is not None:
        tally.focus = (sentence, focus.span())
    said = models_in(told)
    if said is not None:
        tally.models += 1
        tally.terms |= said[1]
        tally.first = tally.first or (sentence, said[0].span())
    elif _SEEKS.search(sentence.text):
        tally.needs += 1
