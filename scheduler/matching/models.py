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
    r"|(?m:^)(?:(?:you(?:['’]ll| will)|help(?: us| to)?|to) )?(?:predict|forecast|nowcast|classify|cluster)(?:ing)? \w"
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
    r"|\brisk scores?\b|\bconversational agents?\b|\bmodel (?:errors|versions|drift|outputs?|behaviou?r|weights)\b"
    r"|\b(?:trained|hosted|translation|encoding|outlier|learned|generated) models?\b|\battention (?:variants|layers"
    r"|blocks"
    r"|heads|mechanisms?)\b|\bpolygenic\b|\bsim(?:ulation)?-to-real\b|\bre-?identification\b"
    r"|\b(?:entrenar|treinar|addestra\w*|ajustar|afinar|estimar|traint) (?:\w+ ){0,3}(?:modelos?|redes?|modelli|reti"
    r"|modellen)\b"
    r"|\bredes (?:de segmentação|convolucion\w+|recurrentes)|\breti convoluzionali|\bmodell[oi] (?:linguistic\w+"
    r"|predittiv\w+)"
    r"|\bcl?assificador\w*|\bsistema di visione|\b(?:riconoscimento|reconocimiento|reconhecimento) d\w+"
    r"|\bmodelos? (?:logístic\w+|de (?:ocr|scoring|previsión|previsão|series|reconocimiento|classificação|habla))"
    r"|\bneurale? netwerk\w*"
    r"|\boperator (?:fusion|coverage)\b|\bgraph-level optimi[sz]ation|\bcompiled (?:networks|models)\b"
    r"|\bnetwork layers\b|\bmixture[ -]of[ -]experts\b|(?-i:\b(?:INT8|INT4|FP8|BF16|FP32|FP16)\b)|\bstreaming decoder\b"
    r"|\b(?:development|calibration|validation|evaluation|training) of (?:[\w’'-]+ ){0,6}models?\b"
    r"|\bmodell?ing (?:data|datasets?|techniques|methods|approach\w*|projects?)\b"
    r"|\bmodel (?:lift|stability|fit|monitoring|scores?|results|features|inputs?|deployment)\b"
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
    r"|cash[ -]flow|dcf|lbo|role|bim|solidworks|geometric|thermal|finite|fea|fem|wing|scale|care|engagement|vehicle"
    r"|tyre|tire|multi-?body|suspension|reservoir|aerodynamic|physics|battery|power system"
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
    r"|\bwon['’]t be doing\b|\b(?:another|other|different) (?:team|group)\b.{0,40}\b(?:models?|networks?|algorithms?)\b"
    r"|\b(?:models?|networks?|algorithms?) (?:themselves )?are (?:built|trained|made|developed) by\b"
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
    rf"|\bas an? (?:[\w/-]+ ){{0,4}}?{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,3}} (?:intern|engineer|scientist|researcher"
    rf"|co-?op|student|developer)\b"
    rf"|\b(?:praktik\w*|werkstudent\w*|werksstudent\w*|stagiaires?|stage|alternan\w*|estágio|estagiári\w*"
    rf"|prácticas|stagiair\w*|interns?|internship|co-?op|thesis|masterarbeit"
    rf"|bachelorarbeit)(?: [^ ]+){{0,4}} (?:im bereich|im themenfeld|in the (?:area|field)s? of|in|en|em|für"
    rf"|for|on|zum thema|op het gebied van) (?:[\w/-]+ ){{0,2}}?{_ML_NOUN}"
    rf"|\b{_ML_NOUN}(?:[ /&]+[\w/-]+){{0,2}} (?:internship|intern (?:position|role|opportunity|to join))\b"
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
