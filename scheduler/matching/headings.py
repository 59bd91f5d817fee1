"""The words that open the parts of a listing, in six languages.

Blanks also match hyphens; case is judged by the reader.
"""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What a stretch of a listing is about, by the heading above it."""

    OTHER = "other"
    ABOUT = "about"  # the company, the team's fame, the product
    DUTIES = "duties"
    NEEDS = "needs"
    WISHES = "wishes"
    ROLE = "role"  # about the role or the programme
    PAY = "pay"
    BENEFITS = "benefits"
    FORM = "form"  # the questions of an application form
    LEGAL = "legal"


# Order matters where one phrase begins another: wishes stand before needs.
HEADINGS: dict[Part, tuple[str, ...]] = {
    Part.WISHES: (
        r"(?:the )?(?:preferred|desired|desirable|standout|stand[ -]out|bonus|additional|optional|ideal"
        r"|nice to have|plus|extra)(?: but not required)?"
        r" (?:(?:skills?|qualifications?|requirements?|experiences?|education|attributes|candidates?|points?"
        r"|competenc(?:e|y|ies)|knowledge|criteria|abilities|background)"
        r"(?:(?: and |/| & |, )(?:skills?|qualifications?|experiences?|education|attributes|abilities|knowledge))?)",
        r"(?:it['’]?s )?(?:a )?(?:nice|great|good)[ -]to[ -]haves?",
        r"(?:not (?:essential|needed|necessary|required)|what (?:we don['’]t|you don['’]t) (?:need|require|expect)"
        r"|what(?:['’]s| is) not needed|what doesn['’]t matter|what(?:['’]s| would be) nice|extra credit"
        r"|was nicht nötig ist"
        r"|non serve|no hace falta)(?=:|\n|\.)",
        r"(?:bonus|brownie|extra) points?(?: if(?: you)?(?: have)?)?",
        r"(?:what|it) (?:would be|is|['’]s) (?:a )?(?:plus|bonus|nice)",
        r"(?:even better|you['’]ll stand out|how to stand out"
        r"|ways to stand out(?: from the crowd)?)(?: if(?: you)?(?: have)?)?",
        r"what (?:will|would|can|could) (?:make|set|help) you (?:stand )?(?:apart|out)",
        r"you might also have",
        r"(?:now,? )?it (?:would|will|['’]d) be (?:great|nice|awesome|amazing|ideal|fantastic|a plus"
        r"|a bonus) if(?: you)?"
        r"(?: also)?(?: have| are)?",
        r"(?:strong|great|ideal|exceptional|the best) candidates (?:may|might|will|would|could"
        r"|often)(?: also)?(?: have)?",
        r"(?:ideally|preferably),? you(?: also)?(?: have| are|['’]ll have)?(?= ?:|\n|…)",
        r"how (?:you|to) (?:can |will |could )?stand out",
        r"bonus(?:es)?(?=:|\n)",
        r"preferred(?=:|\n)",
        r"pluses(?=:|\n)",
        r"desirable(?=:|\n)",
        r"preferences(?=:|\n)",
        r"(?:big |strong |huge )?pluses",
        r"we['’]d (?:also )?love (?:it )?if",
        r"(?:von vorteil|wünschenswert|das wäre toll|idealerweise)(?=:|\n)",
        r"(?:les )?(?:plus|atouts|nice to have|compétences(?: techniques)? appréciées)(?=:|\n| :)",
        r"(?:diferenciais|desejável|será um diferencial|deseable|se valorará|requisitos deseables"
        r"|requisitos desejáveis|pluspunten)",
    ),
    Part.NEEDS: (
        r"(?:(?:the |our |your |key |core |basic |minimum|minimal|required|essential|general|job|role|position"
        r"|candidate|academic|education(?:al)?|technical|program|student|internship|mandatory|skills?(?: and"
        r"| &)|knowledge(?: and| &|,)|specific|must have|other|applicant|eligibility|qualifications?(?: and| &"
        r"|/))[ ]?){0,3}"
        r"(?:qualifications?|requirements?|prerequisites|pre-requisites|eligibility(?: criteria)?"
        r"|criteria)(?: (?:and|&) (?:skills?|experience|requirements|qualifications|eligibility|education"
        r"|competencies))?(?: (?:for|of) (?:the )?(?:role|position|internship|program|job|candidates?))?",
        r"(?:required|minimum|basic|essential|key|core|needed) (?:skills?|experience|education|knowledge"
        r"|competencies)(?:(?: and |/| & |, )(?:skills?|qualifications?|experiences?|education|abilities"
        r"|knowledge))*",
        r"(?:skills?|education|experience|knowledge)(?: and |/| & |, )(?:skills?|qualifications?|experiences?"
        r"|education|abilities|training|knowledge)",
        r"(?:what|who) (?:we['’]re|we are|you are|you['’]re|we) (?:are )?(?:looking for|look for|seek(?:ing)?"
        r"|need(?: from you)?|expect(?: from you)?|hope to see|want|would like to see|want to see|like to see"
        r"|value)(?: in (?:you|a candidate))?",
        r"(?:we are|we['’]re) looking for(?: (?:candidates|someone|people|students|a student|you))?(?: (?:with"
        r"|who(?: (?:is|are|has|have|can))?))?(?= ?:|\n|…| ?\.\.\.)",
        r"wir sollten uns kennenlernen,? wenn (?:sie|du)",
        r"folgende aufgaben erwarten (?:sie|dich)(?: [a-z. ]{0,20})?",
        r"who you are",
        r"the (?:person|student|candidate)(?=:|\n)",
        r"you(?=\n)",
        r"who(?: it['’]s| is it| this is)? for(?=:|\n)",
        r"wh(?:o|at) are we looking for",
        r"what do we (?:expect|look for|need)(?: from you)?",
        r"who are you",
        r"about you",
        r"your (?:profile|background|skills|qualifications?|experience|competencies|expertise)",
        r"(?:desired |ideal |candidate |the |your |applicant )?profile(?=:|\n| )(?! (?:of|page|picture))",
        r"what (?:you|you['’]ll|you will|you['’]d) (?:(?:will |can |would |should )?(?:bring|need|have|offer"
        r"|must have))(?: to (?:the (?:table|team|role)|us|succeed|be successful))?(?: for this (?:role"
        r"|position))?",
        r"what (?:it takes|makes you (?:a (?:great|good) (?:fit|candidate)|successful|qualified"
        r"|great))(?: to succeed)?",
        r"what (?:you|we)(?:['’]ll|['’]d| will| would)? need(?: to (?:succeed|have|see|be successful|know))?",
        r"(?:you|must) haves?(?=:|\n)",
        r"must[ -]haves?",
        r"to be (?:successful|considered|eligible)(?: (?:in|for) (?:this|the) (?:role|position"
        r"|internship))?(?=:|,? you| \n|\n)",
        r"(?:you may be|you are|you['’]re|you might be|you could be) (?:a )?(?:great |good |right "
        r"|strong )?(?:fit|match)(?: for (?:us|this))?(?: if)?(?: you)?",
        r"(?:you (?:might|may) thrive|you['’]ll thrive|you will thrive|this (?:role|internship"
        r"|position)? ?(?:is|might be|may be|could be) (?:for you|a (?:good|great) fit"
        r"|right for you)) (?:in this role )?if(?: you)?",
        r"is this you",
        r"what .{0,20}skills you['’]ll bring",
        r"who (?:should|can) apply",
        r"we['’]d (?:like|love) to (?:hear from you|see|talk to you) if",
        r"the ideal candidate(?=:|\n)",
        r"skills and experience (?:we['’]re looking for|we are looking for|you['’]ll need|required)",
        r"(?:basic|required|basic ?/ ?required|must have)(?=\n)",
        r"(?:education|skills|degree|majors?|academics?)(?=:|\n| :)",
        r"what we need to see",
        r"skills (?:you['’]ll need|required|needed)",
        r"(?:ihr|dein|unser|das) (?:profil|qualifikation(?:en)?|hintergrund|stärken)",
        r"(?:das bringst du mit|das bringen sie mit|was du mitbringst|was sie mitbringen"
        r"|was du mitbringen solltest|das solltest du mitbringen|du bringst mit|womit du überzeugst"
        r"|damit überzeugst du|was dich auszeichnet|das zeichnet (?:dich|sie) aus|was wir uns wünschen"
        r"|was wir erwarten|was (?:dich|sie) qualifiziert|qualifikation(?:en)?|anforderungen(?: an (?:sie"
        r"|dich))?|anforderungsprofil|voraussetzungen|wir erwarten|(?:deine|ihre) qualifikation(?:en)?|(?:dein"
        r"|ihr) background|profil)(?=:|\n| \n| [A-ZÄÖÜ]|[A-ZÄÖÜ])",
        r"(?:votre |le |ton )?profil(?: recherché| souhaité| idéal| attendu| du (?:candidat|stagiaire))?(?= ?:|\n|\?)",
        r"profil (?:recherché|souhaité|attendu)",
        r"(?:compétences(?: techniques| humaines)?(?: requises| attendues| recherchées)?"
        r"|qualités(?: humaines)?(?: recherchées)?"
        r"|les must have(?: pour postuler)?|(?:expérience|niveau) (?:obligatoire|requis)\w*|formation|prérequis"
        r"|qualifications requises|pré-requis)(?= ?:|\n)",
        r"qui (?:êtes[ -]vous|es[ -]tu)",
        r"(?:ce que nous (?:recherchons|attendons))",
        r"(?:requisitos(?: (?:e qualificações|mínimos|obrigatórios|imprescindibles|y cualificaciones))?"
        r"|qualificações|formação|escolaridade|perfil(?: (?:buscado|desejado|requerido))?|formación"
        r"|o que (?:buscamos|esperamos|você precisa)|pré-requisitos|qué (?:buscamos|necesitas)|lo que buscamos"
        r"|¿qué buscamos|conhecimentos)(?= ?:|\n|\?)",
        r"requisitos e qualificações",
        r"(?:wat (?:vragen wij|breng jij mee|wij vragen|we vragen|neem je mee|verwachten wij)|functie-?eisen"
        r"|jouw profiel|wie ben jij|wie zoeken wij|dit (?:vragen|verwachten) wij|profiel"
        r"|dit ben jij)(?: van jou)?(?=:|\n|\?)",
    ),
    Part.DUTIES: (
        r"(?:(?:the |your |key |main |primary |core |job |role |position |major |essential |general "
        r"|day[ -]to[ -]day |internship |other |duties (?:and|&) |roles (?:and|&) |specific |principal "
        r"|possible |potential |typical |example |sample )){0,3}(?:responsibilities|duties|tasks"
        r"|accountabilities|activities|functions|projects)(?: (?:and|&) (?:responsibilities|duties|tasks"
        r"|deliverables|accountabilities|activities))?(?: (?:include|may include|will include|of the (?:role"
        r"|position)))?",
        r"(?:here['’]s )?what (?:you|you['’]ll|you will|you['’]d|you would|you can|you could|you might"
        r"|you['’]re|you are|the intern|interns|our interns|an intern)(?: (?:will|would|could|might|may"
        r"|can))?(?: (?:be |get to |actually |expect to )?(?:do|doing|work(?:ing)? on|own|build|learn"
        r"|accomplish|tackle|achieve|be working on|contribute|gain|experience|explore|research"
        r"|responsible for))(?: (?:and learn|here|as an intern|day[ -]to[ -]day|this summer|in this role"
        r"|with us))?",
        r"how you['’]ll (?:make an impact|contribute|spend your (?:time|days?))",
        r"how (?:you|you will|you['’]ll) (?:will )?(?:make an impact|help|contribute)",
        r"where you come in",
        r"what will you (?:be )?(?:doing|do|working on|work on|learn|build)",
        r"what would you do",
        r"your (?:impact|role|mission|tasks|work|contribution|responsibilities|opportunity|day)(?=:|\n| [A-Z]|[A-Z])",
        r"(?:you will|you['’]ll|you would|as an intern,? you will|in this role,? you will"
        r"|in this role,? you['’]ll|the intern will|interns will)(?=:|\n|…|\.\.\.)",
        r"as an? .{0,40}intern,? you (?:will|['’]ll|may|can)(?=:|\n)",
        r"a (?:typical )?day in the life",
        r"day[ -]to[ -]day(?=:|\n)",
        r"what (?:the|this) (?:role|job|internship|position) (?:involves|entails|is about|looks like)",
        r"(?:(?:research|possible|example|potential|current|thesis|project) )?(?:topics|projects"
        r"|themes)(?: of interest)?"
        r" (?:include|are|cover)(?:,? but (?:are )?not limited to)?(?= ?:|\n|,? but)",
        r"(?:scope of work|essential functions|project (?:description|scope|overview|details)|research (?:areas"
        r"|topics|project|focus)|areas of (?:focus|work|responsibility)|focus areas|key (?:deliverables"
        r"|objectives|outcomes|results)|learning (?:objectives|outcomes))",
        r"(?:ihre|deine|das sind deine|die|unsere) (?:aufgaben(?:gebiete?)?|tätigkeiten|mission|rolle"
        r"|herausforderungen?|verantwortung)",
        r"(?:das erwartet (?:dich|sie)|was (?:dich|sie) erwartet|das machst du|was du machst|das wirst du tun"
        r"|deine mission|wobei du uns unterstützt|aufgaben(?:bereich|gebiet)?|tätigkeiten|zuständigkeiten"
        r"|stellenbeschreibung)(?= ?:|\n| [A-ZÄÖÜ]|[A-ZÄÖÜ/])",
        r"(?:vos |tes |les |votre |ta )?(?:missions?|responsabilités|tâches)(?: (?:principales|proposées"
        r"|du stage|du stagiaire|confiées))?(?= ?:|\n)",
        r"(?:description (?:du (?:poste|stage)|de la mission|des missions)|ce que (?:vous ferez|tu feras)"
        r"|sujet(?: du stage)?|objectifs?(?: du stage)?)(?= ?:|\n)",
        r"(?:responsabilidades(?: e atribuições)?|atividades|atribuições|principais atividades"
        r"|o que você (?:vai fazer|fará)|funciones(?: principales)?|tareas|qué harás|tus funciones"
        r"|descrição da vaga|suas atividades)(?= ?:|\n|\?)",
        r"responsabilidades e atribuições",
        r"(?:wat ga je doen|jouw (?:rol|taken|opdracht)|taken|werkzaamheden|de opdracht|de functie"
        r"|dit ga je doen|de stageopdracht|functieomschrijving)(?=:|\n|\?)",
    ),
    Part.ROLE: (
        r"(?:about|overview of|the|our|job|role|position|internship|program|programme|project|opportunity"
        r"|intern|co-op)(?: the| this| our| your)? ?(?:role|opportunity|position|job|internship(?: program)?"
        r"|program|programme|overview|summary|description|details|co-op)(?: (?:overview|summary|description"
        r"|details|and you))?(?=:|\n|\?| ?-|[A-Z]| [A-Z])",
        r"(?:overview|summary|description|synopsis|introduction|program|programme|objective)(?=:|\n)",
        r"(?:location|duration|timeline|schedule|start date|term)(?=\n)",
        r"(?:the )?(?:fine print|rest|deal|offer|setting|terms|conditions|practicalities|logistics|next steps|process"
        r"|details)(?=\n)",
        r"(?:how to apply|application process|recruitment process|(?:other|additional) information|good to know"
        r"|terms and conditions"
        r"|start and length|length|hours|working hours|what (?:it|this) (?:isn['’]t|is not)|interested)(?=:|\n|\?)",
        r"(?:konditionen|rahmenbedingungen|gut zu wissen|formales|so geht['’]s weiter|en pratique|modalités)(?=:|\n)",
        r"(?:internship|job|position|program|role) (?:description|summary|overview|details|purpose|duration"
        r"|dates|timeline)",
        r"what['’]s the (?:role|job|opportunity)",
        r"(?:die|über die) (?:stelle|position|rolle)",
        r"le (?:poste|stage)(?= ?:|\n)",
        r"sobre a vaga",
        r"descripción(?: del puesto)?(?= ?:|\n)",
    ),
    Part.FORM: (
        r"apply for this (?:job|role|position)(?=\n|\*| ?\*| indicates)",
        r"(?:application|screening|additional|voluntary|eligibility) questions",
        r"(?:bewerbungsfragen|questions de candidature)(?= ?:|\n)",
        r"submit your application",
        r"voluntary self[ -]identification",
    ),
    Part.PAY: (
        r"(?:the )?(?:base |expected |hourly |estimated |anticipated |target |posted |annual )*(?:pay|salary"
        r"|compensation|wage|pay rate|hourly rate|stipend|remuneration|salary range|pay range)(?: (?:range|rate"
        r"|transparency|information|details|band|scale|& benefits|and benefits))?(?: (?:for|is"
        r"|in) .{0,40})?(?=:|\n)",
        r"(?:vergütung|rémunération|gratification|remuneração|salario)(?= ?:|\n)",
    ),
    Part.BENEFITS: (
        r"(?:(?:our|the|your|key|employee|intern|perks (?:and|&)|compensation (?:and|&)|additional|company"
        r"|total|health) )*(?:benefits|perks|rewards)(?: (?:and|&) (?:perks|benefits|compensation"
        r"|rewards))?(?: (?:include|of working (?:at|with|for) .{0,30}|package|summary|offered))?(?=:|\n| [A-Z]"
        r"|[A-Z])",
        r"what (?:we|we['’]ll) (?:can )?offer(?: you)?",
        r"what['’]s in it for you",
        r"why (?:join|work (?:at|with|for)|you['’]ll love|us|intern (?:at|with)|apply)(?: us| with us| here"
        r"| .{1,30}?)?(?=:|\n|\?)",
        r"what you['’]ll (?:get|receive|enjoy|love)(?: (?:for|in) this role)?",
        r"(?:wir bieten|was wir (?:dir |ihnen )?bieten|unser angebot|deine vorteile|ihre vorteile"
        r"|das bieten wir|benefits|darauf kannst du dich freuen|das kannst du erwarten|unsere benefits)(?: (?:dir"
        r"|ihnen))?(?= ?:|\n"
        r"| [A-ZÄÖÜ]|[A-ZÄÖÜ])",
        r"(?:nous (?:vous )?offrons|avantages|ce que nous offrons)(?= ?:|\n)",
        r"(?:benefícios|beneficios|oferecemos|ofrecemos|qué ofrecemos|o que oferecemos)(?= ?:|\n|\?)",
        r"(?:wat bieden wij|wij bieden|wat krijg je|dit bieden wij)(?: jou)?(?= ?:|\n|\?)",
    ),
    Part.LEGAL: (
        r"(?:equal (?:employment )?opportunity(?: employer| statement)?|eeo(?: statement)?"
        r"|our commitment to (?:diversity|inclusion)|diversity,? (?:equity|and|&).{0,30}|e-verify"
        r"|export control(?: requirements?)?|privacy (?:notice|policy|statement)|disclaimer|accommodations?"
        r"|applicants? (?:with|in) (?:disabilities|california)|pay transparency(?: .{0,20})?"
        r"|notice to .{0,30})(?=:|\n)",
    ),
    Part.ABOUT: (
        r"(?:a little |more |learn more |a bit |all )?about (?:us|the (?:company|team|organization|group|lab"
        r"|department|business)|our (?:company|team|mission|organization|lab)|the .{1,25} team)(?=:|\n|\?"
        r"| [A-Z]|[A-Z])",
        r"who (?:we are|is .{1,30})(?=:|\n|\?| [A-Z]|[A-Z])",
        r"(?:our|the) (?:company|mission|vision|story|values|culture|team|product|technology|lab)(?=:|\n)",
        r"(?:company|team|organization|department) (?:overview|description|summary|profile|background|introduction)",
        r"(?:über uns|wir über uns|wer wir sind|das sind wir|das unternehmen|unternehmen|qui sommes[ -]nous"
        r"|à propos(?: de .{1,30})?|l['’]entreprise|présentation(?: de .{1,30})?|sobre (?:nós|a empresa"
        r"|nosotros|la empresa)|quem somos|quiénes somos|over ons|wie zijn wij|wie we zijn)(?= ?:|\n|\?| [A-Z]"
        r"|[A-Z])",
        r"about (?-i:[A-Z])[\w&.,'’-]{1,25}(?: (?-i:[A-Z])[\w&.,'’-]{1,25}){0,3}(?=:|\n)",
    ),
}

# The first words of all these phrases: a capital letter that begins none of them is no heading, which saves the search.
FIRST_WORDS = frozenset(
    """
    a about academic academics accommodation accommodations accountabilities activities additional all anforderungen
    anforderungsprofil annual anticipated applicant applicants application apply areas as atividades atribuições
    aufgaben aufgabenbereich aufgabengebiet avantages base basic beneficios benefits benefícios best bewerbungsfragen
    big bonus bonuses brownie candidate ce co company compensation compétences conditions conhecimentos core criteria
    current damit darauf das day de deal degree dein deine department descripción description descrição deseable
    desejável desirable desired details die diferenciais disclaimer dit diversity du duration duties e education
    educational eeo eligibility employee en equal escolaridade essential estimated even example exceptional expected
    experience export expérience extra fine focus folgende formación formales formation formação funciones functie
    functieeisen functieomschrijving functions general good gratification great gut health here's hourly hours how
    huge ideal idealerweise ideally ihr ihre in interested intern interns internship introduction is it it's job jouw
    key knowledge konditionen l le learn learning length les little lo location logistics main major majors mandatory
    minimal minimum mission missions modalités more must needed next nice niveau no non not notice nous now o objectif
    objectifs objective oferecemos offer ofrecemos opportunity optional organization other our over overview pay
    perfil perks person plus pluses pluspunten position possible posted potential practicalities pre preferably
    preferences preferred prerequisites primary principais principal privacy process profiel profil profile program
    programme project projects pré prérequis présentation qualification qualifications qualificações qualités quem
    questions qui quiénes qué rahmenbedingungen recruitment remuneration remuneração required requirement requirements
    requisitos research responsabilidades responsabilités responsibilities rest rewards role roles rémunération
    salario salary sample schedule scope screening se será setting sind skill skills so sobre specific stand standout
    start stellenbeschreibung stipend strong student suas submit sujet summary synopsis ta taken tareas target tasks
    team technical term terms tes the themes thesis this timeline to ton topics total tus typical tâches tätigkeiten
    unser unsere unternehmen vergütung voluntary von voraussetzungen vos votre wage was wat ways we we'd we're wer
    werkzaamheden what what's where who why wie wij wir wobei womit working would wünschenswert you you'd you'll
    you're your zuständigkeiten à über
    """.split()
)
