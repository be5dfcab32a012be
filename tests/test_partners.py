"""Who may conceive, who has such a partner, and who will not prevent it."""

import pytest
from readings import read_plainly

_CONTRACEPTION = "attribute contraception = yes"
_FERTILE = "attribute childbearing potential = yes"


@pytest.mark.parametrize(
    "words",
    [
        "Women of childbearing potential unwilling or unable to use contraception",
        "WOCBP who are not willing or able to use an accepted contraceptive method",
        "Women of childbearing age who are not using or unwilling to use contraception",
        "Women of childbearing age who do not want to use contraception",
        "Females of childbearing potential who decline to use contraception",
        "Females of childbearing potential refusing to use birth control",
    ],
)
def test_the_or_between_two_wills_joins_no_two_facts(words: str) -> None:
    assert read_plainly("E", words) == (f"all({_FERTILE}; not({_CONTRACEPTION}))", "full")


def test_words_before_a_refusal_are_not_lost() -> None:
    rule = "all(attribute childbearing potential = yes; not(attribute contraception = yes))"
    assert read_plainly("E", "Women with fertility unwilling to use contraception") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "partner"),
    [
        ("Men with partners of childbearing potential must use a condom", "with partners of childbearing potential"),
        ("Males with a WOCBP partner must use contraception", "with a WOCBP partner"),
        ("Men whose partners could become pregnant must use condoms", "whose partners could become pregnant"),
        ("Male patients with a pregnant or breastfeeding partner must use condoms",
         "with a pregnant or breastfeeding partner"),
        ("Male subjects who are sexually active with women of childbearing potential must use contraception",
         "sexually active with women of childbearing potential"),
    ],
)  # fmt: skip
def test_no_man_has_what_his_partner_has(words: str, partner: str) -> None:
    rule, coverage = read_plainly("I", words)
    assert rule == f'any(not(all(attribute sex = male; other "{partner}")); {_CONTRACEPTION})'
    assert coverage == "partial"


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("E", "Men sexually active with WOCBP and not willing to use a condom",
         f'all(attribute sex = male; other "sexually active with WOCBP"; not({_CONTRACEPTION}))'),
        ("E", "Fertile men not using contraception if their partners are of childbearing potential",
         f'all(other "Fertile"; attribute sex = male; not({_CONTRACEPTION});'
         ' other "their partners are of childbearing potential")'),
        ("E", "Expecting to conceive or father a child during the study",
         'any(condition pregnancy planned; other "father a child")'),
        ("E", "Women who are not sexually active", 'all(attribute sex = female; not(other "sexually active"))'),
        ("I", "Contraception by condoms, abstinence or a vasectomized partner", _CONTRACEPTION),
    ],
)  # fmt: skip
def test_beside_partners_the_rest_is_read(kind: str, words: str, rule: str) -> None:
    assert read_plainly(kind, words)[0] == rule
