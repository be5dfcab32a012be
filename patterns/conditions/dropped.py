"""Which branches of MeSH the generated tables take, and which of their words they leave out."""

CONDITION_TREES = ("C", "F03")
PROCEDURE_TREES = ("E01", "E02", "E03", "E04", "E06")
LEFT_OUT_TREES = (
    "C22",  # diseases of animals
    "E01.171",  # diagnosis in general
    "E01.354",  # diagnostic errors
    "E01.370.225",  # laboratory techniques: measures, not procedures
    "E01.370.350.700.500",  # pictures that are no imaging of patients
    "E01.370.386",  # function tests, whose results are measures
    "E01.370.600",  # physical examination and vital signs
    "E01.390",  # early diagnosis and the like
    "E01.789",  # prognosis
    "E02.319",  # drug therapy
    "E02.760",  # patient care in general
)

UNCOUNTED = ("diabetes", "ascites", "caries", "herpes", "hives", "measles", "mumps", "scabies", "shingles")
"""Words that end like plurals and are none; MeSH writes some of them without the s too."""

DROPPED = frozenset(
    word.strip()
    # everyday words of protocols, words for measures, and words that criteria use for something else than MeSH does
    for word in """
    activity of daily living|acute abdomen|aging|alarm|ambulatory care|antenatal care|attention|bath|birth|bite|case study
    clinical course|clinical judgement|clinical sign|cold|collapse|contraindication|critical care|death|diagnose|diagnosis
    disease attribute|disease susceptibility|diagnostic test|emergency|exposure|fall|genetic predisposition|growth
    hospitalization|hygiene|immunization|immunomodulation|immunosuppression|incidental finding|induction|kit|length of stay
    life style|long term care|male|medical clearance|medical contraindication|medical history|monitoring|necrosis|nursing care
    oral hygiene|outcome|oral health|patient care|placebo|placebo effect|posture|pregnancy test|premedication|puncture
    recovery|recovery of function|reproductive history|self care|self medication|sex|sign and symptom|symptom and sign|sting
    stress|symptom assessment|syndrome|test|treatment|triage|vaccination|visual acuity|waist|watchful waiting|work|wound
    routine diagnostic test|toothbrushing|treatment outcome|urinalysis|vaccine|visual analog scale|vital capacity
    cornell medical index|forced expiratory volume|glomerular filtration rate|cardiac output|liver function test
    drug therapy|therapy|combined modality therapy|neonatal intensive care|hospice care|delayed diagnosis|pulse|respiration
    blood pressure|heart rate|body weight|body temperature|karnofsky performance status|birth weight|body mass index
    human influenza a|immune function|residual volume|stroke volume|ejection fraction|eye movement measurement|pupillary reflex
    clinical trial|placebo|standard of care|point of care|preventive therapy|retreatment|salvage therapy|self examination
    combined|stable diabetes mellitus|mody|cardiovascular stroke|hiv coinfection|drug use
    """.replace("\n", "|").split("|")
)
"""Look-up keys."""
