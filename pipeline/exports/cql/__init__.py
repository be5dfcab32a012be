"""CQL 1.5 over FHIR 4.0.1: one library a trial, which means what `trialrules screen` means.

Every leaf and every criterion is a definition that is true, false or null (cql.hl7.org). "Eligible" joins the criteria
as `pipeline/screening/screen.py` does. What CQL cannot say of a record, or what has no verified code, is null with its
words, and counted as a loss. The language used is small on purpose: no functions, no union, no timing phrases, so that
simple engines run it too.
"""

from .library import document, losses, said

__all__ = ["document", "losses", "said"]
