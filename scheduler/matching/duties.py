"""The sentences that tell the person's own work, and which of them are about models."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scheduler.matching.patterns import Found, Linear, linear
from scheduler.matching.text import Page, Part, Sentence, clip

_T = re.IGNORECASE
# What models are made of, done with, or called. One of these in a sentence of work makes it a sentence of such work.
_ML = linear(
    r"\bmachine translation\b|\bdialog(?:ue)? systems?\b|\b(?:language|scene|image|video|content|document"
    r"|query) understanding\b"
    r"|\b(?:intent(?:ion)?|emotion|face|facial|speaker|handwriting|character|gesture|activity|entity) recognition\b"
    r"|\b(?:text|image|video|code|speech|synthetic data) generation\b|\bknowledge graphs?\b|\bquestion answering\b"
    r"|\bsummari[sz]ation\b"
    r"|\bsentiment analysis\b|\btopic model\w*|\binformation (?:extraction|retrieval)\b|\b(?:ranking|relevance"
    r"|matching|personali[sz]ation)"
    r" (?:models?|algorithms?)\b|\bsearch relevance\b|\bhyper-?parameters?\b|\b(?:pre|post)-?training\b|\brlhf\b"
    r"|\blora\b"
    r"|\bai customer service\b|\bmulti-?armed bandits?\b|\btraining runs?\b|\blanguage agents?\b"
    r"|\bsource separation\b|\bspeculative decoding\b"
    r"|\balgorithmes? d['’](?:apprentissage|ia|intelligence)|\b(?:entraîn|développ|concev|conception"
    r"|évalu)\w* (?:de |des |d['’]|les |un )?modèles?\b"
    r"|\b(?:trainier|entwickl|entwickel|evaluier|verbesser)\w* (?:\w+ ){0,3}(?:ki-|ml-)?modelle?\b"
    r"|\bmodelle? (?:zu )?(?:trainier|evaluier)\w*"
    r"|\b(?:treinar|entrenar|desenvolver|desarrollar|avaliar|evaluar|construir) (?:\w+ ){0,2}modelos?\b"
    r"|\b(?:train|bouw|ontwikkel)\w* (?:\w+ ){0,3}modellen\b|\b(?:addestra|svilupp|valuta)\w* (?:\w+ ){0,3}modelli\b"
    r"|^(?:(?:you(?:['’]ll| will)|help(?: us| to)?|to) )?(?:predict|forecast|nowcast|classify|cluster)(?:ing)? \w"
    r"|\b(?:to|and|or) (?:predict|forecast|recogni[sz]e|classify)\b|\bpredict(?:s|ing|ions?|ors?)?\b"
    r"|\bpredicciones|\bprédire\b|\bprévoir\b|\bvorhersag\w*|\bvoorspel\w*|\bprever\b|\bpredecir\b|\bprevedere\b"
    r"|\bmodels? (?:that|which|to) (?:flag|detect|score|estimat|recommend|learn|rank|tell|spot)\w*"
    r"|\bteach\w* (?:an? |our |the )?(?:[\w-]+ ){0,2}(?:systems?|computers?|machines?|robots?|networks?|algorithms?)\b"
    r"|\b(?:semi|weakly)[ -]supervised\b|\bzero-shot\b|\bselbstüberwacht\w*|\b(?:deep|recurrent|graph|conv)[ -]?nets?\b"
    r"|(?-i:\b(?:BERT|GPT|GPT-\d|YOLO\w*|Whisper|Llama|Mistral|ResNet\w*|ConvLSTMs?|ViT|JAX|RL|AUC|F1|MCMC|TVM"
    r"|PCA)\b)"
    r"|\bbayes\w*|\bgaussian process\w*|\bsurvival (?:analys|model|curve)\w*|\b(?:proportional|competing)[ -]"
    r"(?:hazards?|risks?)\b|\bcox (?:model|regression)s?\b|\bpropensity\b|\bcausal\w*|\blatent\b"
    r"|\bhierarchical models?\b"
    r"|\b(?:mixed|random)[ -]effects?\b|\bmixed models?\b|\bprobabilit\w+|\bscoring models?\b|\bscorecards? "
    r"(?:model|develop)\w*|\b(?:object|spoof|fraud|defect|edge|outlier|plagiarism|lane"
    r"|pedestrian|keypoint|drift|intrusion) detect(?:or|ors|ion)\b|\buncertainty (?:quantif|estimat)\w*"
    r"|\bfine-?tun(?:e|ing) (?:\w+ ){0,3}(?:net\w*|detectors?|encoders?|checkpoints?|weights|segment\w*)\b"
    r"|\bretrain\w*|\bdistributed train\w*|\btraining (?:jobs|loops?|sets?)\b"
    r"|\b(?:model|llm|ml|multi-node|distributed|on-device|edge|batch|gpu|low-latency|fast|efficient) inference\b"
    r"|\b(?:onnx|tensorrt|vllm|mlflow|pymc|hugging ?face|langchain|llamaindex|lightgbm|catboost|keras|spacy)\b"
    r"|\bhallucinat\w*|\bcontext (?:windows?|length)\b|\blong-context\b|\b(?:dense|semantic|document|passage|hybrid"
    r"|embedding|vector) (?:retrieval|search)\b|\bretrieval (?:quality|pipeline|system)s?\b|\btokeni[sz]\w+"
    r"|\bguardrails\b|\b(?:coding|autonomous|multi)[ -]agents?\b|\bagent (?:framework|orchestrat|evaluation|trace"
    r"|memor)\w*|(?-i:\bOCR\b)|\bkv[ -]cache\b|\bcontinuous batching\b|\bremaining[ -]useful[ -]life\b"
    r"|\bsurvival models?\b|\b(?:monocular |metric )?depth estimation\b|\boptical flow\b|\bspeech (?:separation"
    r"|enhancement|translation|emotion|model|data)\w*|\bword error rate\b|\b(?:point[ -]?cloud|lane|organ|tumou?r"
    r"|cell|crop|lidar|panoptic|video) segmentation\b|\bsegmentation (?:models?|networks?|masks?)\b"
    r"|\bfalse (?:alarm|positive|negative)s?\b|\b(?:temporal|joint|sequence|baseline|autoregressive|ensemble) models?\b"
    r"|\baugmentations?\b|\brerankers?\b|\beval(?:uation)? sets?\b|\bablations\b|\bablation stud\w*|\bheld[ -]out\b"
    r"|\bcross-validat\w*|\ba/b/n\b|\buplift\b|\belasticit\w*"
    r"|\brecommenders?\b|\bbandits?\b|\bquanti[sz](?:e|ing|ation)\b|\b(?:data|concept|model|feature) drift\b"
    r"|\bevals\b|\bevaluation harness\w*|\b(?:spiking|siamese) net\w*|\bimitation\b|\bbehaviou?r cloning\b"
    r"|\bvisuomotor\b|\bgradient[ -]boosted\b|\bvision-language\b|\bsurrogates?\b"
    r"|\b(?:regressions?|zeitreihen|tijdreeks|diffusions?|prognose|klassifikations?|risiko|kredit|statistik|sprach|bild"
    r"|grundlagen|lern)modell\w*|\bmodell(?:drift|training|güte)\b|\b(?:anomalie|sprach|objekt|bild|muster|text|schrift"
    r"|gesten)erkennung\b|\bbildklassifi\w*|\bbestärkendes lernen|\bverteiltes training|\bquantisierung\b"
    r"|\bneuraa?le? netwerk\w*|\b(?:statistisch|datengetrieben|prädiktiv|datadriven)\w* modell\w*|\bprädiktion\b"
    r"|\brecomenda(?:ção|ción|dor\w*)\b|\b(?:systèmes?|moteurs?) de recommandation|\bréseaux? (?:siamois|neuronau?x?"
    r"|convolutif\w*|profonds?)|\bl['’]entraîner\b|\b(?:pré-)?entraînement\b|\bexplicabilité\b"
    r"|\bmodèles? (?:de fondation"
    r"|bayésien\w*|génératifs?|de scoring|de diffusion)|\breconnaissance (?:de texte|vocale|automatique|d['’]images?)"
    r"|\bmodela(?:ção|ción) estatística|\bmodelos? de (?:difusión|difusão|regress\w*|regres\w*)"
    r"|\bfew-shot\b|\bhidden markov\b|\bgaussian mixtures?\b|\bentity linking\b|\bcoreference\b|\bdiari[sz]ation\b"
    r"|\bnearest[ -]neighbou?rs?\b|\bautomatic differentiation\b|\bloss functions?\b|\bautoencoders?\b"
    r"|\bdenois(?:er|ing)\b|\bimputation\b|\bknowledge tracing\b|(?-i:\b(?:GLM|GBM|MFCC|GLMs|VAE)\b)|\bwav2vec\b"
    r"|\brisk scores\b|\bconversational agents?\b|\bmodel (?:errors|versions|drift|outputs?|behaviou?r|weights)\b"
    r"|\b(?:trained|hosted|translation|encoding|outlier|learned|generated) models?\b|\battention (?:variants|layers"
    r"|blocks"
    r"|heads|mechanisms?)\b|\bpolygenic\b|\bsim(?:ulation)?-to-real\b|\bre-?identification\b"
    r"|\bfeature stores?\b|\btraining pipelines?\b|\bmodel serving\b|"
    r"\bu-?nets?\b|\b(?:cnns|rnns?|lstms?|gnns?|nerfs?)\b|\bconvolutional\b|\bgaussian splatting\b|\bxgboost\b"
    r"|\bgradient[ -]boost\w*|\brandom forests?\b|"
    r"\basr\b|\bspeech[ -]to[ -]text\b|\btext[ -]to[ -]speech\b|\bpredictive (?:signals?|power)\b"
    r"|\b(?:robot(?:ic)?|manipulation|locomotion|learned|rl) (?:manipulation |locomotion )?polic(?:y|ies)\b"
    r"|\bmodelle? (?:zur|für|zum) (?:\w+ )?(?:vorhersage|prognose|erkennung|klassifi\w+|schätzung)|"
    r"\blearning[ -]based\b|\btrain(?:ing)? (?:[\w-]+ ){0,3}(?:networks?|encoders?)\b|\bperception for\b"
    r"|\bmachine[ -]?learn\w*|\bdeep[ -]?learn\w*|(?-i:\bML(?:Ops)?\b)|\b(?:reinforcement|imitation"
    r"|representation|federated|transfer|self-supervised|supervised|unsupervised|active|contrastive|few-shot"
    r"|continual|robot|statistical|meta)[ -]learning\b|\bneural\b|\bllms?\b|\blanguage models?\b"
    r"|\bgenerative[ -](?:ai|models?|modell?ing)|\bgen[ -]?ai\b|\bcomputer vision\b|\bnlp\b"
    r"|\bnatural language (?:processing|understanding|generation)|\bdiffusion\b|\bgans?\b|\bvlms?\b|\bvlas?\b"
    r"|\btransformers?\b|\bfoundation(?:al)? models?\b|\b(?:predictive|statistical|propensity|probabilistic"
    r"|bayesian|forecasting|risk|regression|time[ -]series|vision|ai|ml|data|scoring|churn|surrogate|multimodal"
    r"|world|perception|embedding|reward|base|pre-?trained|large|quantitative|econometric|analytical"
    r"|mathematical|numerical)[ -](?:[a-z]+ )?models?\b|\b(?:predictive|statistical|probabilistic|bayesian"
    r"|computational|stochastic|econometric|forecast) (?:analys[ie]s|analytics|modell?ing|methods?|inference"
    r"|learning|algorithms?|techniques)|\b(?:train|training|fine-?tun\w*|tuning|evaluat\w*|deploy\w*|build\w*"
    r"|develop\w*|creat\w*|design\w*|implement\w*|improv\w*|validat\w*|optimi[sz]\w*|benchmark\w*|test\w*"
    r"|prototyp\w*|productioni[sz]\w*|research\w*|port(?:ing)?|serv(?:e|ing)) (?:and [a-z]+ "
    r"|, [a-z]+ )?(?:[\w-]+ ){0,3}?models?\b"
    r"|\bmodel (?:training|inference|evaluation|development|performance|building|deployment|architectures?"
    r"|accuracy|optimi[sz]ation|serving|compression|quantization|validation|experiments?)|\bai (?:agents?"
    r"|systems?|algorithms?|applications?|research|solutions?|engineers?|features?|workflows?|pipelines?"
    r"|infrastructure|workloads?|frameworks?|techniques|models?|assistants?|prototypes?|projects?|inference"
    r"|compilers?|methods?|tasks|training|evaluations?|safety|alignment)|\bai/ml\b|\bml/ai\b|\bagentic\b"
    r"|\b(?:rag|retrieval[ -]augmented)\b|\bprompt(?:s|ing| engineering| design)\b|\bembeddings?\b"
    r"|\brecommend(?:er|ation) (?:systems?|models?|engines?|algorithms?)|\bobject (?:detection|recognition"
    r"|tracking)|\b(?:image|semantic|instance) (?:segmentation|recognition|classification)"
    r"|\bspeech (?:recognition|synthesis|processing)|\bclassif(?:ier|ication)\w*|\bregression\b|\bclustering\b"
    r"|\b(?:demand|load|weather|energy|price|traffic|time[ -]series|probabilistic) forecasting\b"
    r"|\bconversational ai\b|\banomaly detection|\bfeature (?:engineering|extraction|selection)|\bdata scien\w*"
    r"|\bpytorch\b|\btensorflow\b|\bscikit\b|\bgpu kernels?\b|\binference (?:engine|performance|optimi[sz]ation"
    r"|stack|pipeline|server|runtime|system)s?|\bartificial intelligence\b|\bslam\b|\bpose estimation\b"
    r"|\b3d (?:reconstruction|vision)|\bdata mining\b|\btext mining\b|\boptimi[sz]ation algorithms?"
    r"|\bhypothesis testing\b|\ba/b test\w*|\bexperimentation\b|\bcausal inference\b|\bchatbots?\b"
    r"|\bperception (?:algorithms?|models?|systems?|stack)|\b(?:ml|ai|graph|tensor|deep learning|neural network"
    r"|nn|model) (?:graph )?compil\w*|\bmlir\b|\btensor\w*\b|\breduced precision|\bquanti[sz](?:ation"
    r"|ed) (?:of |for )?|\bcuda kernels?|\bmodel (?:compression|distillation|pruning)|\bmodellierung\b"
    r"|\bvorhersagemodell\w*|\bmodelagem\b|\bmodelado (?:predictivo|estadístico)|\bmodélisation\b"
    r"|\bvoorspellende modellen|\bbilderkennung|\bsprachmodell\w*|\bneuronale\w*|\bréseaux de neurones"
    r"|\bredes neurai?s|\bredes neuronales|\bvisão computacional|\bvisión por computador"
    r"|\bvision par ordinateur|\btraitement (?:automatique )?du langage|\bmaschinelles lernen"
    r"|\bmachine-learning-\w+|\bdatenanalysemodell\w*|\bmaschinelle\w* lern\w*|\bkünstliche\w* intelligenz\w*"
    r"|(?-i:\bKI\b)[- ]?(?:modell|system|anwendung|lösung|agent|algorithm|method|verfahren|forschung|entwickl"
    r"|gestützt|basiert"
    r"|pipeline|komponent|prototyp)\w*|\bmodellbildung|\bdatenmodell\w*|\bprognosemodell\w*"
    r"|\bapprentissage (?:automatique|profond"
    r"|machine)|\bintelligence artificielle|\bintelligenza artificiale|\bapprendimento automatico"
    r"|\bmodèles? (?:prédicti\w*|de langage|statisti\w*|de (?:machine"
    r"|deep))|\baprendizado de máquina|\baprendizaje automático|\binteligência artificial"
    r"|\binteligencia artificial|\bmodelos? (?:preditiv\w*|predictiv\w*|estatístic\w*|de (?:machine|ml|ia"
    r"|linguagem|lenguaje))|\bciência de dados|\bciencia de datos"
)
# A sentence about learning of it, liking it, or the product that has it in it, is no work of that kind.
_ML_ASIDE = linear(
    r"\b(?:rate|rating|review|label|annotat)\w* (?:\w+ ){0,3}(?:answers|responses|outputs|data)\b|\b(?:agentic"
    r"|ai) coding\b|\bcoding (?:tools|assistants|agents)\b|\b(?:use|using|leverag\w*|utili[sz]\w*"
    r"|with) (?:generative ai|gen ?ai|ai|chatgpt)(?: to\b| for\b| in\b|[.,;]|$)"
    r"|\b(?:interest(?:ed)? in|passion\w* (?:for|about)|curio\w*|familiar\w*|knowledge of|exposure to"
    r"|understanding of|experience (?:with|in|using)|learn(?:ing)? about|exposed to|coursework|background in"
    r"|students? (?:from|of)|(?:majors?|graduates?|degrees?|diplomas?|bachelor\W?s?|master\W?s?|ph\.?d\.?|b\.?sc?"
    r"|m\.?sc?"
    r"|studies|specialist|cand) (?:from|in|of|with|focus\w* on)|pursuing|majoring in|enrolled in|studying"
    r"|enthusias\w*|excited (?:about|by)|proficien\w*|skills? (?:in|with)|plus\b|we use ai|ai tools? (?:to|in"
    r"|for|such|like|can)|how (?:our |the )?(?:ai|genai|generative ai|llms?)(?: tools?)? (?:can|could|may|might)"
    r"|(?:use|using|leverag\w*|utili[sz]\w*|with) (?:\w+ )?(?:ai|genai|chatgpt|llm|copilot"
    r"|claude)[ -](?:tools?|assistants?|coding)|chatgpt|copilot|cursor|recruit\w* process|hiring process"
    r"|review\w* applications|ai to (?:screen|review|assess)"
    r"|interesse (?:an|in|em|por|voor)|von vorteil|begeister\w* (?:für|von)|(?:grund)?kenntnisse (?:in|im|von|mit)"
    r"|erfahrung(?:en)? (?:in|im|mit)|intérêt pour|connaissances? (?:en|de|du|des)|conhecimentos? (?:em|de)"
    r"|conocimientos? (?:de|en)|interés (?:en|por)|kennis van|ervaring met)\b"
)
# These words are of other trades: a test of old features, a nerve, a transformer of current, a sheet of figures.
_NO_MODEL = linear(
    r"\bregression[ -](?:tests?|testing|suites?|bugs?)\b|\bneural (?:electrodes?|implants?|probes?|circuits?"
    r"|stimulat\w+"
    r"|cells?|recordings?|tissue|crest|processing units?)\b|\bmodel[ -]predictive\b|\bdiffusion (?:coeff\w*|barriers?"
    r"|furnaces?|of ions)\b|\b(?:distribution|power|instrument|current) transformers?\b|\btensor cores?\b"
    r"|\b(?:financial|operating|business|3d|cad|process|plant|object|spreadsheet|excel|simulink|revenue|cost"
    r"|cash[ -]flow|dcf|lbo|role|bim|solidworks|geometric|thermal|finite|fea|fem|wing|scale|care|engagement"
    r"|sysml|uml|threat|maturity|governance|staffing|capacity|budget|tcad|parametric|revit|hydraulic|spice)[ -]"
    r"(?:[\w-]+ )?(?:models?|modell?ing)\b|\bdata models?\b"
    r"|\b(?:ai|ml|llm|genai|gen ai|generative ai|machine learning|data science|artificial intelligence|agentic) "
    r"(?:engineers|scientists|researchers|vendors?|news|basics|market|startups?|compan(?:y|ies)|courses?|classes"
    r"|products?"
    r"|conferences?|polic(?:y|ies)|literacy|act|regulations?|ethics|talent|roles|features?|hardware)\b"
    r"|\bdata scientists\b"
    r"|\bclassification (?:of (?:\w+ )?goods|codes?)\b"
    r"|\b(?:modell?ierung|modélisation|modelagem) (?:von geschäfts\w*|thermique|3d)\b"
)
# Work about models that is not work on them: it is told by how the sentence begins.
_ABOUT_MODELS = re.compile(
    r"^(?:(?:the |our )?(?:interns?|students?|you)(?: will|['’]ll) )?(?:"
    r"(?:track|monitor|follow)(?:ing)? (?:\w+ ){0,3}(?:legislat|regulat|polic)\w*"
    r"|(?:[\w/]+(?:,| and| or|/) )?(?:organi[sz]|sourc|recruit|prospect|interview|draft|market|promot|sell|pitch"
    r"|publici[sz]|storyboard|film|edit|proofread|moderat|tutor|onboard|lobby|campaign)(?:e|ing)?\b"
    r"|(?:write|writing|author|create|creating|produce|producing|prepare) (?:\w+ ){0,3}(?:posts?|articles?|copy"
    r"|newsletters?|blogs?|press|slides|videos?|exercises|briefs?|memos?|infographics|podcasts?|literature)\b)",
    _T,
)
ON_DATA_ENGINEERING = linear(
    r"\betl\b|\belt\b|\bdata (?:pipelines?|warehous\w*|lakes?|ingestion|quality|governance|integrat\w*"
    r"|catalog\w*|migration|entry|cleans\w*|clean-?up|management|infrastructure|engineering)\b|\bairflow\b"
    r"|\bdbt\b|\bsnowflake\b|\bdatabricks\b|\bsql (?:queries|scripts)\b|\bdatabases?\b|\bdatenbank\w*"
)
ON_DATA = linear(
    r"\bdata\w*|\banaly\w*|\bstatisti\w*|\bmodel\w*|\binsights?\b|\balgorithm\w*|\bquantitative\b|\bai\b"
    r"|\bdaten\w*|\bdonnées|\bdados\b|\bdatos\b|\bexperiment\w*"
)

# Work that is plainly something else, whatever the title promises.
ON_OTHER = linear(
    r"\bflyers?\b|\bposts\b|\bemails?\b|\breviews\b|\bcalendars?\b|\btelephone\b|\bstorage\b|\bcards?\b|\blabels\b"
    r"|\bvisitors?\b|\bagendas?\b|\bminutes\b|\battestations?\b|\bslides\b|\bfaq\w*|\bschedules?\b|\binterview\w*"
    r"|\bglovebox\b"
    r"|\bfurnaces?\b|\bbounding boxes\b|\b(?:draw\w*|boxes|polygons|contours)\b|\bstations?\b|\bguests?\b|\bby hand\b"
    r"|\bscans? \d"
    r"|\bsorts?\b"
    r"|\bpapers?work\b|\bdashboards?\b|\bbatter(?:y|ies)\b|\bfirmware\b|\bembedded\b|\bmicrocontroller\w*"
    r"|\bc\+\+ (?:software|code|program\w*)|\bpc programs?\b"
    r"|\bvehicle\w*|\btruck\w*|\bhardware\b|\bschematic\w*|\bpcb\b|\bcircuit\w*|\bfront-?end\b|\bweb ?(?:sites?"
    r"|pages?|apps?|development)\b|\bhtml\b|\bcss\b|\breact\b|\bpaperwork\b|\baudit\w*|\bdata entry\b"
    r"|\bspreadsheets?\b|\bfiling\b|\binvoic\w*|\btax\w*|\bmarketing\b|\bsocial media\b|\bcampaigns?\b"
    r"|\bcontent (?:creation|calendar|strategy)|\bblog posts?|\bnewsletter\w*|\brecruit\w*|\bcandidate sourcing"
    r"|\bcustomer support|\bhelp ?desk|\bticket\w*|\bsales\b|\blead generation|\bevents?\b|\bpolic(?:y|ies)\b"
    r"|\bcompliance\b|\blegal\b|\bcontracts?\b|\brpa\b|\bpower automate\b|\bzapier\b|\bmanual(?:ly)?\b"
    r"|\bannotat\w*|\blabell?ing\b|\binventory\b|\bpurchas\w*|\bproject plans?\b|\bstakeholder\w*"
    r"|\btraining materials\b|\buser stories\b|\btest cases?\b|\bconfigurat\w*|\bdocumentation\b|\bwordpress\b"
    r"|\bréseaux sociaux|\bprocédures?\b|\bseo\b"
    r"|\bad(?:option"
    r"|vocacy)\b|\bpresentations?\b",
)

# A sentence that tells the person's own work.
_WORK = linear(
    r"\byou(?: will|['’]ll| would| may| might| can| are going to|['’]d| get to|r (?:work|project|role|research"
    r"|task|focus|responsib))|\b(?:the |our |an? )?(?:[\w/-]+ ){0,3}(?:interns?|co-?ops?|candidate|student"
    r"|person|individual|ideal candidate|incumbent|role|position|internship|project|opportunity) (?:will|would"
    r"|may|can|is|are|to|involves?|includes?|entails|offers?|focus\w*|supports?|centers|on|for)\b"
    r"|\bresponsib\w*|\bwork(?:ing)? (?:on|with|closely|alongside|in)\b|\btasks?\b"
    r"|\bactivities (?:will )?include|\bhelp (?:us|our|to|build|develop|design|create|the|with)\b"
    r"|\bassist(?:ing)? (?:in|with|the)\b|\bsupport (?:the|our|in)\b|\b(?:looking for|seeking|hiring"
    r"|searching for|recruiting)\b|\bas an? (?:[\w/&-]+ ){0,6}intern\b|\bjoin (?:us|our|the)\b"
    r"|\bwe(?:['’]d| would)? (?:want|like|need) (?:you |someone |somebody |a student |an intern )?to\b"
    r"|\b(?:need|want|looking for) (?:somebody|someone|a student|an intern)\b|\byour (?:summer|job|thesis|main|days?)\b"
    r"|\bvas a\b|\bvais\b|\bvai\b|\bte toca\b|\bje \w{2,}(?:t|et)\b|\b\w+(?:erai|irai)\b"
    r"|\bthe (?:aim|goal|objective|purpose|work|helper|aide|participant|appointee|fellow)s? (?:is|of|consists|will"
    r"|includes)\b"
    r"|\bopportunity to\b|\b(?:positions|opportunities|internships) (?:for|to|in)\b"
    r"|\bim rahmen (?:der|dieser|deiner|ihrer|des|deines) \w*(?:arbeit|thesis|praktikums?|projekts?)\b|\bthema \d"
    r"|\b(?:in|for|during) (?:this|your) (?:\w+ )?thesis\b|\bthe thesis (?:will|aims|work|is|topic)\b"
    r"|\bunterstütz\w*|\bmitarbeit\w*|\bmitwirk\w*|\bdu (?:wirst|entwickel|arbeite"
    r"|unterst)\w*|\bvous (?:devrez|allez|\w+erez|\w+irez|serez|aurez)\b|\btu (?:vas|devras|seras|\w+eras)\b"
    r"|\bil s['’]agira de\b"
    r"|\b(?:le travail de|ce|le|votre|du) stage (?:consist|vis|port|s['’]intéress|s['’]inscri|aura|a pour)\w*"
    r"|\bdans le cadre (?:du|de ce) stage\b"
    r"|\bdu \w{2,}st\b|\bsie (?:entwickeln|trainieren|arbeiten|unterstützen|untersuchen|analysieren|erstellen|bauen"
    r"|werden|implementieren"
    r"|bereiten|pflegen|organisieren|vergleichen)\b|\bvous \w{2,}ez\b|\btu (?:construis|développes|entraînes|testes"
    r"|évalues|conçois"
    r"|participes|travailles)\b|\bje (?:gaat|werkt|ontwikkelt|onderzoekt|bouwt|traint|helpt)\b|\bvocê (?:vai|irá"
    r"|\w+rá)\b"
    r"|\bo estagiário\b"
    r"|\b(?:participar|colaborar|desarrollar|trabajar|apoyar|diseñar)ás\b|\bauxiliar\b|\bapoiar\b"
    r"|\bdesenvolver\b|\batuar\b"
)
_SEEKS = linear(r"\b(?:looking for|seeking|hiring|search(?:ing)? for|internship is for|open to)\b")
_SOUGHT = linear(
    r"\b(?:ge)?such(?:t|en)\b|\brecherch(?:e|ons)\b|\bbusca(?:mos)?\b|\bprocura(?:mos)?\b|\bzoek(?:t|en)\b"
    r"|\bcontrata\b|\bdurchführung\b|\bentwicklung\b|\bdesenvolvimento\b|\bdesarrollo\b|\bdéveloppement\b"
    r"|\bontwikkel\w*|\bentwickel\w*|\bdévelopper\b|\bdesarrollar\b|\bconstruir\b|\bconcevoir\b"
)
_IMPERATIVE = re.compile(
    r"^(?:(?:assist\w*|support\w*|help\w*|work\w*|collaborat\w*|contribut\w*|participat\w*|partner\w*"
    r"|perform\w*|conduct\w*|design\w*|develop\w*|build\w*|creat\w*|implement\w*|write|writing|analy[sz]\w*"
    r"|research\w*|train\w*|evaluat\w*|improv\w*|optimi[sz]\w*|deploy\w*|maintain\w*|test\w*|explor\w*"
    r"|investigat\w*|prototyp\w*|apply|applying|use|using|leverag\w*|run\w*|deliver\w*|produc\w*|identif\w*"
    r"|present\w*|document\w*|integrat\w*|automat\w*|monitor\w*|prepar\w*|collect\w*|clean\w*|defin\w*"
    r"|gather\w*|translat\w*|communicat\w*|manag\w*|own\w*|lead\w*|transform\w*|propos\w*|generat\w*|extract\w*"
    r"|solv\w*|ensur\w*|provid\w*|engag\w*|debug\w*|review\w*|publish\w*|experiment\w*|benchmark\w*"
    r"|fine-?tun\w*|set up|setting up|make|making|drive|driving|execut\w*|stud(?:y|ying)|tun\w*|discover\w*"
    r"|innovat\w*|scal\w*|enhanc\w*|visuali[sz]\w*|model\w*|process\w*|coordinat\w*|track\w*|updat\w*|learn\w*"
    r"|draft\w*|establish\w*|facilitat\w*|operat\w*|report\w*|consult\w*|stress|keep\w*|reinforc\w*|validat\w*"
    r"|verif\w*|simulat\w*|architect\w*|refin\w*|configur\w*|respond\w*|plan\w*|administer\w*|troubleshoot\w*"
    r"|reproduc\w*|speed(?:ing)? up|profil\w*|detect\w*|estimat\w*|predict\w*|decod\w*|measur\w*|quantif\w*"
    r"|accelerat\w*|adapt\w*|assess\w*|compar\w*|engineer\w*|curat\w*|construct\w*|conceiv\w*|synthesi\w*|fit|fitting"
    r"|check\w*|compil\w*|forecast\w*|teach\w*|extend\w*|add|adding|find|finding|classify\w*|draw\w*|organi[sz]\w*"
    r"|handl\w*|carry\w*|migrat\w*|map|mapping|calibrat\w*|calculat\w*|comput(?:e|ing)|cut|cutting|scor(?:e|ing)"
    r"|interview\w*|port|porting|recogni\w*|cod(?:e|ing)|convert\w*|install\w*|survey\w*|label\w*|answer\w*|reduc\w*"
    r"|spot|turn|turning|digiti\w*|assembl\w*|transcrib\w*|match|sort|enter|prompt\w*|explain\w*|replac\w*|infer"
    r"|formulat\w*|segment\w*|reconcil\w*|screen\w*|recruit\w*|audit\w*|fix|fixing|pull\w*|summari\w*|locali[sz]\w*"
    r"|moderat\w*|annotat\w*|rank|ranking|combin\w*|ship|shipping|determin\w*|characteri\w*|deriv\w*|examin\w*"
    r"|inspect\w*|edit\w*|mine|mining|shrink|refactor\w*|quanti[sz]\w*|rework\w*|enabl\w*|reconstruct\w*|compress\w*"
    r"|trace|align\w*|recommend\w*|cluster\w*|author|augment\w*"
    r"|erstellung|aufbau|konzeption|weiterentwicklung|untersuchung|optimierung|programmierung|bewertung|schätzung"
    r"|vergleich"
    r"|erarbeitung|bereitstellung|umsetzung|implementierung|evaluierung|vorbereitung|auswertung|erforschung"
    r"|étude|mise en|conception|création|réalisation|détection|déployer|réaliser|contribuer|participer|élaborer"
    r"|intégrer"
    r"|améliorer|mettre|assurer|analyser|entraîner|évaluer|criar|análisis|análise|elaborar|investigar|pesquis\w*"
    r"|participação|apoio|apoyo|analisi|sviluppo|onderzoek\w*|\w{3,}(?:ar|er|ir) (?:y|e|ou|o|el|le|les|des|du|l['’]\w+"
    r"|une|en|à|la|los|las|os|as|un"
    r"|una|um"
    r"|uma|datos|dados|modelos)|costruzione|addestramento)\b)",
    _T,
)
_OURS = re.compile(
    r"^\w+ing\b[^.;]{0,120}, (?:we|our|(?-i:[A-Z]\w+)) |^(?:we(?! want| need|['’]d| would)|our (?!interns?\b)|founded"
    r"|since|with (?:over|more"
    r"|our)|for \d+ years|headquartered|at \w+,? we)\b",
    _T,
)
# What is said of the person's own work even under a heading about the company.
_OWN = linear(
    r"\byou(?:['’]ll| will| would)\b|\binterns? (?:will|would|could)\b|\bas an? (?:[\w/-]+ ){0,3}intern\b"
    r"|\byou (?:research|build|develop|train|design|analy[sz]e|work on|investigate|model|evaluate|prototype)\b"
    r"|\byour (?:project|task|topic)(?: is| will|:)|\bthis internship\b|\binternship (?:research|project|topic)"
)
_ANNOUNCES = linear(
    r"\byou\b|\bintern|\bco-?op|\blooking for|\bseeking|\bhiring|\bto join\b|\bstudent|\bpraktik|\bstage\b"
    r"|\bestági|\bwerkstud"
)

_ML_NOUN = (
    r"(?:machine[ -]?learning|deep[ -]?learning|(?-i:\bML\b)|(?-i:\bAI\b)|artificial intelligence"
    r"|gen(?:erative)?[ -]?ai|computer vision|nlp|natural language processing|llms?|large language models?"
    r"|data scien\w*|reinforcement learning|predictive model\w*|statistical model\w*|neural networks?"
    r"|foundation models?|robot learning|maschinelle\w* lernen|künstliche\w* intelligenz|(?-i:\bKI\b)"
    r"|intelligence artificielle|apprentissage automatique|inteligência artificial|inteligencia artificial"
    r"|ciência de dados|ciencia de datos|aprendizado de máquina|science des données)"
)
_FOCUS = linear(
    rf"\b(?:focus\w*|cent(?:er|re)[sd]?|speciali[sz]\w*|concentrat\w*|dedicated) (?:primarily |mainly |will be "
    rf"|is )?(?:on|in|around|to) (?:[\w/,&'’-]+ ){{0,12}}?{_ML_NOUN}"
    rf"|\b(?:looking for|seeking|hiring|search(?:ing)? for|recruiting"
    rf"|need) (?:[\w/,&'’-]+ ){{0,7}}?{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,3}} (?:interns?|engineers?|scientists?"
    rf"|researchers?|co-?ops?|students?|developers?|enthusiasts?)\b"
    rf"|\bas an? (?:[\w/-]+ ){{0,4}}?{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,3}} (?:intern|engineer|scientist|researcher"
    rf"|co-?op|student|developer)\b"
    rf"|\b(?:praktik\w*|werkstudent\w*|werksstudent\w*|stagiaires?|stage|alternan\w*|estágio|estagiári\w*"
    rf"|prácticas|stagiair\w*|interns?|internship|co-?op|thesis|masterarbeit"
    rf"|bachelorarbeit)(?: [^ ]+){{0,4}} (?:im bereich|im themenfeld|in the (?:area|field)s? of|in|en|em|für"
    rf"|for|on|zum thema|op het gebied van) (?:[\w/-]+ ){{0,2}}?{_ML_NOUN}"
    rf"|\b{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,2}} (?:internship|intern (?:position|role|opportunity|to join))\b"
)


# The name of the post, which proves nothing of its duties.
_NAME = linear(
    r"\b(?:machine[ -]?learning|data[ -]scien\w*|ai|ml|artificial intelligence|deep learning|computer vision"
    r"|nlp)(?:[ /&-]+[\w/-]+){0,2} (?:interns?|internship|co-?op|team|department|group|organization|lab|division"
    r"|institute|chair|cent(?:er|re)|directorate)s?\b"
)
# The name of a house ("Institute for Artificial Intelligence"): what stands before the capitalised word for models.
_HOUSE = re.compile(
    r"\b(?:Chair|Institut[e]?|Cent(?:er|re)|CoE|Department|Division|Faculty|School|Laboratory|Lab|Lehrstuhl|Directorate"
    r"|Foundations?|Head) (?:for|of|für|de|in)(?: (?:the |CoE )?[A-Z&][\w&-]*,?| (?:and|und|et|of|&))*\s*$"
)
# Experience that the post gives, unlike experience that it asks for.
_GIVEN = linear(r"\bgain\w* (?:[\w-]+ ){0,3}research experience (?:with|in|using)\b|\bresearch experience in\b.{0,40}$")
# What any post asks of anybody: it is neither work of one field nor of another.
_SOFT = re.compile(
    r"^(?:must|ability|able to|strong|excellent|good|proven|maintain (?:professional|confidential)"
    r"|will (?:accept|adjust|keep|maintain)|detail|other duties|perform other|communicat\w*|attend"
    r"|participate in (?:meetings|networking|events|training|social|intern)|network with|gain|learn|receive"
    r"|present (?:your|findings|results|work)|travel|these duties|you will (?:gain|learn|receive|report"
    r"|have the|benefit|be paired|attend|participate in (?:networking|social|events))|in this position"
    r"|(?:this|the) (?:position|role|internship|intern|opportunity) (?:(?:is|will be)(?! (?:responsible|working"
    r"|involved"
    r"|tasked|focus|part of|to\b|expected to|embedded|developing|building|creating|supporting|helping|assisting))"
    r"|reports|requires|lasts|runs|begins|can (?!work|also)|may (?!include|also|work|involve)|has (?!a focus))"
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
    for sentence in parts:
        if sentence.part in (Part.DUTIES, Part.ROLE, Part.OTHER) or (
            sentence.part not in (Part.PAY, Part.LEGAL, Part.FORM) and _tells_own_work(sentence.text)
        ):
            if _is_work(sentence):
                _count(sentence, _without_name(sentence.text, name), tally)
        elif sentence.part is Part.NEEDS and _ML.search(sentence.text):
            tally.needs += 1
    return tally


_LABEL = 40  # characters of a label before a colon
# Under a heading about something else, these words still ask, give or forbid, and tell no work.
_NOT_TOLD = linear(
    r"\byou(?:['’]ll| will| would|['’]d) (?:need|have|be (?:able|paid|eligible|part|a )|bring|receive|gain|learn|get"
    r"|love|enjoy|find"
    r"|also (?:get|receive|have)|join|like|thrive|fit)\b"
)
# What the person is told not to do, or what others do.
_NOT_YOURS = re.compile(
    r"\byou (?:will not|won['’]t|do not|don['’]t) (?:be )?(?:work|train|build|touch|do|develop|model|writ)\w*"
    r"|\bwon['’]t be doing\b|\b(?:another|other|different) (?:team|group)\b.{0,40}\b(?:models?|networks?|algorithms?)\b"
    r"|\b(?:models?|networks?|algorithms?) (?:themselves )?are (?:built|trained|made|developed) by\b"
    r"|\bplease (?:see|look at|apply to)\b|\bno (?:programming|coding|development|training"
    r"|model development)\b.{0,40}\b(?:is|involved|part|models?)\b",
    _T,
)


def _tells_own_work(text: str) -> bool:
    """Does a sentence under another heading tell what the person will do?"""
    return _OWN.search(text) is not None and not _NOT_TOLD.search(text)


def _is_work(sentence: Sentence) -> bool:
    text = sentence.text
    if len(text) < 8 or _SOFT.match(text):
        return False
    if _OURS.match(text) and not _ANNOUNCES.search(text):
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
    text = sentence.text
    tally.work.append(text)
    focus = _FOCUS.search(text) if tally.focus is None else None
    if focus is not None and not _ML_ASIDE.search(text[: focus.end()][-60:]):
        tally.focus = (sentence, focus.span())
    found = _model_in(told)
    if found is None and _SEEKS.search(text) and _ML.search(text):
        tally.needs += 1
    if found is not None:
        tally.models += 1
        tally.terms.update(each[0].lower() for each in _ML.finditer(told))
        tally.first = tally.first or (sentence, found.span())


def _model_in(text: str) -> Found | None:
    """Where the sentence is about models: not in the name of the post, nor as something liked, known or used."""
    if _ABOUT_MODELS.match(text) or _NOT_YOURS.search(text) or _is_catalogue(text):
        return None
    others = [each.span() for each in _NO_MODEL.finditer(text)]
    for found in _ML.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in others):
            continue
        name = _NAME.search(text[found.start() : found.end() + 40])
        if (name is not None and name.start() == 0) or _is_house(text, found):
            continue
        left = text[max(0, found.start() - 60) : found.start()]
        if _GIVEN.search(left) or not _ML_ASIDE.search(left + text[found.start() : found.end() + 20]):
            return found
    return None


_TRADES = linear(
    r"\bproject management\b|\bcyber ?security\b|\buser experience\b|\bux\b|\bsoftware (?:development|engineering)\b"
    r"|\bcloud\b"
    r"|\bweb\b|\bmobile\b|\bagile\b|\bdevops\b|\bmarketing\b|\bfinance\b|\bhuman resources\b|\bnetworking\b"
    r"|\bproduct management\b"
    r"|\bquality assurance\b|\binfrastructure\b|\bsecurity\b|\bblockchain\b|\bautomation\b|\biot\b|\baccounting\b"
    r"|\bsales\b|\bdesign\b"
    r"|\brobotics\b|\bquantum\b|\bhardware\b|\bbusiness analysis\b|\bsupply chain\b"
)
_MANY_TRADES = 3  # named in one enumeration with models: it lists where one may be placed, not what one does


def _is_catalogue(text: str) -> bool:
    """Does the sentence name a company's many teams or fields, models among them?"""
    return text.count(",") >= 4 and len({each[0].lower() for each in _TRADES.finditer(text)}) >= _MANY_TRADES


def _is_house(text: str, found: Found) -> bool:
    """Do the words for models belong to the name of an institute, a chair or a department?"""
    return found[0][:1].isupper() and bool(_HOUSE.search(text[max(0, found.start() - 80) : found.start()]))
