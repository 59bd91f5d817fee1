"""What a title names: work on models, data science, what stands beside them, or another job."""

from __future__ import annotations

import re

_T = re.IGNORECASE
# Titles that name the work. "LLM" beside "tax" or "law" is a degree in law.
NAMES_MODELS = re.compile(
    r"\bmachine[ -]?lea?rning\b|\b(?:ai|tiny)?ml(?:ops)?\b|\bllmops\b|\brlhf\b|\bdeep[ -]?learning\b"
    r"|\bartificial (?:general )?intelligence\b|\bagi\b"
    r"|\bgen(?:erative)?[ -]?ai\b|\bgenai\b|\bai\b|\ba\.i\.|\bia\b(?! ?\])|(?-i:\bKI\b)|\bkünstliche intelligenz"
    r"|\bintelligence artificielle|\bintelligenza artificiale|\bapprendimento automatico|\bvisione artificiale"
    r"|\binteligencia artificial|\binteligência (?:artificial|de máquina)|\bmaschinelles lernen"
    r"|\bapprentissage (?:automatique|profond|machine)|\baprendizado de máquina|\bnlp\b|\bnatural language\b"
    r"|\b(?:computer|machine) vision\b|\bvision (?:par ordinateur|research|algorithm|language|ai|engineer"
    r"|software)|\bllms?\b|\blanguage models?\b|\breinforcement learning\b|\bspeech (?:recognition|research"
    r"|synthesis|ai)|\bapplied scien\w*|\bperception\b|\brobot(?:ic)? (?:learning|intelligence|perception)"
    r"|\brecommend(?:er|ation)s?\b|\bneural (?:net|render|model|architect|search|language|machine|radiance|decod"
    r"|rank|comput|operator)\w*|\blearning[ -]based\b|\btrain(?:ing)? (?:\w+ ){0,2}networks?\b"
    r"|\bperception for\b|\bgenerative\b|\bagentic\b|\bfoundation models?\b|\bmultimodal\b"
    r"|\bvlms?\b|\bprompt engineer\w*|\bautonomy research|\bembodied\b|\bimage (?:recognition|understanding)"
    r"|\bvision[ -]language|\brag\b|\bpredictive modell?ing\b|\bmodel (?:training|inference|optimi[sz]ation"
    r"|compression|evaluation)|\bpattern recognition\b|\bbioinformatics (?:machine|ai)|\btext (?:analytics"
    r"|mining)\b|\bconversational ai\b|\bml/|/ml\b|\bai/|\bmachine intelligence\b|\bspoken language\b"
    r"|\bcomputational linguist\w*|\bvoice ai\b|\bself-driving (?:perception|research)"
    r"|\brepresentation learning|\b3d vision\b|\bslam\b|\bgaussian splatting\b|\bmachinelles|\bdeep tech ai"
    r"|\b(?:imitation|federated|self-supervised|supervised|unsupervised|preference|manipulation|deep reinforcement"
    r"|few-shot|transfer|active) learning\b|\b(?:diffusion|world|reward|code|code generation|end-to-end driving"
    r"|driving|text-to-speech|speech|credit|risk|predictive|surrogate|video|image|3d generative) models?\b"
    r"|\bmodels? research\b|\b(?:reward|predictive|credit risk|risk|speech|world|user|language) modell?ing\b"
    r"|\bmodel development\b|\bmachine translation\b|\b(?:image|text|video|sound) (?:classification|segmentation"
    r"|generation)\b|\b(?:object|pose|anomaly|keypoint|lane) (?:detect\w*|track\w*|estimation|recognition)\b"
    r"|\bmotion forecasting\b|\binterpretability\b|\bexplainable\b|\bpytorch\b|\btensorrt\b|\bpre-?training\b"
    r"|\btraining infrastructure\b|\bgraph compilers?\b|\bcausal inference\b|\bforecasting scien\w*"
    r"|\b(?:sprach|objekt|bild|muster|schrift|anomalie)erkennung|\bdiffusion polic\w*|\btraduction automatique"
    r"|\b(?:spraak|beeld)"
    r"(?:herkenning|technologie)|\breconocimiento (?:de|automático)\b|\breconhecimento de\b|\bneuronale\w*"
    r"|\bsprachmodell\w*|\bprognosemodell\w*"
    r"|\bstatistische modell\w*|\bréseaux de neurones|\bapprentissage (?:fédéré|par renforcement|statistique)"
    r"|\bmodèles? (?:de diffusion|de langage|prédicti\w*|statisti\w*|génératifs?)|\bmodélisation (?:prédictive"
    r"|statistique)|\breconnaissance (?:automatique|vocale|d['’]images?|de la parole)|\bdétection d['’]objets?"
    r"|\bsystèmes de recommandation|\breti neurali|\bmodelli (?:predittivi|linguistici|generativi)"
    r"|\bredes neur\w+|\bmodelos? (?:predi[ct]+iv\w*|de lenguaje|de linguagem|estat?[ií]stic\w*|generativ\w*)"
    r"|\baprendizaje automático|\b(?:procesamiento|processamento) d[ea] l\w+ natural|\btaalmodel\w*"
    r"|\bvoorspellende modellen"
    r"|\bvisão computacional"
    r"|\bvisión (?:por computador|artificial)|\bbildverarbeitung\b|\bmaschine[ln]\w* (?:lernen|sehen)"
    r"|\btraitement (?:du langage|d['’]images?)",
    _T,
)
NAMES_DATA_SCIENCE = re.compile(
    r"\bdata[ -]?scien\w*|\bdecision scien\w*|\bscience (?:de|des) données|\bciencia de datos"
    r"|\bciência de dados|\bcientista de dados|\bcientífic[oa] de datos|\bdatenwissenschaft\w*|\bdata mining\b"
    r"|\b(?:statistical|quantitative) (?:model\w*|learning)|\bstatistician|\bbiostatistic\w*|\bdatascien\w*",
    _T,
)
NAMES_NEAR = re.compile(
    r"(?P<engineering>\bdata (?:engineer\w*|platform|warehouse|pipeline|architect\w*|governance|management"
    r"|quality|stage|operations|integration|migration|steward\w*|entry|infrastructure)|\betl\b"
    r"|\banalytics engineer\w*|\bdatastage\b|\bdatabase\b|\bengenheir\w+ de dados)"
    r"|(?P<analysis>(?<!summer )\banalys?t\w*"
    r"|\banalytics?\b|\bbusiness intelligence\b|\bbi\b|\bpower ?bi\b|\breporting\b|\binsights?\b|\bdata\b"
    r"|\bintelligence\b|\bdaten\w*|\bdonnées|\bdados|\binteligência de mercado"
    r"|\bquant(?:itative)? (?:\w+ )?(?:risk|strateg\w*|finance))"
    r"|(?P<use>(?<!design )\bautomation\b|\brpa\b|\blow-?code\b)",
    _T,
)
NAMES_OTHER = re.compile(
    r"\b(?:office|gtm|go-to-market|software|swe|developer|marketing|sales|recruit\w*|talent|hr|human resources|finance"
    r"|accounting|audit"
    r"|tax|legal|law|communications?|content|social media|design(?:er)?|ux|ui|product manage\w*"
    r"|project manage\w*|business development|operations|supply chain|procurement|mechanical|electrical"
    r"|hardware|asic|fpga|rtl|verification|firmware|embedded|silicon|physical design|analog|rf|civil|chemical"
    r"|metallurgy|manufacturing|quality|front-?end|back-?end|full[ -]?stack|web|mobile|ios|android|devops|sre"
    r"|site reliability|network\w*|security|cyber\w*|it|help ?desk|support|game\w*|qa|test\w*|blockchain"
    r"|quantitative (?:trad|develop)\w*|trading|trader|\.net|java|policy|ethics|governance|community"
    r"|partnership\w*|strategy|consult\w*|solutions?|implementation|customer|journalis\w*|writer|editor|annotat\w*"
    r"|label\w*|data entry"
    r"|teach\w*|tutor\w*|program manager|controls?|motion planning|public relations|events?|graphic"
    r"|administrative|systemadmin\w*)\b",
    _T,
)
NAMES_QUANT = re.compile(
    r"\bquant(?:itative)? research\w*(?: analyst)?", _T
)  # statistical modelling, beside whatever desk
# Software that runs models goes by these names; its duties or requirements name models.
NAMES_SYSTEMS = re.compile(
    r"\bcompilers?\b|\binference\b|\bkernels?\b|\bgpus?\b|\bcuda\b|\bruntime\b|\bperformance\b|\bhpc\b"
    r"|\bdistributed training\b|\bautonom\w+|\brobot\w*|\bsimulation\b|\balgorithm\w*|\bresearch\w*|\bspeech\b"
    r"|\bvision\b|\bsearch\b|\branking\b",
    _T,
)
# Words that turn an "AI" title into another job: its marketing, its law, its sale.
AI_BESIDE = re.compile(
    r"\bai (?:start-?up|company)\b|\bai[ -](?:first|native|powered|enabled|assisted)\b|\b(?:ai|ml|llm|ki|ia"
    r"|machine learning)\b.{0,25}\b(?:marketing|sales|recruit\w*|policy|ethics|governance"
    r"|law|legal|tax|content|social media|product manag\w*|project manag\w*|program manag\w*|business"
    r"|go[ -]to[ -]market|growth|communications?|strategy|operations|transformation|adoption|enablement"
    r"|customer|community|ux|design(?:er)?|writer|editor|annotat\w*|label\w*|trainer|hardware|asic|silicon"
    r"|verification|rtl|network\w*|governança|change management|architecture|accelerators?|chips?|literacy"
    r"|training specialist|tutor|evaluator|data collect\w*|automation|journalis\w*|storytelling|audience|video"
    r"|art(?:ist)?|creative"
    r"|paralegal|workflow|operator|instructor|counsel\w*|coordinator|procurement|policy|beleid|ethiek|act und"
    r"|trainingsdaten|curriculum|office\b|kommunikation|vertrieb|recht\b|marketing|conduite du changement"
    r"|interconnects?|licensing|conference|saas|readiness|automaç\w*|automatización|prozessautomatisierung"
    r"|produktmanagement"
    r"|data cent(?:er|re)|game\w*|npc|venture|invest\w*|research analyst)\b"
    r"|\b(?:game\w*|marketing"
    r"|sales|recruit\w*|policy|law|legal|tax|content|product (?:manag\w*|intern\w*|co-?op|assistant|owner)|qa|business"
    r"|growth|strategy"
    r"|operations"
    r"|customer|ux|hardware|asic|silicon|rtl|compliance|audit|finance|hr|silicon design|chip design|accelerator"
    r"|venture|invest\w*|journalis\w*|communications?|social media|creative|relations|transformation|writer|docs"
    r"|front-?end|cyber|partner\w*"
    r"|supply chain|instructor|counsel\w*|coordinator|account\w*|ambassador|community|advocate|editorial"
    r"|equity research|event\w*|executive assistant|fundrais\w*|government|affairs|optical|paralegal|patent"
    r"|regulat\w*|enablement|sourcer|customer success|program management|full[ -]?stack|data cent(?:er|re)"
    r"|jurídic\w*|juridique|comercial|commercial|kommunikation\w*|\w*kommunikation|vertrieb\w*|recht\w*"
    r"|communication|chef\S* de projet|product owner|produktmanagement"
    r"|procurement)\b.{0,30}\b(?:ai|ml|llm|machine learning|ki|ia)\b"
    r"|\b(?:perception|vision|autonomy|robot\w*) (?:hardware|mechanical|electrical|test|operations|validation)\b"
    r"|\b(?:nlp|vision|speech|image|language) (?:data )?(?:annotat\w*|label\w*)",
    _T,
)
# ... unless the title says outright who builds the models.
NAMES_BUILDER = re.compile(
    r"\b(?:machine[ -]?learning|ml|deep[ -]learning|ai(?:/ml)?|nlp|computer vision|llm|genai)"
    r" (?:software |research |systems? )?(?:engineer|scientist|developer|researcher)(?:ing)?\b"
    r"|\bresearch (?:scientist|engineer)\b|\b(?:machine[ -]?learning|deep[ -]learning) for\b|\b(?:machine learning"
    r"|ml|ai) (?:modell?ing|inference"
    r"|infrastructure|compilers?|kernels?|models?|algorithms?)\b",
    _T,
)
PARTED = re.compile(r"[,(|:–—&+]|\s-\s")  # what parts "Product Design Intern" from "AI" in a title
