"""Which branches of MeSH the generated tables take, and which of their words they leave out."""

CONDITION_TREES = ("C", "F03")
PROCEDURE_TREES = ("E01", "E02", "E03", "E04", "E06")
LEFT_OUT_TREES = ("C22", "E01.354", "E01.370.225", "E01.370.600", "E01.789", "E02.319")
"""Animal diseases; diagnostic errors, laboratory techniques, physical examination, prognosis, drug therapy."""

UNCOUNTED = ("diabetes", "ascites", "caries", "herpes", "hives", "measles", "mumps", "scabies", "shingles")
"""Words that end like plurals and are none; MeSH writes some of them without the s too."""

DROPPED = frozenset(())
