"""The library's few verbs: extract, explain, load. Reading and writing are beside them."""

from spacy.language import Language

from ..errors import ReadError
from ..models import RuleSet
from .components import STEPS
from .components import load as _load
from .finish import ruleset_of
from .found import Found, found
from .parts import Draft
from .readers import Trial
from .readers.base import refuse_surrogates, whole
from .readers.dates import iso_date
from .stated import stated
from .view import view


def load() -> Language:
    """The spaCy ``Language`` with every step; ``nlp(text)._.ruleset`` is the RuleSet."""
    return _load()


def extract(source: str | Trial, *, id: str | None = None) -> RuleSet:
    """The rules of an eligibility text, or of a trial that :func:`trialrules.read` gave.

    Raises :class:`trialrules.ReadError` for a text that is too long or is no Unicode.

    ``id`` names a trial that states no registry number; else it is ``text``.

    >>> rules = extract("Inclusion: ECOG 0-1. Exclusion: ALT > 3 x ULN")
    >>> [str(c.rule) for c in rules.criteria]
    ['ECOG in [0, 1]', 'ALT > 3 x ULN']
    """
    trial = source if isinstance(source, Trial) else Trial(text=source)
    draft = _draft(trial)
    shown = stated(trial.text)
    fields = {
        "id": whole(trial.id or id or "text"), "title": whole(trial.title), "registry": whole(trial.registry),
        "updated": iso_date(trial.updated), "healthy_volunteers": trial.healthy_volunteers,
        **{name: whole(getattr(trial, name)) or shown.get(name) for name in ("minimum_age", "maximum_age", "sex")},
    }  # fmt: skip
    return ruleset_of(draft, fields)


MAX_TEXT = 2_000_000
"""Characters; a longer text is refused."""


def _draft(trial: Trial) -> Draft:
    if len(trial.text) > MAX_TEXT:
        raise ReadError(f"the eligibility text has {len(trial.text):,} characters; the limit is {MAX_TEXT:,}")
    refuse_surrogates(trial.text)
    draft = Draft(trial, view(trial.text))
    for step in STEPS.values():
        step(draft)
    return draft


def explain(source: str | Trial) -> list[Found]:
    """What was read in a text or a trial, and by which pattern: words → pattern file → rule.

    >>> [f.fact for f in explain("natalizumab within the last 2 months") if f.kind == "exposure"]
    ['drug natalizumab [<= 2 mo before now]']
    """
    return found(_draft(source if isinstance(source, Trial) else Trial(text=source)))
