"""The groups of ages that the European registers name, and the words for a sex, as the fields of a trial."""

from collections.abc import Collection

_LIMITS: dict[str, tuple[str | None, str | None]] = {
    "unborn": (None, "27 Days"),
    "newborns": (None, "27 Days"),
    "infants": ("28 Days", "23 Months"),
    "children": ("2 Years", "11 Years"),
    "adolescents": ("12 Years", "17 Years"),
    "minors": (None, "17 Years"),
    "adults": ("18 Years", "64 Years"),
    "elderly": ("65 Years", None),
}
"""From young to old. "minors" are those whose group is not told."""


def age_limits(groups: Collection[str]) -> tuple[str | None, str | None]:
    """The youngest and the oldest age of groups; None where there is no limit, or none is told.

    >>> age_limits({"adults", "elderly"}), age_limits({"adolescents", "adults"}), age_limits(())
    (('18 Years', None), ('12 Years', '64 Years'), (None, None))
    """
    known = [limits for name, limits in _LIMITS.items() if name in groups]
    return (known[0][0], known[-1][1]) if known else (None, None)


def sex_of(female: bool | None, male: bool | None) -> str | None:
    """The sex that may take part; None where neither is told.

    >>> sex_of(True, True), sex_of(False, True), sex_of(None, None)
    ('All', 'Male', None)
    """
    if female and male:
        return "All"
    return "Female" if female else "Male" if male else None
