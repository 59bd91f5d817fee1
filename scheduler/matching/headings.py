"""The words that open the parts of a listing, in six languages. Blanks also match hyphens; case is judged by the reader."""

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
        r"(?:the )?(?:preferred|desired|desirable|standout|stand[ -]out|bonus|additional|optional|ideal|nice to have|plus|extra)(?: but not required)?"
        r" (?:(?:skills?|qualifications?|requirements?|experiences?|education|attributes|candidates?|points?|competenc(?:e|y|ies)|knowledge|criteria|abilities|background)"
        r"(?:(?: and |/| & |, )(?:skills?|qualifications?|experiences?|education|attributes|abilities|knowledge))?)",
        r"(?:it['’]?s )?(?:a )?nice to haves?",
        r"nice[ -]to[ -]haves?",
        r"(?:bonus|brownie|extra) points?(?: if(?: you)?(?: have)?)?",
        r"good to have",
        r"(?:what|it) (?:would be|is|['’]s) (?:a )?(?:plus|bonus|nice)",
        r"(?:even better|you['’]ll stand out|how to stand out|ways to stand out(?: from the crowd)?)(?: if(?: you)?(?: have)?)?",
        r"what (?:will|would|can|could) (?:make|set|help) you (?:stand )?(?:apart|out)",
        r"you might also have",
        r"how (?:you|to) (?:can |will |could )?stand out",
        r"bonus(?:es)?(?=:|\n)",
        r"preferred(?=:|\n)",
        r"pluses(?=:|\n)",
        r"desirable(?=:|\n)",
        r"preferences(?=:|\n)",
        r"(?:big |strong |huge )?pluses",
        r"we['’]d (?:also )?love (?:it )?if",
        r"(?:von vorteil|wünschenswert|das wäre toll|idealerweise)(?=:|\n)",
        r"(?:les )?(?:plus|atouts)(?=:|\n| :)",
        r"(?:diferenciais|desejável|será um diferencial|deseable|se valorará|requisitos deseables|requisitos desejáveis|pluspunten)",
    ),
    Part.NEEDS: (
        r"(?:(?:the |our |your |key |core |basic |minimum|minimal|required|essential|general|job|role|position|candidate|academic|education(?:al)?|technical|program|student|internship|mandatory|skills?(?: and| &)|knowledge(?: and| &|,)|specific|must have|other|applicant|eligibility|qualifications?(?: and| &|/))[ ]?){0,3}"
        r"(?:qualifications?|requirements?|prerequisites|pre-requisites|eligibility(?: criteria)?|criteria)(?: (?:and|&) (?:skills?|experience|requirements|qualifications|eligibility|education|competencies))?(?: (?:for|of) (?:the )?(?:role|position|internship|program|job|candidates?))?",
        r"(?:required|minimum|basic|essential|key|core|needed) (?:skills?|experience|education|knowledge|competencies)(?:(?: and |/| & |, )(?:skills?|qualifications?|experiences?|education|abilities|knowledge))*",
        r"(?:skills?|education|experience|knowledge)(?: and |/| & |, )(?:skills?|qualifications?|experiences?|education|abilities|training|knowledge)",
        r"(?:what|who) (?:we['’]re|we are|you are|you['’]re|we) (?:are )?(?:looking for|look for|seek(?:ing)?|need(?: from you)?|expect(?: from you)?|hope to see|want|would like to see|want to see|like to see|value)(?: in (?:you|a candidate))?",
        r"(?:we are|we['’]re) looking for(?: (?:candidates|someone|people|students|a student|you))?(?: (?:with|who(?: (?:is|are|has|have|can))?))?(?= ?:|\n|…| ?\.\.\.)",
        r"wir sollten uns kennenlernen,? wenn (?:sie|du)",
        r"folgende aufgaben erwarten (?:sie|dich)(?: [a-z. ]{0,20})?",
        r"who you are", r"wh(?:o|at) are we looking for", r"what do we (?:expect|look for|need)(?: from you)?",
        r"who are you",
        r"about you",
        r"your (?:profile|background|skills|qualifications?|experience|competencies|expertise)",
        r"(?:desired |ideal |candidate |the |your |applicant )?profile(?=:|\n| )(?! (?:of|page|picture))",
        r"what (?:you|you['’]ll|you will|you['’]d) (?:(?:will |can |would |should )?(?:bring|need|have|offer|must have))(?: to (?:the (?:table|team|role)|us|succeed|be successful))?(?: for this (?:role|position))?",
        r"what (?:it takes|makes you (?:a (?:great|good) (?:fit|candidate)|successful|qualified|great))(?: to succeed)?",
        r"what (?:you|we)(?:['’]ll|['’]d| will| would)? need(?: to (?:succeed|have|see|be successful|know))?",
        r"(?:you|must) haves?(?=:|\n)",
        r"must[ -]haves?",
        r"to be (?:successful|considered|eligible)(?: (?:in|for) (?:this|the) (?:role|position|internship))?(?=:|,? you| \n|\n)",
        r"(?:you may be|you are|you['’]re|you might be|you could be) (?:a )?(?:great |good |right |strong )?(?:fit|match)(?: for (?:us|this))?(?: if)?(?: you)?",
        r"(?:you (?:might|may) thrive|you['’]ll thrive|you will thrive|this (?:role|internship|position)? ?(?:is|might be|may be|could be) (?:for you|a (?:good|great) fit|right for you)) (?:in this role )?if(?: you)?",
        r"is this you",
        r"what .{0,20}skills you['’]ll bring",
        r"who (?:should|can) apply",
        r"we['’]d (?:like|love) to (?:hear from you|see|talk to you) if",
        r"the ideal candidate(?=:|\n)",
        r"(?:education|skills|degree|majors?|academics?)(?=:|\n| :)",
        r"what we need to see",
        r"skills (?:you['’]ll need|required|needed)",
        r"(?:ihr|dein|unser|das) (?:profil|qualifikation(?:en)?|hintergrund|stärken)",
        r"(?:das bringst du mit|das bringen sie mit|was du mitbringst|was sie mitbringen|was du mitbringen solltest|das solltest du mitbringen|du bringst mit|womit du überzeugst|damit überzeugst du|was dich auszeichnet|das zeichnet (?:dich|sie) aus|was wir uns wünschen|was wir erwarten|was (?:dich|sie) qualifiziert|qualifikation(?:en)?|anforderungen(?: an (?:sie|dich))?|anforderungsprofil|voraussetzungen|wir erwarten|(?:deine|ihre) qualifikation(?:en)?|(?:dein|ihr) background|profil)(?=:|\n| \n| [A-ZÄÖÜ]|[A-ZÄÖÜ])",
        r"(?:votre |le |ton )?profil(?: recherché| souhaité| idéal| attendu)?(?= ?:|\n|\?)",
        r"profil (?:recherché|souhaité|attendu)",
        r"(?:compétences(?: requises| attendues)?|formation|prérequis|qualifications requises|pré-requis)(?= ?:|\n)",
        r"qui (?:êtes[ -]vous|es[ -]tu)",
        r"(?:ce que nous (?:recherchons|attendons))",
        r"(?:requisitos(?: (?:e qualificações|mínimos|obrigatórios|imprescindibles|y cualificaciones))?|qualificações|formação|escolaridade|perfil(?: (?:buscado|desejado|requerido))?|formación|o que (?:buscamos|esperamos|você precisa)|pré-requisitos|qué (?:buscamos|necesitas)|lo que buscamos|¿qué buscamos|conhecimentos)(?= ?:|\n|\?)",
        r"requisitos e qualificações",
        r"(?:wat (?:vragen wij|breng jij mee|wij vragen|we vragen|neem je mee|verwachten wij)|functie-?eisen|jouw profiel|wie ben jij|wie zoeken wij|dit (?:vragen|verwachten) wij|profiel|dit ben jij)(?: van jou)?(?=:|\n|\?)",
    ),
    Part.DUTIES: (
        r"(?:(?:the |your |key |main |primary |core |job |role |position |major |essential |general |day[ -]to[ -]day |internship |other |duties (?:and|&) |roles (?:and|&) |specific |principal |possible |potential |typical |example |sample )){0,3}(?:responsibilities|duties|tasks|accountabilities|activities|functions|projects)(?: (?:and|&) (?:responsibilities|duties|tasks|deliverables|accountabilities|activities))?(?: (?:include|may include|will include|of the (?:role|position)))?",
        r"(?:here['’]s )?what (?:you|you['’]ll|you will|you['’]d|you would|you can|you could|you might|you['’]re|you are|the intern|interns|our interns|an intern)(?: (?:will|would|could|might|may|can))?(?: (?:be |get to |actually |expect to )?(?:do|doing|work(?:ing)? on|own|build|learn|accomplish|tackle|achieve|be working on|contribute|gain|experience|explore|research|responsible for))(?: (?:and learn|here|as an intern|day[ -]to[ -]day|this summer|in this role|with us))?",
        r"how you['’]ll (?:make an impact|contribute|spend your (?:time|days?))",
        r"how (?:you|you will|you['’]ll) (?:will )?(?:make an impact|help|contribute)",
        r"where you come in", r"what will you (?:be )?(?:doing|do|working on|work on|learn|build)", r"what would you do",
        r"your (?:impact|role|mission|tasks|work|contribution|responsibilities|opportunity|day)(?=:|\n| [A-Z]|[A-Z])",
        r"(?:you will|you['’]ll|you would|as an intern,? you will|in this role,? you will|in this role,? you['’]ll|the intern will|interns will)(?=:|\n|…|\.\.\.)",
        r"as an? .{0,40}intern,? you (?:will|['’]ll|may|can)(?=:|\n)",
        r"a (?:typical )?day in the life",
        r"day[ -]to[ -]day(?=:|\n)",
        r"what (?:the|this) (?:role|job|internship|position) (?:involves|entails|is about|looks like)",
        r"(?:scope of work|essential functions|project (?:description|scope|overview|details)|research (?:areas|topics|project|focus)|areas of (?:focus|work|responsibility)|focus areas|key (?:deliverables|objectives|outcomes|results)|learning (?:objectives|outcomes))",
        r"(?:ihre|deine|das sind deine|die|unsere) (?:aufgaben(?:gebiete?)?|tätigkeiten|mission|rolle|herausforderungen?|verantwortung)",
        r"(?:das erwartet (?:dich|sie)|was (?:dich|sie) erwartet|das machst du|was du machst|das wirst du tun|deine mission|wobei du uns unterstützt|aufgaben(?:bereich|gebiet)?|tätigkeiten|zuständigkeiten|stellenbeschreibung)(?= ?:|\n| [A-ZÄÖÜ]|[A-ZÄÖÜ/])",
        r"(?:vos |tes |les |votre |ta )?(?:missions?|responsabilités|tâches)(?: (?:principales|proposées|du stage|confiées))?(?= ?:|\n)",
        r"(?:description (?:du (?:poste|stage)|de la mission|des missions)|ce que (?:vous ferez|tu feras)|sujet(?: du stage)?|objectifs?(?: du stage)?)(?= ?:|\n)",
        r"(?:responsabilidades(?: e atribuições)?|atividades|atribuições|principais atividades|o que você (?:vai fazer|fará)|funciones(?: principales)?|tareas|qué harás|tus funciones|descrição da vaga|suas atividades)(?= ?:|\n|\?)",
        r"responsabilidades e atribuições",
        r"(?:wat ga je doen|jouw (?:rol|taken|opdracht)|taken|werkzaamheden|de opdracht|de functie|dit ga je doen|de stageopdracht|functieomschrijving)(?=:|\n|\?)",
    ),
    Part.ROLE: (
        r"(?:about|overview of|the|our|job|role|position|internship|program|programme|project|opportunity|intern|co-op)(?: the| this| our| your)? ?(?:role|opportunity|position|job|internship(?: program)?|program|programme|overview|summary|description|details|co-op)(?: (?:overview|summary|description|details|and you))?(?=:|\n|\?| ?-|[A-Z]| [A-Z])",
        r"(?:overview|summary|description|synopsis|introduction|program|programme|objective)(?=:|\n)",
        r"(?:location|duration|timeline|schedule|start date|term)(?=\n)",
        r"(?:internship|job|position|program|role) (?:description|summary|overview|details|purpose|duration|dates|timeline)",
        r"what['’]s the (?:role|job|opportunity)",
        r"(?:die|über die) (?:stelle|position|rolle)",
        r"le (?:poste|stage)(?= ?:|\n)",
        r"sobre a vaga",
        r"descripción(?: del puesto)?(?= ?:|\n)",
    ),
    Part.FORM: (
        r"apply for this (?:job|role|position)(?=\n|\*| ?\*| indicates)",
        r"(?:application|screening|additional|voluntary|eligibility) questions",
        r"submit your application",
        r"voluntary self[ -]identification",
    ),
    Part.PAY: (
        r"(?:the )?(?:base |expected |hourly |estimated |anticipated |target |posted |annual )*(?:pay|salary|compensation|wage|pay rate|hourly rate|stipend|remuneration|salary range|pay range)(?: (?:range|rate|transparency|information|details|band|scale|& benefits|and benefits))?(?: (?:for|is|in) .{0,40})?(?=:|\n)",
        r"(?:vergütung|rémunération|gratification|remuneração|salario)(?= ?:|\n)",
    ),
    Part.BENEFITS: (
        r"(?:(?:our|the|your|key|employee|intern|perks (?:and|&)|compensation (?:and|&)|additional|company|total|health) )*(?:benefits|perks|rewards)(?: (?:and|&) (?:perks|benefits|compensation|rewards))?(?: (?:include|of working (?:at|with|for) .{0,30}|package|summary|offered))?(?=:|\n| [A-Z]|[A-Z])",
        r"what (?:we|we['’]ll) (?:can )?offer(?: you)?",
        r"what['’]s in it for you",
        r"why (?:join|work (?:at|with|for)|you['’]ll love|us|intern (?:at|with)|apply)(?: us| with us| here| .{1,30}?)?(?=:|\n|\?)",
        r"what you['’]ll (?:get|receive|enjoy|love)",
        r"(?:wir bieten|was wir (?:dir |ihnen )?bieten|unser angebot|deine vorteile|ihre vorteile|das bieten wir|benefits|das kannst du erwarten|unsere benefits)(?: (?:dir|ihnen))?(?= ?:|\n| [A-ZÄÖÜ]|[A-ZÄÖÜ])",
        r"(?:nous (?:vous )?offrons|avantages|ce que nous offrons)(?= ?:|\n)",
        r"(?:benefícios|beneficios|oferecemos|ofrecemos|qué ofrecemos|o que oferecemos)(?= ?:|\n|\?)",
        r"(?:wat bieden wij|wij bieden|wat krijg je|dit bieden wij)(?: jou)?(?= ?:|\n|\?)",
    ),
    Part.LEGAL: (
        r"(?:equal (?:employment )?opportunity(?: employer| statement)?|eeo(?: statement)?|our commitment to (?:diversity|inclusion)|diversity,? (?:equity|and|&).{0,30}|e-verify|export control(?: requirements?)?|privacy (?:notice|policy|statement)|disclaimer|accommodations?|applicants? (?:with|in) (?:disabilities|california)|pay transparency(?: .{0,20})?|notice to .{0,30})(?=:|\n)",
    ),
    Part.ABOUT: (
        r"(?:a little |more |learn more |a bit |all )?about (?:us|the (?:company|team|organization|group|lab|department|business)|our (?:company|team|mission|organization|lab)|the .{1,25} team)(?=:|\n|\?| [A-Z]|[A-Z])",
        r"who (?:we are|is .{1,30})(?=:|\n|\?| [A-Z]|[A-Z])",
        r"(?:our|the) (?:company|mission|vision|story|values|culture|team|product|technology|lab)(?=:|\n)",
        r"(?:company|team|organization|department) (?:overview|description|summary|profile|background|introduction)",
        r"(?:über uns|wir über uns|wer wir sind|das sind wir|das unternehmen|unternehmen|qui sommes[ -]nous|à propos(?: de .{1,30})?|l['’]entreprise|présentation(?: de .{1,30})?|sobre (?:nós|a empresa|nosotros|la empresa)|quem somos|quiénes somos|over ons|wie zijn wij|wie we zijn)(?= ?:|\n|\?| [A-Z]|[A-Z])",
        r"about (?-i:[A-Z])[\w&.,'’-]{1,25}(?: (?-i:[A-Z])[\w&.,'’-]{1,25}){0,3}(?=:|\n)",
    ),
}

# The first words of all these phrases: a capital letter that begins none of them is no heading, which saves the search.
FIRST_WORDS = frozenset(
    """
    we're folgende would
    the a preferred desired desirable bonus additional optional ideal nice plus extra it it's standout stand brownie good what how even you
    you'll you're you'd ways bonuses pluses preferences big strong huge we we'd von wünschenswert das idealerweise les diferenciais desejável
    será deseable se requisitos pluspunten our your key core basic minimum minimal required essential general job role position candidate
    academic education educational technical program programme student internship mandatory skill skills knowledge specific must other applicant
    applicants eligibility qualification qualifications requirement requirements prerequisites pre criteria needed experience who about
    profile this to is degree major majors academics ihr ihre dein deine unser unsere was du womit damit anforderungen
    anforderungsprofil voraussetzungen wir profil votre le ton compétences formation prérequis qui ce qualificações formação escolaridade
    perfil formación o qué lo pré conhecimentos wat functie functieeisen jouw wie dit profiel day roles primary main specific principal
    possible potential typical example sample responsibilities duties tasks accountabilities activities functions projects project here's where as
    in interns scope research areas focus learning sind die aufgaben aufgabenbereich aufgabengebiet tätigkeiten wobei zuständigkeiten
    stellenbeschreibung vos tes ta mission missions responsabilités tâches description sujet objectif objectifs responsabilidades atividades
    atribuições principais funciones tareas tus descrição suas taken werkzaamheden de functieomschrijving overview opportunity intern co
    summary details synopsis introduction objective location duration timeline schedule start term über sobre descripción apply application
    screening voluntary submit base expected hourly estimated anticipated target posted annual pay salary compensation wage stipend remuneration
    vergütung rémunération gratification remuneração salario employee company total health benefits perks rewards why nous avantages
    benefícios beneficios oferecemos ofrecemos wij equal eeo diversity e export privacy disclaimer accommodation accommodations notice little
    more learn all team organization department wer unternehmen l présentation à quem quiénes over
    """.split()
)
