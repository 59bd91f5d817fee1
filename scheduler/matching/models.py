"""Is a sentence about models? The words for them, and all that only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scheduler.matching.patterns import Found, linear
from scheduler.matching.text import Page, Sentence

_T = re.IGNORECASE
# What models are made of, done with, or called. One of these in a sentence of work makes it a sentence of such work.
_ML = linear(
    r"\bmachine translation\b|\bdialog(?:ue)? systems?\b|\b(?:language|scene|image|video|content|document"
    r"|query) understanding\b|\b(?:intent(?:ion)?|emotion|face|facial|speaker|handwriting|character|gesture|activity"
    r"|entity) recognition\b|\b(?:text|image|video|code|speech|synthetic data) generation\b|\bknowledge graphs?\b"
    r"|\bquestion answering\b|\bsummari[sz]ation\b|\bsentiment analysis\b|\btopic model\w*|\binformation (?:extraction"
    r"|retrieval)\b|\b(?:ranking|relevance|matching|personali[sz]ation) (?:models?|algorithms?)\b|\bsearch relevance\b"
    r"|\bhyper-?parameters?\b|\b(?:pre|post)-?training\b|\brlhf\b|\blora\b|\bai customer service\b"
    r"|\bmulti-?armed bandits?\b|\btraining runs?\b|\blanguage agents?\b|\bsource separation\b"
    r"|\bspeculative decoding\b|\balgorithmes? d['’](?:apprentissage|ia|intelligence)|\b(?:entraîn|développ|concev"
    r"|conception|évalu)\w* (?:de |des |d['’]|les |un )?modèles?\b|\b(?:trainier|entwickl|entwickel|evaluier"
    r"|verbesser)\w* (?:\w+ ){0,3}(?:ki-|ml-)?modelle?\b|\bmodelle? (?:zu )?(?:trainier|evaluier)\w*|\b(?:treinar"
    r"|entrenar|desenvolver|desarrollar|avaliar|evaluar|construir) (?:\w+ ){0,2}modelos?\b|\b(?:train|bouw"
    r"|ontwikkel)\w* (?:\w+ ){0,3}modellen\b|\b(?:addestra|svilupp|valuta)\w* (?:\w+ ){0,3}modelli\b"
    r"|(?m:^)(?:(?:you(?:['’]ll| will)|help(?: us| to)?|to) )?(?:predict|forecast|nowcast|classify|cluster)(?:ing)? \w"
    r"|\b(?:to|and|or) (?:predict|forecast|recogni[sz]e|classify)\b|\bpredict(?:s|ing|ions?|ors?)?\b|\bpredicciones"
    r"|\bprédire\b|\bprévoir\b|\bvorhersag\w*|\bvoorspel\w*|\bprever\b|\bpredecir\b|\bprevedere\b|\bmodels? (?:that"
    r"|which|to) (?:flag|detect|score|estimat|recommend|learn|rank|tell|spot)\w*|\bteach\w* (?:an? |our "
    r"|the )?(?:[\w-]+ ){0,2}(?:systems?|computers?|machines?|robots?|networks?|algorithms?)\b|\b(?:semi"
    r"|weakly)[ -]supervised\b|\bzero-shot\b|\bselbstüberwacht\w*|\b(?:deep|recurrent|graph|conv)[ -]?nets?\b"
    r"|(?-i:\b(?:BERT|GPT|GPT-\d|YOLO\w*|Whisper|Llama|Mistral|ResNet\w*|ConvLSTMs?|ViT|JAX|RL|AUC|F1|MCMC|TVM|PCA)\b)"
    r"|\bbayes\w*|\bgaussian process\w*|\bsurvival (?:analys|model|curve)\w*|\b(?:proportional"
    r"|competing)[ -](?:hazards?|risks?)\b|\bcox (?:model|regression)s?\b|\bpropensity\b|\bcausal\w*|\blatent\b"
    r"|\bhierarchical models?\b|\b(?:mixed|random)[ -]effects?\b|\bmixed models?\b|\bprobabilit\w+|\bscoring models?\b"
    r"|\bscorecards? (?:model|develop)\w*|\b(?:object|spoof|fraud|defect|edge|outlier|plagiarism|lane|pedestrian"
    r"|keypoint|drift|intrusion) detect(?:or|ors|ion)\b|\buncertainty (?:quantif|estimat)\w*|\bfine-?tun(?:e"
    r"|ing) (?:\w+ ){0,3}(?:net\w*|detectors?|encoders?|checkpoints?|weights|segment\w*)\b|\bretrain\w*"
    r"|\bdistributed train\w*|\btraining (?:jobs|loops?|sets?)\b|\b(?:model|llm|ml|multi-node|distributed|on-device"
    r"|edge|batch|gpu|low-latency|fast|efficient) inference\b|\b(?:onnx|tensorrt|vllm|mlflow|pymc|hugging ?face"
    r"|langchain|llamaindex|lightgbm|catboost|keras|spacy)\b|\bhallucinat\w*|\bcontext (?:windows?|length)\b"
    r"|\blong-context\b|\b(?:dense|semantic|document|passage|hybrid|embedding|vector) (?:retrieval|search)\b"
    r"|\bretrieval (?:quality|pipeline|system)s?\b|\btokeni[sz]\w+|\bguardrails\b|\b(?:coding|autonomous"
    r"|multi)[ -]agents?\b|\bagent (?:framework|orchestrat|evaluation|trace|memor)\w*|(?-i:\bOCR\b)|\bkv[ -]cache\b"
    r"|\bcontinuous batching\b|\bremaining[ -]useful[ -]life\b|\bsurvival models?\b|\b(?:monocular "
    r"|metric )?depth estimation\b|\boptical flow\b|\bspeech (?:separation|enhancement|translation|emotion|model"
    r"|data)\w*|\bword error rate\b|\b(?:point[ -]?cloud|lane|organ|tumou?r|cell|crop|lidar|panoptic"
    r"|video) segmentation\b|\bsegmentation (?:models?|networks?|masks?)\b|\bfalse (?:alarm|positive|negative)s?\b"
    r"|\b(?:temporal|joint|sequence|baseline|autoregressive|ensemble) models?\b|\baugmentations?\b|\brerankers?\b"
    r"|\beval(?:uation)? sets?\b|\bablations\b|\bablation stud\w*|\bheld[ -]out\b|\bcross-validat\w*|\ba/b/n\b"
    r"|\buplift\b|\belasticit\w*|\brecommenders?\b|\bbandits?\b|\bquanti[sz](?:e|ing|ation)\b|\b(?:data|concept|model"
    r"|feature) drift\b|\bevals\b|\bevaluation harness\w*|\b(?:spiking|siamese) net\w*|\bimitation\b"
    r"|\bbehaviou?r cloning\b|\bvisuomotor\b|\bgradient[ -]boosted\b|\bvision-language\b|\bsurrogates?\b"
    r"|\b(?:regressions?|zeitreihen|tijdreeks|diffusions?|prognose|klassifikations?|risiko|kredit|statistik|sprach"
    r"|bild|grundlagen|lern)modell\w*|\bmodell(?:drift|training|güte)\b|\b(?:anomalie|sprach|objekt|bild|muster|text"
    r"|schrift|gesten)erkennung\b|\bbildklassifi\w*|\bbestärkendes lernen|\bverteiltes training|\bquantisierung\b"
    r"|\bneuraa?le? netwerk\w*|\b(?:statistisch|datengetrieben|prädiktiv|datadriven)\w* modell\w*|\bprädiktion\b"
    r"|\brecomenda(?:ção|ción|dor\w*)\b|\b(?:systèmes?|moteurs?) de recommandation|\bréseaux? (?:siamois|neuronau?x?"
    r"|convolutif\w*|profonds?)|\bl['’]entraîner\b|\b(?:pré-)?entraînement\b|\bexplicabilité\b"
    r"|\bmodèles? (?:de fondation|bayésien\w*|génératifs?|de scoring|de diffusion)|\breconnaissance (?:de texte|vocale"
    r"|automatique|d['’]images?)|\bmodela(?:ção|ción) estatística|\bmodelos? de (?:difusión|difusão|regress\w*"
    r"|regres\w*)|\bfew-shot\b|\bhidden markov\b|\bgaussian mixtures?\b|\bentity linking\b|\bcoreference\b"
    r"|\bdiari[sz]ation\b|\bnearest[ -]neighbou?rs?\b|\bautomatic differentiation\b|\bloss functions?\b"
    r"|\bautoencoders?\b|\bdenois(?:er|ing)\b|\bimputation\b|\bknowledge tracing\b|(?-i:\b(?:GLM|GBM|MFCC|GLMs|VAE)\b)"
    r"|\bwav2vec\b|\brisk scores?\b|\bconversational agents?\b|\bmodel (?:errors|versions|drift|outputs?|behaviou?r"
    r"|weights)\b|\b(?:trained|hosted|translation|encoding|outlier|learned|generated) models?\b"
    r"|\battention (?:variants|layers|blocks|heads|mechanisms?)\b|\bpolygenic\b|\bsim(?:ulation)?-to-real\b"
    r"|\bre-?identification\b|\b(?:entrenar|treinar|addestra\w*|ajustar|afinar|estimar"
    r"|traint) (?:\w+ ){0,3}(?:modelos?|redes?|modelli|reti|modellen)\b|\bredes (?:de segmentação|convolucion\w+"
    r"|recurrentes)|\breti convoluzionali|\bmodell[oi] (?:linguistic\w+|predittiv\w+)|\bcl?assificador\w*"
    r"|\bsistema di visione|\b(?:riconoscimento|reconocimiento|reconhecimento) d\w+|\bmodelos? (?:logístic\w+"
    r"|de (?:ocr|scoring|previsión|previsão|series|reconocimiento|classificação|habla))|\bneurale? netwerk\w*"
    r"|\b(?:extraction|open|open-weight|proprietary|hosted) models?\b|\binference (?:services?|librar(?:y|ies)|api)\b"
    r"|\bmodels on gpus?\b|\bretrieval (?:over|across)\b|\btrain(?:ing)? (?:\w+ ){0,2}polic(?:y|ies)\b|\b(?:sequential"
    r"|personali[sz]ed) recommendations?\b|\bgenerative retrieval\b"
    r"|\bprompt(?:ing)? strategies\b|\banswer generation\b|\bchunking\b|\bgraph optimi[sz]ations?\b|\bprefix caching\b"
    r"|\boperator (?:fusion|coverage)\b"
    r"|\bgraph-level optimi[sz]ation|\bcompiled (?:networks|models)\b|\bnetwork layers\b|\bmixture[ -]of[ -]experts\b"
    r"|(?-i:\b(?:INT8|INT4|FP8|BF16|FP32|FP16)\b)|\bstreaming decoder\b|\b(?:development|calibration|validation"
    r"|evaluation|training) of (?:[\w’'-]+ ){0,6}models?\b|\bmodell?ing (?:data|datasets?|techniques|methods"
    r"|approach\w*|projects?)\b|\bmodel (?:lift|stability|fit|monitoring|scores?|results|features|inputs?"
    r"|deployment)\b|\bfeature stores?\b|\btraining pipelines?\b|\bmodel serving\b|\bu-?nets?\b|\b(?:cnns|rnns?|lstms?"
    r"|gnns?|nerfs?)\b|\bconvolutional\b|\bgaussian splatting\b|\bxgboost\b|\bgradient[ -]boost\w*|\brandom forests?\b"
    r"|\basr\b|\bspeech[ -]to[ -]text\b|\btext[ -]to[ -]speech\b|\bpredictive (?:signals?|power)\b|\b(?:robot(?:ic)?"
    r"|manipulation|locomotion|learned|rl) (?:manipulation |locomotion )?polic(?:y|ies)\b|\bmodelle? (?:zur|für"
    r"|zum) (?:\w+ )?(?:vorhersage|prognose|erkennung|klassifi\w+|schätzung)|\blearning[ -]based\b"
    r"|\btrain(?:ing)? (?:[\w-]+ ){0,3}(?:networks?|encoders?)\b|\bperception for\b|\bmachine[ -]?learn\w*"
    r"|\bdeep[ -]?learn\w*|(?-i:\bML(?:Ops)?\b)|\b(?:reinforcement|imitation|representation|federated|transfer"
    r"|self-supervised|supervised|unsupervised|active|contrastive|few-shot|continual|robot|statistical"
    r"|meta)[ -]learning\b|\bneural\b|\bllms?\b|\blanguage models?\b|\bgenerative[ -](?:ai|models?|modell?ing)"
    r"|\bgen[ -]?ai\b|\bcomputer vision\b|\bnlp\b|\bnatural language (?:processing|understanding|generation)"
    r"|\bdiffusion\b|\bgans?\b|\bvlms?\b|\bvlas?\b|\btransformers?\b|\bfoundation(?:al)? models?\b|\b(?:predictive"
    r"|statistical|propensity|probabilistic|bayesian|forecasting|risk|regression|time[ -]series|vision|ai|ml|data"
    r"|scoring|churn|default|credit|fraud|attrition|surrogate|multimodal|world|perception|embedding|reward|base"
    r"|pre-?trained|large|quantitative"
    r"|econometric|analytical|mathematical|numerical)[ -](?:[a-z]+ )?models?\b|\b(?:predictive|statistical"
    r"|probabilistic|bayesian|computational|stochastic|econometric|forecast) (?:analys[ie]s|analytics|modell?ing"
    r"|methods?|inference|learning|algorithms?|techniques)|\b(?:train|training|fine-?tun\w*|tuning|evaluat\w*"
    r"|deploy\w*|build\w*|develop\w*|creat\w*|design\w*|implement\w*|improv\w*|validat\w*|optimi[sz]\w*|benchmark\w*"
    r"|test\w*|prototyp\w*|productioni[sz]\w*|research\w*|port(?:ing)?|serv(?:e|ing)) (?:and [a-z]+ "
    r"|, [a-z]+ )?(?:[\w-]+ ){0,3}?models?\b|\bmodel (?:training|inference|evaluation|development|performance|building"
    r"|deployment|architectures?|accuracy|optimi[sz]ation|serving|compression|quantization|validation|experiments?)"
    r"|\bai (?:agents?|systems?|algorithms?|applications?|research|solutions?|engineers?|features?|workflows?"
    r"|pipelines?|infrastructure|workloads?|frameworks?|techniques|models?|assistants?|prototypes?|projects?|inference"
    r"|compilers?|methods?|tasks|training|evaluations?|safety|alignment)|\bai/ml\b|\bml/ai\b|\bagentic\b|\b(?:rag"
    r"|retrieval[ -]augmented)\b|\bprompt(?:s|ing| engineering| design)\b|\bembeddings?\b|\brecommend(?:er"
    r"|ation) (?:systems?|models?|engines?|algorithms?)|\bobject (?:detection|recognition|tracking)|\b(?:image"
    r"|semantic|instance) (?:segmentation|recognition|classification)|\bspeech (?:recognition|synthesis|processing)"
    r"|\bclassif(?:ier|ication)\w*|\bregression\b|\bclustering\b|\b(?:demand|load|weather|energy|price|traffic"
    r"|time[ -]series|probabilistic) forecasting\b|\bconversational ai\b|\banomaly detection|\bforecast (?:accuracy"
    r"|errors?)\b|\bfeature (?:engineering"
    r"|extraction|selection)|\bdata scien\w*|\bpytorch\b|\btensorflow\b|\bscikit\b|\bgpu kernels?\b"
    r"|\binference (?:engine|performance|optimi[sz]ation|stack|pipeline|server|runtime|system)s?"
    r"|\bartificial intelligence\b|\bslam\b|\bpose estimation\b|\b3d (?:reconstruction|vision)|\bdata mining\b"
    r"|\btext mining\b|\boptimi[sz]ation algorithms?|\bhypothesis testing\b|\ba/b test\w*|\bexperimentation\b"
    r"|\bcausal inference\b|\bchatbots?\b|\bperception (?:algorithms?|models?|systems?|stack)|\b(?:ml|ai|graph|tensor"
    r"|deep learning|neural network|nn|model) (?:graph )?compil\w*|\bmlir\b|\btensor\w*\b|\breduced precision"
    r"|\bquanti[sz](?:ation|ed) (?:of |for )?|\bcuda kernels?|\bmodel (?:compression|distillation|pruning)"
    r"|\bmodellierung\b|\bvorhersagemodell\w*|\bmodelagem\b|\bmodelado (?:predictivo|estadístico)|\bmodélisation\b"
    r"|\bvoorspellende modellen|\bbilderkennung|\bsprachmodell\w*|\bneuronale\w*|\bréseaux de neurones"
    r"|\bredes neurai?s|\bredes neuronales|\bvisão computacional|\bvisión por computador|\bvision par ordinateur"
    r"|\btraitement (?:automatique )?du langage|\bmaschinelles lernen|\bmachine-learning-\w+|\bdatenanalysemodell\w*"
    r"|\bmaschinelle\w* lern\w*|\bkünstliche\w* intelligenz\w*|(?-i:\bKI\b)[- ]?(?:modell|system|anwendung|lösung"
    r"|agent|algorithm|method|verfahren|forschung|entwickl|gestützt|basiert|pipeline|komponent|prototyp)\w*"
    r"|\bmodellbildung|\bdatenmodell\w*|\bprognosemodell\w*|\bapprentissage (?:automatique|profond|machine)"
    r"|\bintelligence artificielle|\bintelligenza artificiale|\bapprendimento automatico|\bmodèles? (?:prédicti\w*"
    r"|de langage|statisti\w*|de (?:machine|deep))|\baprendizado de máquina|\baprendizaje automático"
    r"|\binteligência artificial|\binteligencia artificial|\bmodelos? (?:preditiv\w*|predictiv\w*|estatístic\w*"
    r"|de (?:machine|ml|ia|linguagem|lenguaje))|\bciência de dados|\bciencia de datos"
)
# A sentence about learning of it, liking it, or the product that has it in it, is no work of that kind.
_ML_ASIDE = linear(
    r"\b(?:rate|rating|review|label|annotat)\w* (?:\w+ ){0,3}(?:answers|responses|outputs|data)\b|\b(?:agentic"
    r"|ai) coding\b|\bcoding (?:tools|assistants|agents)\b|\b(?:use|using|leverag\w*|utili[sz]\w*"
    r"|with) (?:generative ai|gen ?ai|ai|chatgpt)(?: to\b| for\b| in\b|[.,;]|$)|\b(?:interest(?:ed)? in"
    r"|passion\w* (?:for|about)|curio\w*|familiar\w*|knowledge of|exposure to|understanding of|experience (?:with|in"
    r"|using)|learn(?:ing)? about|exposed to|coursework|background in|students? (?:from|of)|(?:majors?|graduates?"
    r"|degrees?|diplomas?|bachelor\W?s?|master\W?s?|ph\.?d\.?|b\.?sc?|m\.?sc?|studies|specialist|cand) (?:from|in|of"
    r"|with|focus\w* on)|pursuing|majoring in|enrolled in|studying|enthusias\w*|excited (?:about|by)|proficien\w*"
    r"|skills? (?:in|with)|plus\b|we use ai|ai tools? (?:to|in|for|such|like|can)|how (?:our |the )?(?:ai|genai"
    r"|generative ai|llms?)(?: tools?)? (?:can|could|may|might)|(?:use|using|leverag\w*|utili[sz]\w*"
    r"|with) (?:\w+ )?(?:ai|genai|chatgpt|llm|copilot|claude)[ -](?:tools?|assistants?|coding)|chatgpt|copilot|cursor"
    r"|recruit\w* process|hiring process|review\w* applications|ai to (?:screen|review|assess)|interesse (?:an|in|em"
    r"|por|voor)|von vorteil|begeister\w* (?:für|von)|(?:grund)?kenntnisse (?:in|im|von|mit)|erfahrung(?:en)? (?:in|im"
    r"|mit)|intérêt pour|connaissances? (?:en|de|du|des)|conhecimentos? (?:em|de)|conocimientos? (?:de|en)"
    r"|interés (?:en|por)|kennis van|ervaring met)\b"
)
# These words are of other trades: a test of old features, a nerve, a transformer of current, a sheet of figures.
_NO_MODEL = linear(
    r"\bregression[ -](?:tests?|testing|suites?|bugs?)\b|\bneural (?:electrodes?|implants?|probes?|circuits?"
    r"|stimulat\w+|cells?|recordings?|tissue|crest|processing units?)\b|\bmodel[ -]predictive\b"
    r"|\bdiffusion (?:coeff\w*|barriers?|furnaces?|of ions)\b|\b(?:distribution|power|instrument"
    r"|current) transformers?\b|\btensor cores?\b|\b(?:financial|operating|business|3d|cad|process|plant|object"
    r"|spreadsheet|excel|simulink|revenue|cost|cash[ -]flow|dcf|lbo|role|bim|solidworks|geometric|thermal|finite|fea"
    r"|fem|wing|scale|care|engagement|vehicle|tyre|tire|multi-?body|suspension|reservoir|aerodynamic|physics|battery"
    r"|power system|sysml|uml|threat|maturity|governance|staffing|capacity|budget|tcad|parametric|revit|hydraulic"
    r"|spice)[ -](?:[\w-]+ )?(?:models?|modell?ing)\b|\bdata models?\b|\b(?:ai|ml|llm|genai|gen ai|generative ai"
    r"|machine learning|data science|artificial intelligence|agentic) (?:engineers|scientists|researchers|vendors?"
    r"|news|basics|market|startups?|compan(?:y|ies)|courses?|classes|products?|conferences?|polic(?:y|ies)|literacy"
    r"|act|regulations?|ethics|talent|roles|features?|hardware)\b|\bdata scientists\b"
    r"|\bclassification (?:of (?:\w+ )?goods|codes?)\b|\b(?:modell?ierung|modélisation|modelagem) (?:von geschäfts\w*"
    r"|thermique|3d)\b"
)
# Work about models that is not work on them: it is told by how the sentence begins.
_ABOUT_MODELS = re.compile(
    r"^(?:(?:the |our )?(?:interns?|students?|you)(?: will|['’]ll) )?(?:(?:track|monitor"
    r"|follow)(?:ing)? (?:\w+ ){0,3}(?:legislat|regulat|polic)\w*|(?:[\w/]+(?:,| and| or|/) )?(?:organi[sz]|sourc"
    r"|recruit|prospect|interview|draft|market|promot|sell|pitch|publici[sz]|storyboard|film|edit|proofread|moderat"
    r"|tutor|onboard|lobby|campaign)(?:e|ing)?\b|(?:write|writing|author|create|creating|produce|producing"
    r"|prepare) (?:\w+ ){0,3}(?:posts?|articles?|copy"
    r"|newsletters?|blogs?|press|slides|videos?|exercises|briefs?|memos?|infographics|podcasts?|literature)\b)",
    _T,
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
# What the person is told not to do, or what others do.
_NOT_YOURS = linear(
    r"\byou (?:will not|won['’]t|do not|don['’]t) (?:be )?(?:work|train|build|touch|do|develop|model|writ)\w*"
    r"|\bwon['’]t be doing\b|\b(?:another|other|different) (?:team|group)\b.{0,40}\b(?:models?|networks?"
    r"|algorithms?)\b|\b(?:models?|networks?|algorithms?) (?:themselves )?are (?:built|trained|made|developed) by\b"
    r"|\bplease (?:see|look at|apply to)\b|\bno (?:programming|coding|development|training"
    r"|model development)\b.{0,40}\b(?:is|involved|part|models?)\b"
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
    r"|\b(?:spend|spending) (?:most|the (?:majority|bulk)) of your time [^.;]{0,40}\bmodels?\b"
    rf"|\b(?:looking for|seeking|hiring|search(?:ing)? for|recruiting"
    rf"|need) (?:[\w/,&'’-]+ ){{0,7}}?{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,3}} (?:interns?|engineers?|scientists?"
    rf"|researchers?|co-?ops?|students?|developers?|enthusiasts?)\b"
    rf"|\bas an? (?:[\w/-]+ ){{0,4}}?{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,3}} (?:intern|engineer|scientist|researcher|co-?op"
    rf"|student|developer)\b|\b(?:praktik\w*|werkstudent\w*|werksstudent\w*|stagiaires?|stage|alternan\w*|estágio"
    rf"|estagiári\w*|prácticas|stagiair\w*|interns?|internship|co-?op|thesis|masterarbeit"
    rf"|bachelorarbeit)(?: [^ ]+){{0,4}} (?:im bereich|im themenfeld|in the (?:area|field)s? of|in|en|em|für|for|on"
    rf"|zum thema|op het gebied van) (?:[\w/-]+ ){{0,2}}?{_ML_NOUN}|\b{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,2}} (?:internship"
    rf"|intern (?:position|role|opportunity|to join))\b"
)


def naming_models(parts: Page) -> Iterator[Sentence]:
    """Every sentence in which there is any word for models."""
    return parts.holding(_ML)


_OF_TEAM = re.compile(r"(?:[ &/,-]+\w+){0,2} (?:team|group|organi[sz]ation|department|division|office|lab)s?\b", _T)


def focus_in(text: str) -> Found | None:
    """Where the sentence says that the post is about models: "will focus on", "looking for a vision intern"."""
    focus = _FOCUS.search(text)
    if focus is None or _ML_ASIDE.search(text[: focus.end()][-60:]) or _OF_TEAM.match(text[focus.end() :]):
        return None
    return focus


def models_in(text: str) -> tuple[Found, set[str]] | None:
    """Where the sentence is about models, and the different words for them in it.

    None where they are but the name of the post, or something liked, known or used.
    """
    words = list(_ML.finditer(text))
    if not words or _ABOUT_MODELS.match(text) or _NOT_YOURS.search(text) or _is_catalogue(text):
        return None
    others = [each.span() for each in _NO_MODEL.finditer(text)]
    for found in words:
        if any(start < found.end() and found.start() < end for start, end in others) or _is_name(text, found):
            continue
        left = text[max(0, found.start() - 60) : found.start()]
        if _GIVEN.search(left) or not _ML_ASIDE.search(left + text[found.start() : found.end() + 20]):
            return found, {each[0].lower() for each in words}
    return None


def _is_name(text: str, found: Found) -> bool:
    """Do the words for models belong to the name of a post, a team, an institute or a chair?"""
    name = _NAME.search(text[found.start() : found.end() + 40])
    if name is not None and name.start() == 0:
        return True
    return found[0][:1].isupper() and bool(_HOUSE.search(text[max(0, found.start() - 80) : found.start()]))


_TRADES = linear(
    r"\bproject management\b|\bcyber ?security\b|\buser experience\b|\bux\b|\bsoftware (?:development|engineering)\b"
    r"|\bcloud\b|\bweb\b|\bmobile\b|\bagile\b|\bdevops\b|\bmarketing\b|\bfinance\b|\bhuman resources\b|\bnetworking\b"
    r"|\bproduct management\b|\bquality assurance\b|\binfrastructure\b|\bsecurity\b|\bblockchain\b|\bautomation\b"
    r"|\biot\b|\baccounting\b|\bsales\b|\bdesign\b|\brobotics\b|\bquantum\b|\bhardware\b|\bbusiness analysis\b"
    r"|\bsupply chain\b"
)
_MANY_TRADES = 3  # named in one enumeration with models: it lists where one may be placed, not what one does


def _is_catalogue(text: str) -> bool:
    """Does the sentence name a company's many teams or fields, models among them?"""
    return text.count(",") >= 4 and len({each[0].lower() for each in _TRADES.finditer(text)}) >= _MANY_TRADES
