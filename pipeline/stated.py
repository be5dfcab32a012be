"""The registry's own fields where a page shows them as lines of its text: ages and sex are no criteria there."""

import re

from ..patterns.gate import Gated

_AGE = r"\d{1,3}(?:\.\d\d)?\s(?:Year|Month|Week|Day)(?:s|\(s\))?"
_STUDY = r"(?:\sEligible\sfor\sStudy)?[\s:*]{1,9}"
_FIELD = Gated(
    r"(?:^\W{0,4}|(?<=\(s\)\s))(?:"
    rf"(?:Minimum\sAge|Age\sMinimum|Age\sFrom|Lower\sAge\sLimit){_STUDY}(?P<minimum_age>{_AGE})"
    rf"|(?:Maximum\sAge|Age\sMaximum|Age\sTo|Upper\sAge\sLimit){_STUDY}(?P<maximum_age>{_AGE})"
    rf"|Ages?\sEligible\sfor\sStudy[\s:*]{{1,9}}(?:(?P<lowest>{_AGE})(?:\sto\s(?P<highest>{_AGE}))?|up\sto\s(?P<most>{_AGE}))"
    rf"|(?:Sex(?:es)?|Genders?){_STUDY}(?P<sex>All|Both|Female|Male)\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES = {"lowest": "minimum_age", "highest": "maximum_age", "most": "maximum_age"}


def stated(text: str) -> dict[str, str]:
    """The fields of a RuleSet's trial that lines of its text state, as they are written.

    >>> stated("Minimum Age: 18 Years\\nMaximum Age: N/A\\nSex: Female")
    {'minimum_age': '18 Years', 'sex': 'Female'}
    >>> stated("Ages Eligible for Study: 18 Years to 65 Years (Adult, Older Adult)")
    {'minimum_age': '18 Years', 'maximum_age': '65 Years'}
    """
    return {
        _NAMES.get(name, name): value
        for found in _FIELD.finditer(text)
        for name, value in found.groupdict().items()
        if value is not None
    }
