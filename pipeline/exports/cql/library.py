"""A RuleSet as a library: what is declared, then what is defined."""

import re
from collections.abc import Iterator

from ....models import RuleSet
from ..base import Loss, deciding, leaves, lost, unread
from .codes import declared
from .criteria import criterion, eligible
from .leaves import unsayable
from .times import INDEX_DAY, anchors
from .words import Definition, comment, identifier

ABOUT = """\
// Each definition of a criterion says whether its words hold; null is unknown. "Index" is the day on which everything
// is asked. Records are found by the codes below and, in ATC and ICD-10-CM, those under them: where a site records
// drugs by product, expand the codes first. "Complete record" says that what no record has under these codes never was.
"""


def said(ruleset: RuleSet, _: object = None) -> tuple[str, Iterator[Loss]]:
    """The library of a trial, and what it could not say."""
    return document(ruleset), losses(ruleset)


def document(ruleset: RuleSet) -> str:
    """The library of a trial."""
    known = [leaf for c in deciding(ruleset) for leaf in leaves(c) if not unsayable(leaf)]
    events = anchors(known)
    head = [
        comment(f"{ruleset.trial.id} {ruleset.trial.title or ''}") + f"\n{ABOUT}library {_name(ruleset.trial.id)}\n",
        "using FHIR version '4.0.1'\ninclude FHIRHelpers version '4.0.1' called FHIRHelpers\n",
        *declared(known),
        'parameter "Index" DateTime default null',
        *(f"parameter {identifier(event.name)} DateTime default null" for event in events),
        'parameter "Complete record" Boolean default false\n\ncontext Patient\n',
        str(Definition(INDEX_DAY, 'date from "Index"')),
        *(str(event.day) for event in events),
    ]
    criteria = [part for c in deciding(ruleset) for part in criterion(c)]
    return "\n".join([*head, *criteria, *eligible(ruleset)])


def losses(ruleset: RuleSet) -> Iterator[Loss]:
    """What the library says in words alone."""
    yield from unread(ruleset)
    for c in deciding(ruleset):
        yield from (lost(ruleset, c, leaf, reason) for leaf in leaves(c) if (reason := unsayable(leaf)))


def _name(id: str) -> str:
    """A trial's id as an identifier that needs no quotes; no word of CQL has a digit in it.

    >>> _name("NCT01234567"), _name("2020-001234/56"), _name("code")
    ('NCT01234567', 'Trial_2020_001234_56', 'Trial_code')
    """
    name = re.sub(r"[^A-Za-z0-9_]", "_", id)
    return name if re.match(r"[A-Za-z]\w*\d", name) else f"Trial_{name}"
