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
    activity of daily living|acute abdomen|aging|alarm|ambulatory care|ankle brachial index
    antenatal care|attention|bath|birth|birth weight|birthweight|bite|blood pressure|blood urea nitrogen
    body mass index|body temperature|body weight|body weight change|cardiac output|cardiovascular stroke
    case study|clinical course|clinical judgement|clinical sign|clinical trial|cold|collapse|combined
    combined modality therapy|contraindication|cornell medical index|critical care|death
    delayed diagnosis|diagnose|diagnosis|diagnostic test|disease attribute|disease susceptibility
    drug therapy|drug use|ejection fraction|emergency|exposure|eye movement measurement|fall
    fetal weight|forced expiratory volume|genetic predisposition|glomerular filtration rate|growth
    heart rate|hiv coinfection|hospice care|hospitalization|human influenza a|hygiene|immune function
    immunization|immunomodulation|immunosuppression|incidental finding|induction
    karnofsky performance status|kit|length of stay|life style|liver function test|long term care|male
    medical clearance|medical contraindication|medical history|mody|monitoring|necrosis
    neonatal intensive care|nursing care|operative time|oral health|oral hygiene|outcome|patient care
    placebo|placebo effect|point of care|posture|pregnancy test|premedication|preventive therapy|pulse
    puncture|pupillary reflex|recovery|recovery of function|reproductive history|residual volume
    respiration|retreatment|routine diagnostic test|salvage therapy|self care|self examination
    self medication|sex|sign and symptom|stable diabetes mellitus|standard of care|sting|stress
    stroke volume|surgical time|symptom and sign|symptom assessment|syndrome|test|therapy|toothbrushing
    treatment|treatment outcome|triage|urinalysis|vaccination|vaccine|visual acuity|visual analog scale
    vital capacity|waist|watchful waiting|work|wound
    """.replace("\n", "|").split("|")
)
"""Look-up keys."""
