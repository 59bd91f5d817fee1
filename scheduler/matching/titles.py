"""What a title names: work on models, data science, what stands beside them, or another job."""

from __future__ import annotations

import re

from scheduler.matching.patterns import linear

_T = re.IGNORECASE
# Titles that name the work. "LLM" beside "tax" or "law" is a degree in law.
NAMES_MODELS = linear(
    r"\bmachine[ -]?lea?rning\b|\b(?:ai|tiny)?ml(?:ops)?\b|\bllmops\b|\brlhf\b|\bdeep[ -]?learning\b"
    r"|\bartificial (?:general )?intelligence\b|\bagi\b|\bgen(?:erative)?[ -]?ai\b|\bgenai\b|\bai\b|\ba\.i\."
    r"|\bia\b(?: ?[^\] ]|$)|(?-i:\bKI\b)|\bkünstliche intelligenz|\bintelligence artificielle"
    r"|\bintelligenza artificiale"
    r"|\bapprendimento automatico|\bvisione artificiale|\binteligencia artificial|\binteligência (?:artificial"
    r"|de máquina)|\bmaschinelles lernen|\bapprentissage (?:automatique|profond|machine)|\baprendizado de máquina"
    r"|\bnlp\b|\bnatural language\b|\b(?:computer|machine) vision\b|\bvision (?:par ordinateur|research|algorithm"
    r"|language|ai|engineer|software)|\bllms?\b|\blanguage models?\b|\breinforcement learning\b"
    r"|\bspeech (?:recognition|research|synthesis|ai)|\bapplied scien\w*|\bperception\b|\brobot(?:ic)? (?:learning"
    r"|intelligence|perception)|\brecommend(?:er|ation)s?\b|\bneural (?:net|render|model|architect|search|language"
    r"|machine|radiance|decod|rank|comput|operator)\w*|\blearning[ -]based\b|\btrain(?:ing)? (?:\w+ ){0,2}networks?\b"
    r"|\bperception for\b|\bgenerative\b|\bagentic\b|\bfoundation models?\b|\bmultimodal\b|\bvlms?\b"
    r"|\bprompt engineer\w*|\bautonomy research|\bembodied\b|\bimage (?:recognition|understanding)"
    r"|\bvision[ -]language|\brag\b|\bpredictive modell?ing\b|\bmodel (?:training|inference|optimi[sz]ation"
    r"|compression|evaluation)|\bpattern recognition\b|\bbioinformatics (?:machine|ai)|\btext (?:analytics|mining)\b"
    r"|\bconversational ai\b|\bml/|/ml\b|\bai/|\bmachine intelligence\b|\bspoken language\b"
    r"|\bcomputational linguist\w*|\bvoice ai\b|\bself-driving (?:perception|research)|\brepresentation learning"
    r"|\b3d vision\b|\bslam\b|\bgaussian splatting\b|\bmachinelles|\bdeep tech ai|\b(?:imitation|federated"
    r"|self-supervised|supervised|unsupervised|preference|manipulation|deep reinforcement|few-shot|transfer"
    r"|active) learning\b|\b(?:diffusion|world|reward|code|code generation|end-to-end driving|driving|text-to-speech"
    r"|speech|credit|risk|predictive|surrogate|video|image|3d generative) models?\b|\bmodels? research\b|\b(?:reward"
    r"|predictive|credit risk|risk|speech|world|user|language) modell?ing\b|\bmodel development\b"
    r"|\bmachine translation\b|\b(?:image|text|video|sound) (?:classification|segmentation|generation)\b|\b(?:object"
    r"|pose|anomaly|keypoint|lane) (?:detect\w*|track\w*|estimation|recognition)\b|\bmotion forecasting\b"
    r"|\binterpretability\b|\bexplainable\b|\bpytorch\b|\btensorrt\b|\bpre-?training\b|\btraining infrastructure\b"
    r"|\bgraph compilers?\b|\bcausal inference\b|\bforecasting scien\w*|\b(?:sprach|objekt|bild|muster|schrift"
    r"|anomalie)erkennung|\bdiffusion polic\w*|\btraduction automatique|\b(?:spraak|beeld)(?:herkenning|technologie)"
    r"|\breconocimiento (?:de|automático)\b|\breconhecimento de\b|\bneuronale\w*|\bsprachmodell\w*|\bprognosemodell\w*"
    r"|\bstatistische modell\w*|\bréseaux de neurones|\bapprentissage (?:fédéré|par renforcement|statistique)"
    r"|\bmodèles? (?:de diffusion|de langage|prédicti\w*|statisti\w*|génératifs?)|\bmodélisation (?:prédictive"
    r"|statistique)|\breconnaissance (?:automatique|vocale|d['’]images?|de la parole)|\bdétection d['’]objets?"
    r"|\bsystèmes de recommandation|\breti neurali|\bmodelli (?:predittivi|linguistici|generativi)|\bredes neur\w+"
    r"|\bmodelos? (?:predi[ct]+iv\w*|de lenguaje|de linguagem|estat?[ií]stic\w*|generativ\w*)|\baprendizaje automático"
    r"|\b(?:procesamiento|processamento) d[ea] l\w+ natural|\btaalmodel\w*|\bvoorspellende modellen"
    r"|\bvisão computacional|\bvisión (?:por computador|artificial)|\bbildverarbeitung\b|\bmaschine[ln]\w* (?:lernen"
    r"|sehen)"
    r"|\btraitement (?:du langage|d['’]images?)"
)
NAMES_DATA_SCIENCE = linear(
    r"\bdata[ -]?scien\w*|\bdecision scien\w*|\bscience (?:de|des) données|\bciencia de datos"
    r"|\bciência de dados|\bcientista de dados|\bcientífic[oa] de datos|\bdatenwissenschaft\w*|\bdata mining\b"
    r"|\b(?:statistical|quantitative) (?:model\w*|learning)|\bstatistician|\bbiostatistic\w*|\bdatascien\w*"
)
NAMES_NEAR = re.compile(
    r"(?P<engineering>\bdata (?:engineer\w*|platform|warehouse|pipeline|architect\w*|governance|management|quality"
    r"|stage|operations|integration|migration|steward\w*|entry|infrastructure)|\betl\b|\banalytics engineer\w*"
    r"|\bdatastage\b|\bdatabase\b|\bengenheir\w+ de dados)|(?P<analysis>(?<!summer )\banalys?t\w*|\banalytics?\b"
    r"|\bbusiness intelligence\b|\bbi\b|\bpower ?bi\b|\breporting\b|\binsights?\b|\bdata\b|\bintelligence\b|\bdaten\w*"
    r"|\bdonnées|\bdados|\binteligência de mercado|\bquant(?:itative)? (?:\w+ )?(?:risk|strateg\w*|finance))"
    r"|(?P<use>(?<!design )\bautomation\b|\brpa\b|\blow-?code\b)",
    _T,
)
NAMES_OTHER = linear(
    r"\b(?:office|gtm|go-to-market|software|swe|developer|marketing|sales|recruit\w*|talent|hr|human resources|finance"
    r"|accounting|audit|tax|legal|law|communications?|content|social media|design(?:er)?|ux|ui|product manage\w*"
    r"|project manage\w*|business development|operations|supply chain|procurement|mechanical|electrical|hardware|asic"
    r"|fpga|rtl|verification|firmware|embedded|silicon|physical design|analog|rf|civil|chemical|metallurgy"
    r"|manufacturing|quality|front-?end|back-?end|full[ -]?stack|web|mobile|ios|android|devops|sre|site reliability"
    r"|network\w*|security|cyber\w*|it|help ?desk|support|game\w*|qa|test\w*|blockchain|quantitative (?:trad"
    r"|develop)\w*|trading|trader|\.net|java|policy|ethics|governance|community|partnership\w*|strategy|consult\w*"
    r"|solutions?|implementation|customer|journalis\w*|writer|editor|annotat\w*|label\w*|data entry|teach\w*|tutor\w*"
    r"|program manager|controls?|motion planning|public relations|events?|graphic"
    r"|administrative|systemadmin\w*)\b"
)
NAMES_QUANT = re.compile(
    r"\bquant(?:itative)? research\w*(?: analyst)?", _T
)  # statistical modelling, beside whatever desk
# Software that runs models goes by these names; its duties or requirements name models.
NAMES_SYSTEMS = linear(
    r"\bcompilers?\b|\binference\b|\bkernels?\b|\bgpus?\b|\bcuda\b|\bruntime\b|\bperformance\b|\bhpc\b"
    r"|\bdistributed training\b|\bautonom\w+|\brobot\w*|\bsimulation\b|\balgorithm\w*|\bresearch\w*|\bspeech\b"
    r"|\bvision\b|\bsearch\b|\branking\b"
)
# Words that turn an "AI" title into another job: its marketing, its law, its sale.
AI_BESIDE = linear(
    r"\bai (?:start-?up|company)\b|\bai[ -](?:first|native|powered|enabled|assisted)\b|\b(?:ai|ml|llm|ki|ia"
    r"|machine learning)\b.{0,25}\b(?:marketing|sales|recruit\w*|policy|ethics|governance|law|legal|tax|content"
    r"|social media|product manag\w*|project manag\w*|program manag\w*|business|go[ -]to[ -]market|growth"
    r"|communications?|strategy|operations|transformation|adoption|enablement|customer|community|ux|design(?:er)?"
    r"|writer|editor|annotat\w*|label\w*|trainer|hardware|asic|silicon|verification|rtl|network\w*|governança"
    r"|change management|architecture|accelerators?|chips?|literacy|data analyst\w*|business analyst\w*"
    r"|training specialist|tutor|evaluator"
    r"|data collect\w*|automation|journalis\w*|storytelling|audience|video|art(?:ist)?|creative|paralegal|workflow"
    r"|operator|instructor|counsel\w*|coordinator|procurement|policy|beleid|ethiek|act und|trainingsdaten|curriculum"
    r"|office\b|kommunikation|vertrieb|recht\b|marketing|conduite du changement|interconnects?|licensing|conference"
    r"|saas|readiness|automaç\w*|automatización|prozessautomatisierung|produktmanagement|data cent(?:er|re)|game\w*"
    r"|npc|venture|invest\w*|research analyst)\b|\b(?:game\w*|marketing|sales|recruit\w*|policy|law|legal|tax|content"
    r"|product (?:manag\w*|intern\w*|co-?op|assistant|owner)|qa|business|growth|strategy|operations|customer|ux"
    r"|hardware|asic|silicon|rtl|compliance|audit|finance|hr|silicon design|chip design|accelerator|venture|invest\w*"
    r"|journalis\w*|communications?|social media|creative|relations|transformation|writer|docs|front-?end|cyber"
    r"|partner\w*|supply chain|instructor|counsel\w*|coordinator|account\w*|ambassador|community|advocate|editorial"
    r"|equity research|event\w*|executive assistant|fundrais\w*|government|affairs|optical|paralegal|patent|regulat\w*"
    r"|enablement|sourcer|customer success|program management|full[ -]?stack|data cent(?:er|re)|jurídic\w*|juridique"
    r"|comercial|commercial|kommunikation\w*|\w*kommunikation|vertrieb\w*|recht\w*|communication|chef\S* de projet"
    r"|product owner|produktmanagement|procurement)\b.{0,30}\b(?:ai|ml|llm|machine learning|ki|ia)\b|\b(?:perception"
    r"|vision|autonomy|robot\w*) (?:hardware|mechanical|electrical|test|operations|validation)\b"
    r"|\b(?:nlp|vision|speech|image|language) (?:data )?(?:annotat\w*|label\w*)"
)
# ... unless the title says outright who builds the models.
NAMES_BUILDER = linear(
    r"\b(?:machine[ -]?learning|ml|deep[ -]learning|ai(?:/ml)?|nlp|computer vision|llm|genai)"
    r" (?:software |research |systems? )?(?:engineer|scientist|developer|researcher)(?:ing)?\b"
    r"|\bresearch (?:scientist|engineer)\b|\b(?:machine[ -]?learning|deep[ -]learning) for\b|\b(?:machine learning"
    r"|ml|ai) (?:modell?ing|inference"
    r"|infrastructure|compilers?|kernels?|models?|algorithms?)\b"
)
PARTED = re.compile(r"[,(|:–—&+]|\s-\s")  # what parts "Product Design Intern" from "AI" in a title
