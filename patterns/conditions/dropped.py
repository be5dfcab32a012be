"""Which branches of MeSH the generated tables take, and which of their words they leave out."""

CONDITION_TREES = ("C", "F03")
PROCEDURE_TREES = ("E01", "E02", "E03", "E04", "E06")
LEFT_OUT_TREES = (
    "C22",  # diseases of animals
    "E01.171",  # diagnosis in general
    "E01.354",  # diagnostic errors
    "E01.370.225",  # laboratory techniques: measures, not procedures
    "E01.370.350.700.500",  # pictures that are no imaging of patients
    "E01.370.350.600",  # photography
    "E01.370.386",  # function tests, whose results are measures
    "E01.370.600",  # physical examination and vital signs
    "E01.390",  # early diagnosis and the like
    "E01.789",  # prognosis
    "E02.319",  # drug therapy
    "E02.760",  # patient care in general
)

UNCOUNTED = ("diabetes", "ascites", "caries", "herpes", "hives", "measles", "mumps", "rickets", "scabies", "shingles")
"""Words that end like plurals and are none; MeSH writes some of them without the s too."""

DROPPED = frozenset(
    word.strip()
    # everyday words of protocols, words for measures, and words that criteria use for something else than MeSH does
    for word in """
    abdominal reflex|acoustic reflex|acoustic startle reflex|activity of daily living|acute abdomen|aging|alarm
    alpha rhythm|ambulatory care|anesthesia recovery period|ankle brachial index|ankle brachial indice
    antenatal care|antineoplastic protocol|attention|babinski reflex|babinski s sign|babinski sign positive
    balanced dental occlusion|bath|behavior control|behavioral control|behavioral manipulation|beta rhythm|birth
    birth control effectiveness|birth weight|birthweight|bite|bite force|blood circulation time|blood flow velocity
    blood glucose control|blood pressure|blood safety|blood supply safety|blood urea nitrogen|body mass index
    body temperature|body weight|body weight change|brain cortical thickness|brain wave|brainwave
    cancer treatment protocol|capillary fragility|cardiac output|cardiovascular stroke|case study
    centric dental occlusion|centric relation|cerebral cortex thickness|clinical course|clinical decision making
    clinical importance|clinical judgement|clinical protocol|clinical reasoning|clinical relevance|clinical sign
    clinical significance|clinical trial|cold|cold ischemia|collapse|combined|combined modality therapy|connectome
    contraceptive effectiveness|contraindication|contrast sensitivity|cornell medical index|critical care|crown
    daily living activity|death|delayed diagnose|delayed diagnosis|delta rhythm|dental occlusion|dental plaque index
    dental plaque indexe|dental plaque indice|diagnose|diagnosis|diagnostic test|diagnostic testing
    disease attribute|disease susceptibility|diving reflex|dmf index|dmf indexe|dmf indice|drug contraindication
    drug therapy|drug use|dual diagnose|dual diagnosis|dual psychiatric diagnose|dual psychiatric diagnosis
    ejection fraction|emergency|emmetropia|exposure|extensor plantar reflex|extensor plantar response
    eye movement measurement|fall|fetal weight|flicker fusion|forced expiratory volume|gamma rhythm
    gastrointestinal transit|genetic predisposition|gi transit|glomerular filtration rate|glycemic control
    great toe paradoxical extensor reflex|grey matter thickness|growth|heart rate|hiv coinfection|holistic health
    hospice care|hospitalization|human influenza a|hygiene|immune function|immunization|immunization schedule
    immunomodulation|immunosuppression|incidental finding|induction|induction of remission|intraoperative period
    karnofsky performance status|kit|labyrinthine reflex|length of operative time|length of stay|life style
    liver function test|long term care|magic|male|masticatory force|maxillofacial pathology|medical clearance
    medical contraindication|medical decision making|medical history|medical history taking|meridian|mody|monitoring
    necrosis|neonatal intensive care|nursing care|occlusal force|operative time|operative time length|oral health
    oral hygiene|oral hygiene index|oral hygiene indexe|oral hygiene indice|oral medicine|oral pathology|outcome
    over diagnose|over diagnosed pseudodisease|over diagnosis|overdiagnose|overdiagnosed pseudodisease|overdiagnosis
    p health|patient care|perfusion index|periodontal index|periodontal indexe|periodontal indice|perioperative period
    placebo|placebo effect|point of care|postoperative period|posture|pregnancy test|premedication
    preoperative period|preventive therapy|psychiatric dual diagnose|psychiatric dual diagnosis|pulse|puncture
    pupillary reflex|radiotherapy setup error|recovery|recovery of function|reflex|refrigeration|rejuvenation
    remission induction|reproductive history|residual volume|respiration|retreatment|righting reflex
    righting response|role playing|routine diagnostic test|salvage therapy|secondary disease prevention
    secondary prevention|self administration|self appraisal|self care|self evaluation|self examination
    self medication|self testing|sex|shadow test|sign and symptom|sign language|signal detection analysis
    signal detection theory|split brain|stable diabetes mellitus|standard of care|standing order|startle reaction
    startle reflex|startle response|stem|sting|stress|stretch reflex|stroke volume|subjective health
    subjective health complaint|suggestion|surgery time length|surgical time|symptom and sign|symptom assessment
    syndrome|tertiary prevention|test|therapeutic|therapy|theta rhythm|time length of surgery|toothbrushing
    treatment|treatment outcome|treatment switching|triage|urinalyse|urinalysis|vaccination|vaccine
    vertical dimension|vestibular reflex|visual acuity|visual analog scale|visual contrast sensitivity
    vital capacity|waist|warm ischemia|watchful waiting|wholistic health|wholistic health care|witchcraft|work|wound
    """.replace("\n", "|").split("|")
)
"""Look-up keys."""
