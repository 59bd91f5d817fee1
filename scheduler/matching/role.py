"""Is it a post for a student, or for a fixed learning term? The title, the board's own word, and what the body says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from config.rules import Role
from scheduler.domain import Answer, Reason
from scheduler.matching.patterns import linear
from scheduler.matching.text import Page, Part, Sentence, clip, union

INTERNSHIP, CO_OP, WORKING_STUDENT, THESIS, ASSISTANT = (
    "internship",
    "co-op",
    "working student",
    "thesis",
    "research assistant",
)


@dataclass(frozen=True, slots=True)
class Post:
    """What sort of post it is: the kinds of student post it may be, or why it is none."""

    answer: Answer
    kinds: tuple[str, ...]
    why: str
    quote: str

    @classmethod
    def none(cls) -> Self:
        """No word of a student post was found."""
        return cls(Answer.NO, (), "no word of an internship or a student post", "")


_WORDS = {
    INTERNSHIP: r"(?:w)?intership|winternships?|intern(?!al|ation|et\b|als\b)(?:s|ship|ships|e|es)?(?![a-z])"
    r"|practicant\w*|praktik\w*|pflichtpraktik\w*|praxissemester|stagiaires?|stage(?= (?:de|en|pfe|pré|d['’]|fe\b|m\b"
    r"|[-–(]|h/f|f/h|/|ing|data|ia\b|recherche|dev|r&d|deep|machine|-))|^\W*stages?\b(?! (?:manager|director|engineer"
    r"|hand|lead))|(?:offre|sujet|proposition)s? de stage|stage\W*$|\bpfe\b|alternan(?:ce|t|te|ts)\b"
    r"|apprentie?s?\b(?!c)|contrat d['’]apprentissage|est[áa]gi\w*|becari[oa]s?|becas?(?= )|pr[áa]cticas\b"
    r"|pasant[eií]\w*|stagist[aei]|tirocin\w*|stageplaats|stagiair\w*|mee(?:loop|werk)stage|(?:afstudeer|meeloop"
    r"|werk)stage|afstudeer\w*|placement (?:student|year)|(?:industrial|industry|student|summer|year[ -]long"
    r"|university|undergraduate) placement|year in industry|summer (?:(?:undergraduate|research|science"
    r"|vacation) ){0,2}(?:research assistant|aide|trainee|appointment|opportunit(?:y|ies)|analyst|associate|student"
    r"|scholar|fellow|researcher)\w*|fellow(?:ship)?s?\b[^|]{0,25}\b(?:summer|\d+ weeks)\b|graduation assignment"
    r"|^student(?=,)|(?<=\w )student\W*$|vacation program(?:me)?|\breus?\b|research experiences? for undergrad\w*"
    r"|student (?:(?:data )?scientist|programmer|researcher|worker|engineer|developer|trainee|analyst|associate"
    r"|program(?:me)?|position|job|role|employee|technician)|(?:developer|engineer(?:ing)?|analyst|scientist"
    r"|programmer|technician|research) students?\b|(?:undergraduate|graduate|ph\.?d|master['’]?s) students?$"
    r"|(?:undergraduate|graduate|ph\.?d|master['’]?s) students? (?:wanted|needed|position|opening)|duales? stud\w*"
    r"|vacation student|sommerstudent|jovem aprendiz"
    r"|externships?|^extern(?=,)",
    CO_OP: r"co[ -]?ops?(?![a-z])|co-operative education|cooperative education",
    WORKING_STUDENT: r"werkstud\w*|working students?|studentische(?:\W{0,2}[rn])? (?:mitarbeit\w*|aushilfe\w*"
    r"|nebenjob|tätigkeit)"
    r"|student assistant\w*|student part-?time|studentenjob|werkstudierende\w*|bijbaan",
    THESIS: r"thesis(?= ?:)|master(?:['’]s)? thesis|bachelor(?:['’]s)? thesis|masterarbeit\w*|bachelorarbeit\w*"
    r"|abschlussarbeit\w*|diplomarbeit\w*|bachelor- und masterarbeit\w*|(?:bachelor|master) arbeit(?:en)?\b"
    r"|tesi (?:triennal|magistral|di laurea)\w*|masterand\w*|bachelorand\w*|diplomand\w*|thesis (?:student|project"
    r"|position|work"
    r"|internship|opportunit\w*|worker)|(?:degree|graduation) project|exjobb|examensarbete|mémoire de fin",
    ASSISTANT: r"hiwis?\b|[sw]hk\b|iniciação científica|bolsistas?\b|bolsas? (?:de|para) (?:estudante|inicia|graduaç"
    r"|pesquisa)\w*|studentische(?:\W{0,2}[rn])? hilfskr\w*|wissenschaftliche[rn]? hilfskr\w*|(?:undergraduate|student"
    r"|graduate) (?:research )?assistant\w*|research assistants? \((?:student|undergrad\w*)\)|(?:undergraduate"
    r"|student) research\w*",
}
_KIND = re.compile(
    "|".join(f"(?P<k{at}>(?<![a-zA-Z]){union(words)})" for at, words in enumerate(_WORDS.values())), re.IGNORECASE
)
_KINDS = tuple(_WORDS)

_NOT_A_POST = re.compile(
    r"(?:intern(?:ship)?s?|co-?op|student|early (?:career|talent)|campus|university|apprentice(?:ship)?s?"
    r"|trainee)\s+(?:(?:program(?:me)?s?|talent|experience|relations|success|services|affairs)\s+){0,2}(?:manager"
    r"|coordinator|recruiter|director|recruiting|recruitment|advisor|adviser|supervisor|mentor|counsel\w*|ambassador"
    r"|(?:program(?:me)?|success|services|relations|affairs) (?:lead|specialist))\b|\b(?:manager|head|director|lead"
    r"|coordinator|specialist|success), (?:\w+ ){0,2}?(?:internships|interns|co-?ops|(?:student|campus|university"
    r"|intern) programs?)\b|\b(?:manager|head|director|lead) (?:of|for) (?:\w+ )?(?:intern(?:ship)?s?|co-?ops?"
    r"|students?|campus|university|early career)|\b(?:recruiter|coordinator|mentor|supervisor),? (?:of "
    r"|for )?(?:\w+ )?(?:intern(?:ship)?s|co-?ops|students?|campus"
    r"|university|early career)",
    re.IGNORECASE,
)
_POST_AFTER = re.compile(r"\bintern\b(?!\W*program)|\bco-?op\b(?!\W*program)", re.IGNORECASE)
_GRADUATE_JOB = re.compile(
    r"\bnew[ -]?grad(?:uate)?s?\b|\b(?:university|college|recent|campus) (?:grad(?:uate)?s?|hires?)\b"
    r"|\bgrad(?:uate)? (?:programme|program|scheme|trainee|rotation\w*|development|role|job|hire|engineer"
    r"|software|data|analyst|consultant|scientist|machine)\b(?!.{0,25}intern)|\bresiden(?:cy|t)\b"
    r"|\bapprentice(?:ship)?s?\b|\bhackathon\b|\binstructor\b|\bfull[ -]time\b|\bberufseinsteiger\w*"
    r"|\babsolvent\w*|\bpost-?doc\w*",
    re.IGNORECASE,
)
_BEGINNER = re.compile(
    r"\bjunior\b|\bfellow(?:ship)?\b|\bentry[ -]level\b|\bearly[ -]career\b|\btrainee\b|\bassociate\b", re.IGNORECASE
)
_SENIOR = re.compile(
    r"\b(?:senior|sr\.?|(?<!technical )staff|principal|lead|director|head|vp|vice president|chief|manager|professor"
    r"|sênior|II|III|IV"
    r"|pleno)\b(?! (?:year|project))",
    re.IGNORECASE,
)

# Sentences of the body that make the post itself an internship ...
_BODY = re.compile(
    r"\b(?:this|the|our|your|paid|unpaid|a|an|[\d-]+[ -](?:week|month)\w*|summer|winter|spring|fall|remote|virtual"
    r"|full-time|part-time) (?:[\w/&,+-]+ ){0,5}?(?:internship|co-?op|intern|practicum)\b(?: (?:program(?:me)?"
    r"|position|role|opportunity|project|term|experience|assignment|is|will|to|who|for|at|in|you|lasts?|starts?"
    r"|begins?|offers?|runs?|reports?|may|can|must|works?|with|on|within|provides?|during|and|has|opening|posting|job"
    r"|candidate|\())?|\bas (?:an? |our )?(?:[\w/&,+-]+ ){0,6}?(?:intern|co-?op|working student|praktikant\w*"
    r"|werkstudent\w*|student assistant)\b|\binterns? (?:will|you|may|can|must|should|get|work|works|is|are"
    r"|collaborate|in this|on this|joining)\b|\b(?:seeking|hiring|looking for|recruiting|join us as|search(?:ing)? for"
    r"|need|welcome|inviting|position for|opening for|opportunity for)\b[^.;]{0,80}\b(?:interns?(?:hip)?s?|co-?ops?"
    r"|working students?|werkstudent\w*|praktikant\w*|stagiaire\w*|estagiári\w*|students?)\b|\b(?:able|available"
    r"|willing|committed|prepared) (?:to|for) (?:[\w-]+ ){0,4}(?:internship|co-?op)\b|\binternship (?:program|position"
    r"|role|opportunity|duration|period|length|location|dates?|start|description|overview|summary|details|requirements"
    r"|responsibilities|qualifications|type|details)\b|\b(?:type|employment|job type|contract|status|commitment"
    r"|time type|worker type|employee type)\W{1,3}(?:paid |full[ -]time |part[ -]time |temporary )?(?:intern"
    r"|internship|co-?op|student|werkstudent)\b|\bduration of (?:the|this) (?:internship|co-?op|placement)|\b(?:during"
    r"|throughout|after|upon completion of|at the end of|completion of) (?:the|this|your|their) (?:\w+ )?(?:internship"
    r"|co-?op|placement)|\bintern\b[^.;]{0,20}\bposition|\b(?:as|our|the) intern\b|\bintern \((?:phd|ph\.d|ms|bs"
    r"|master|undergrad|graduate)|\b(?:dein|ihr|unser|das|dieses|im|ein|als|für ein) (?:\w+ )?(?:praktikum"
    r"|praktikant\w*|pflichtpraktikum|werkstudent\w*)|\bwerkstudent\w*|\bpraktikant\w*|\bpraktikum\b|\bce stage\b"
    r"|\ble stage\b|\bdu stage\b|\bvotre stage\b|\bdurée du stage|\boffre de stage|\bstage de\b"
    r"|\bstages? (?:de )?pfe\b|\ben alternance\b|\b(?:cette|une|votre|offre d['’]|contrat d['’]|l['’]) ?alternance\b"
    r"|\bcontrat d['’]apprentissage\b|\b(?:die|diese|deine|ihre|eine|der|für|mit uns|zu) (?:\w+[ -]){0,3}?(?:bachelor"
    r"|master|abschluss|diplom)-? ?(?:und masterarbeit|arbeit)(?:en)?\b|\btesi (?:triennal|magistral|di laurea)\w*"
    r"|\bthesis (?:topics?|projects?|students?)\b|\bbolsistas? de\b|\biniciação científica\b|\bo estágio\b|\bestágio\b"
    r"|\bprograma de estágio|\bestagiári[oa]\b|\bvagas? de estágio|\bprácticas\b"
    r"|\bjouw stage\b|\bde stage\b|\bstageplek|\bstageopdracht|\bafstudeeropdracht",
    re.IGNORECASE,
)
# ... unless they speak of other people's internships, or of one already done.
_OTHERS = re.compile(
    r"\b(?:mentor\w*|manag\w*|supervis\w*|coach\w*|host(?:ing|ed|s)?|train(?:ing)?|guid\w*|lead(?:ing)?|oversee\w*"
    r"|teach\w*|support(?:ing)?|onboard\w*|convert\w*|hired?|advis\w*) (?:\w+ ){0,4}(?:interns?\b|internship projects?"
    r"|co-?ops?\b|students?\b)|\b(?:prior|previous|past|earlier|relevant|other|multiple|completed|former|research|some"
    r"|including|includes?|through|from|via|e\.g\.,?|such as|with|least one) (?:\w+ ){0,3}(?:internships?|co-?ops?"
    r"|interns?)\b(?! (?:program|position|role|opportunit|in our|at our|to join|who|for (?:our|the|this|summer)))"
    r"|\bexpérience (?:de|en) stage|\bstages? et/?ou\b|\bcdi\b[^.;]{0,40}\bstage|\binternships? experiences?\b"
    r"|\bintern(?:ship)?s? or\b|\b(?:or|and/or|projects?,?|coursework,?|/) (?:an? )?(?:internships?|co-?ops?)\b"
    r"|\bexperiência (?:\w+ )?(?:com|em|de) est[áa]gio|\best[áa]gio é\b|\binternships?,? (?:or|and|co-?op|projects?"
    r"|research|coursework|volunteer|apprenticeship|work)|\bexperience (?:\w+ ){0,6}(?:internships?|co-?op)"
    r"|\b(?:internships?|co-?ops?) (?:is|are|will be|would be)? ?(?:a plus|preferred|considered|counted|accepted|count"
    r"|acceptable)|\bformer interns?|\b(?:isn['’]t|is not|not) an (?:internship|intern\b)|\b(?:joined"
    r"|came) (?:us )?(?:after|through|from|out of)\b|\binscreva-se\b|\binscríbete\b|\bcurrent interns"
    r"|\bour interns have\b|\binternships?[^.]{0,30}\bfull-time (?:roles?|jobs?) (?:at|across)"
    r"|\bsoftware engineering intern\b\W*(?:,|$)|\b(?:fellowships?|apprenticeships?|residenc\w+)[, ]+(?:and "
    r"|or )?internships?|\bcriação de estági|\bstudents? (?:and|or) (?:faculty"
    r"|teachers)|\bteams?[^.;]{0,40}\binterns\b|\bincluding interns\b",
    re.IGNORECASE,
)
_STUDIES = linear(
    r"enrol|pursu|working toward|student|undergrad|sophomore|freshm|return|eingeschr|immatr|cursando|immatrik"
    r"|einschreib|studium|matriculad|stud(?:ier|y|eert)|[ée]tudiant"
)
_ENROLLED_POST = re.compile(
    r"\byou(?: are|['’]re) (?:currently |actively )?(?:enrolled|studying|a (?:[\w-]+ ){0,3}student)\b|\b(?:next to"
    r"|alongside) your studies\b|\bneben (?:dem|deinem|ihrem) studium\b|\bnaast je studie\b|\bmust be (?:a "
    r"|an )?(?:currently )?(?:[\w-]+ ){0,4}(?:enrolled|student)|\bcurrently (?:enrolled|pursuing|studying)\b"
    r"|^enrolled (?:at|in) an?\b|\bworking towards? an?\b|\bstudent (?:helpers?|employment)\b|\benroll?ment in an?\b"
    r"|\brising (?:sophomores|juniors|seniors)\b|\bgoing back to (?:school|class\w*|college|university)\b"
    r"|\b(?:du studierst|sie studieren|vous êtes [ée]tudiant\w*|je studeert)\b|\bpursuing an?\b[^.;]{0,60}\bdegree"
    r"|\breturn(?:ing)? to (?:school|college|university|a degree)|\bactively enrolled|\beingeschrieben"
    r"|\bimmatrikuliert|\bimmatrikulation\b|\beinschreibung an\b|\blaufendes (?:\w+[ -])?studium|\b(?:undergraduates?"
    r"|(?:undergraduate|college|university)(?: \([^)]*\))? students?)\b[^.;]{0,40}\b(?:(?:may|can|should) apply"
    r"|are (?:invited|encouraged|welcome|eligible)|wanted|needed)\b|\b(?:freshm[ae]n"
    r"|sophomores?)\b[^.;]{0,20}\b(?:sophomores?|juniors?|seniors?)\b|\b(?:hiring|seek(?:ing|s)?|looking for|invit(?:e"
    r"|ing)|recruiting|welcom(?:e|ing)) (?:[\w,'’-]+ ){0,4}(?:undergraduates|(?:undergraduate|college"
    r"|university) students)\b"
    r"|\b(?:du bist|sie sind) student|\bstudierende (?:im|der|des|in)\b|\bcursando\b|\bregularmente matriculad",
    re.IGNORECASE,
)
# "holds a degree or is enrolled" asks for no student.
_OR_DONE = re.compile(
    r"\b(?:degree|diploma|bachelor\W?s?)\b[^.;]{0,40}\bor (?:is |are |be )?(?:currently |actively )?(?:enrolled"
    r"|pursuing|working)|\bor equivalent\b|\bor (?:have|has|already) (?:completed|graduated|obtained|hold)"
    r"|\bcompleted or\b|\bor (?:recently )?completed\b",
    re.IGNORECASE,
)
# What employees may study beside their work, and where students are sent instead.
_FOR_STAFF = re.compile(
    r"\b(?:employees|associates|staff|tuition|reimburse\w*)\b|\b(?:look|see|check|apply) (?:at|out|to|for)? ?our\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\bnew[ -]?grad(?:uate)?s?\b|\bfull[ -]?time (?:role|position|job|employee|employment|hire|offer"
    r"|opportunity)|\bcollege hire|\bpermanent\b|\brecent graduates?\b|\b401\(?k",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"\bintern(?:ship)?\b|\bco-?op\b|werkstud|praktik|\bstage\b|alternance|estágio|student", re.IGNORECASE
)
_APPRENTICE = re.compile(r"\bapprenti(?:ce(?:ship)?s?|e?s?)\b", re.IGNORECASE)


_STUDENT_POST = linear(
    r"\bworking towards? an?\b|summer (?:\w+ )?assistant|\benroll?ment in an?\b|\brising (?:sophomore|junior"
    r"|senior)s?\b|\bfellow|graduation assignment|vacation program|\bintern(?:s|e|es|ship|ships)?\b|winternship"
    r"|intership|^extern,|bolsista|bolsas? (?:de|para)|iniciação científica|\btesi\b|immatrikul|einschreibung"
    r"|matriculad|\b(?:bachelor|master)-? (?:und )?\w*arbeit|praktik|practicant|\bco[ -]?ops?\b|\bstag(?:e|es"
    r"|iaires?)\b|\bpfe\b|studentisch|\b[sw]hk\b|\bstudying\b|graduate (?:research )?assistant|(?:degree"
    r"|graduation) project|mémoire de fin|jovem aprendiz|co-operative ed|alternan|apprent|est[áa]gi|becari|\bbecas?\b"
    r"|pr[áa]cticas|pasant|stagist|meeloopstage|meewerkstage|tirocin|stagiair|afstudeer|placement|year in industry"
    r"|\bstudents?\b|werkstud|studier|studium|thesis|masterarbeit|bachelorarbeit|abschlussarbeit|masterand|bachelorand"
    r"|diplomand|hiwi|hilfskr|undergrad|sophomore|enrolled|exjobb|examens|[ée]tudiant|estudant|estudiant|cursando"
    r"|traineeship|\breus?\b|summer (?:\w+ ){0,2}(?:aide|trainee|appointment|opportunit|vacation|analyst|associate"
    r"|scholar|fellow|researcher)|pursuing an?\b|externship|dual(?:es|er) stud|\bpraxissemester"
)


def mentions_student_post(text: str) -> bool:
    """Is there any word of an internship or a student, in any language we read? `text` may still be markup."""
    return _STUDENT_POST.search(text) is not None


def read_post(title: str, employment_type: str, parts: Page) -> Post:
    """What sort of post this is. The body beats the title; the board's own word is evidence, no proof."""
    found, keeper = _KIND.search(title), _NOT_A_POST.search(title)
    if keeper is not None and _POST_AFTER.search(title, keeper.end()):
        keeper = None  # "University Recruiting: Machine Learning Intern" is a post all the same
    if found and keeper is None and not (_SENIOR.search(title[: found.start()]) and _JOB.search(title)):
        return Post(Answer.YES, _kinds(title), f"the title says {found[0].strip()}", title)
    if keeper is not None:
        return Post(Answer.NO, (), "a job that looks after interns or students", title)
    return _by_body(title, employment_type, parts)


def _by_body(title: str, employment_type: str, parts: Page) -> Post:
    job = _GRADUATE_JOB.search(title) or _SENIOR.search(title)
    maybe = ((sentence, _internship_in(sentence)) for sentence in parts.holding(_STUDENT_POST))
    spoken = [(sentence, found) for sentence, found in maybe if found is not None]
    strong = len(spoken) >= 2 or any(_decides(found) for _, found in spoken)
    if spoken and strong and (not job or (len(spoken) >= 2 and not _SENIOR.search(title))) and not _college_hire(title):
        sentence, found = spoken[0]
        return Post(
            Answer.YES,
            _kinds(sentence.text) or (INTERNSHIP,),
            "the text is about an internship, whatever the title says",
            clip(sentence.text, *found.span()),
        )
    if _TYPE.search(employment_type) and not job:
        return Post(Answer.YES, _kinds(employment_type) or (INTERNSHIP,), "the board files it as an internship", "")
    enrolled = _enrolled(parts)
    if job and enrolled is not None and _APPRENTICE.search(title):
        return Post(Answer.YES, (INTERNSHIP,), "an apprenticeship for someone who is enrolled", clip(enrolled.text))
    if job:
        return Post(Answer.NO, (), f"the title says {job[0].strip()}, and the text is no student post", title)
    if enrolled is not None and not any(_JOB.search(each.text) for each in parts if each is not enrolled):
        return Post(Answer.YES, (INTERNSHIP,), "asks for someone who is enrolled", clip(enrolled.text))
    if spoken:
        sentence, found = spoken[0]
        return Post(
            Answer.UNSURE, (INTERNSHIP,), "speaks of an internship once, in passing", clip(sentence.text, *found.span())
        )
    return Post.none()


def _decides(found: re.Match[str]) -> bool:
    """Does this one phrase settle it alone?"""
    return bool(
        re.search(
            r"\b(?:this|our|the|able|available|willing|seeking|looking for|hiring|as|type|commitment|status"
            r"|contract)\b|duration|durée"
            r"|\(ph|werkstud|praktik|estágio|stage|alternance",
            found[0],
            re.IGNORECASE,
        )
    )


def _internship_in(sentence: Sentence) -> re.Match[str] | None:
    """Where the sentence calls this post an internship."""
    if sentence.part in (Part.BENEFITS, Part.LEGAL, Part.WISHES):
        return None
    found = _BODY.search(sentence.text)
    if found is None or _OTHERS.search(sentence.text) or not _KIND.search(found[0]):
        return None
    return found


def _enrolled(parts: Page) -> Sentence | None:
    return next(
        (
            each
            for each in parts.holding(_STUDIES)
            if each.part not in (Part.WISHES, Part.BENEFITS)
            and _ENROLLED_POST.search(each.text)
            and not _OR_DONE.search(each.text)
            and not _FOR_STAFF.search(each.text)
        ),
        None,
    )


def _college_hire(title: str) -> bool:
    return bool(re.search(r"\b(?:college|campus) hire|\bnew[ -]?grad", title, re.IGNORECASE))


def _kinds(text: str) -> tuple[str, ...]:
    """Every kind of student post that `text` names."""
    return tuple(dict.fromkeys(_KINDS[int((found.lastgroup or "k0")[1:])] for found in _KIND.finditer(text)))


def judge(post: Post, rule: Role) -> Reason:
    """Is it one of the kinds of student post that the user wants?"""
    if post.answer is not Answer.YES:
        return Reason("role", post.answer, post.why, post.quote)
    if not post.kinds or any(kind in rule.kinds for kind in post.kinds):
        return Reason("role", Answer.YES, post.why, post.quote)
    return Reason("role", Answer.NO, f"is a {' and '.join(post.kinds)} post, which you do not look for", post.quote)
