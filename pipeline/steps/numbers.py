"""Reads quantities: comparator, number, unit, and what the number is relative to.

``≥ 1.5 x 109/L``, ``between 18 and 65 years``, ``two or more``, ``0-5.5``, ``> 2 times the upper limit of normal``.
What a quantity measures is the business of later steps.
"""

import re
import unicodedata
from functools import cache

from ...patterns import comparators, units
from ...patterns.alternation import one_of
from ...patterns.gate import Gated
from ..parts import TIME, Quantity
from ..values.at_most import within
from ..values.bounding import TIMES
from ..values.normal import AFTER_LIMIT, FOR_AGE, LIMIT, LLN, RELATIVE, ULN, multiple
from ..values.numbered import only_numbers
from ..values.pairs import joined
from ..values.roman import ROMAN

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS: dict[str, float] = dict(zip(_ONES.split(), range(20), strict=True)) | {"twice": 2, "single": 1, "half": 0.5}
WORDS |= {ten: 10 * i for i, ten in enumerate(_TENS.split(), 2)}
_WORD = (
    rf"(?:{one_of(_TENS.split())})[- ](?:{one_of(_ONES.split()[1:10])})"
    rf"|{one_of(sorted(WORDS, key=len, reverse=True))}"
)

_SIGN = r"(?:(?<=[<>≤≥=(])|(?<=[<>≤≥=(:,A-Za-z)]\s))[-+]"
_WEEKS_AND_DAYS = (
    r"(?<![\w.,^/])(?P<weeks>[1-4]\d|[4-9](?=\s?\+\s?[0-6](?:\s*(?:-|to|and|until)\s*\d{1,2}\s?\+\s?[0-6])?"
    r"\s*(?i:weeks?|wks?|w|gestation)\b))(?i:\s?(?:weeks?|wks?|w)\s?(?:of\s+(?:gestation|amenorrh?o?ea)\s*)?"
    r"(?:,|and|&|\+|plus)?\s?(?P<and_days>[0-6])\s?(?:days?|d)\b|\s?\+\s?(?P<plus_days>[0-6])(?![\d.])"
    r"(?:\s?(?:days?|d)\b)?|\s(?P<sevenths>[0-6])/7)(?:\s?(?i:weeks?|wks?|w)\b)?"
)
_SNELLEN = r"(?<![\w.,/])(?P<snellen>(?:20|6|5)/\d{1,3}(?:\.\d)?)(?![\d/]|\s?(?:months?|weeks?|days?)\b)"
_GLUED_TO = "|".join(rf"(?<=\b{word})" for word in ("than", "above", "below", "over", "under", "least", "within"))
"""A space may be lost: "younger than18 years"."""
_DIGITS = (
    rf"{_WEEKS_AND_DAYS}"
    r"|(?<![\w.,:/])1\s?:\s?(?P<titer>\d{2,6}|(?<=[<>≤≥]\s1:)[248])(?![\d:.])"
    r"|(?<![\w.,^])(?P<thousands>\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?![\d,]*\d)"
    r"|(?<![\w.,^])(?P<spaced>\d{1,3}(?: \d{3})+)(?=\s*(?:/|cells|platelets|copies|per\b|[a-zA-Zµ]{1,5}/))"
    rf"|(?<!\d:)(?:(?<![\w.,^])|(?<=[^\W\d_],)|(?<=[a-z]-)|(?<=\d-)|(?<=[xX×])|{_GLUED_TO})"
    rf"(?P<decimal>\d+(?:\.\d+)?[eE]\d{{1,2}}(?![\w.])|{_SIGN}\d+(?:\.\d+)?|\d+[.,·]\d+|\d+|\.\d+)(?![.,:]?\d)"
)
_NUMBER = (
    rf"(?=[-+.\d])(?:{_DIGITS})"
    rf"|\b(?P<word>(?i:{_WORD}))\b(?!-(?:sided|way|arm|blind|third))"
    r"|\b(?<![.'])(?:IV|VI|III|II|I|V)(?=(?:[abcABC][1-3]?)?\b(?!'|\.\w))|[Ⅰ-Ⅵⅰ-ⅵ](?=[abcABC]?\b)"
)
_PLAIN = Gated(rf"{_NUMBER}|(?P<snellen>\d(?!))")
_OF_SIGHT = Gated(rf"{_SNELLEN}|{_NUMBER}")
_SIGHT = Gated(r"acuity|\b(?:bc|ud|cd|uc|bsc)?va\b|snellen|vision", re.IGNORECASE)
_SUBCLASS = re.compile(r"[abcABC][1-3]?(?!\w)")
_SUM = re.compile(r"\s?\+\s?([1-5])(?!\w)")
_FILLER = (
    r"\s*(?:to\s+|about\s+|approximately\s+|an?\s+total\s+of\s+|(?:an?|the)\s+equivalent\s+of\s+|the\s+age\s+of\s+|"
    r"(?:the\s+)?ages?\s*:?\s+(?:of\s+)?|the\s+|(?:grade|stage|class|score)\s+(?:of\s+)?|a\s+|of\s+|the\s+last\s+|"
    r"the\s+past\s+|the\s+previous\s+|the\s+preceding\s+|\(\s*)?"
)
_OF_A_TIME = (
    r"\s*+\)?\s*+-?\s*+(?:(?:consecutive|continuous|uninterrupted|successive|cumulative|calendar|full|complete|completed|"
    r"elimination|whole|business|working|gestational|plasma|serum|terminal|biological|drug|(?:immediately\s+)?(?:last|latest|past|previous|preceding|prior))\b)?\s*+-?\s*+"
)
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_TO_POINTED = re.compile(r"\s*(?:-|to|and)\s*[1-9]\d{0,2}\.\d{3}(?!\d)")
_TIMES_TEN = re.compile(
    r"(?:\s*[x×*]\s*10\s*(?:(?P<sign>\^|\*\*|[eE])\s*)?|(?<=\b10)\s*(?P<bare>\^|(?=[³⁴⁵⁶⁷⁸⁹]))\s*)"
    r"(?P<exp>[3-9](?!\d)|[³⁴⁵⁶⁷⁸⁹])(?=\s*[a-zA-Zµ])"
)
_SMALL = re.compile(
    r"(?:(?P<first>\d(?:\.\d+)?)\s*[x×*]\s*)?10(?:\s*\^\s*\(?\s*[-−–]\s*|(?<=[<>≤≥=]10)[-−–]|(?<=[<>≤≥=]\s10)[-−–]|[⁻])"
    r"(?P<exp>[2-9²³⁴⁵⁶⁷⁸⁹])\)?(?!\d)"
)
"""A share told by a negative power of ten, its sign lost or not: "10^-4", "≥ 10-5"."""
_COUNTS = re.compile(r"/(?:uL|mm3|mL)|\{copies\}/mL|\[IU\]/mL")
_DIGIT = re.compile(rf"\s*=?\s*(?:\d|(?:{'|'.join(WORDS)})\b)", re.IGNORECASE)
_SIDE = re.compile(r"(?:or|and)\s+(?:under|over|above|below)", re.IGNORECASE)
_IN_DIGITS = re.compile(r"\s*\(\s*(?P<digits>\d{1,3}(?:\.\d)?)\s*\)")
_IN_WORDS = re.compile(
    rf"\s*\(\s*(?P<word>{'|'.join((_ONES + ' ' + 'twenty thirty').split())})\s*\)(?=\s*[a-z])", re.IGNORECASE
)
_HALF_A = re.compile(r"[\s-]+an?\s+(?P<unit>year|month|day|hour)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(
    r"(?:[\s-]+and[\s-]+(?:a|one)[\s-]+half|\s?½|\s1/2(?=\s*-?\s*(?:hour|day|week|month|year|h|d|wk|mo|yr)s?\b))(?![\w/])",
    re.IGNORECASE,
)
_HALF_LIVES = re.compile(
    r"\s*(?:[x×*]|-?times)\s*(?:(?:the|its|their|of|drug)\s+)*(?:(?:elimination|terminal|plasma|serum)\s+)?"
    r"(?:half[\s-]?li(?:fe|ves)\b|t\s?(?:1/2|½)(?!\w))",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(
    r"\s*\(?\s*(?:±|\+\s?/\s?-)\s*\d+\s*\)?(?=\s*-?\s*(?:hours?|days?|weeks?|months?|years?|h|d|wks?|mos?|yrs?)\b)",
    re.IGNORECASE,
)
"""How far a length may be missed: "30 (± 3) days"."""
_STEPS = re.compile(r"[\s-]*(?:units?|steps?)(?=\s+(?:on|in)\s+(?:the|their)\s)", re.IGNORECASE)
"""What a scale is counted in: "1 unit on the EDSS"."""
_PREFIXED = re.compile(r"\s*(?:old\s*|of\s+age\s*)?(?P<sign><=|≤|<)\s*(?=[A-Za-z])")
_NAMED_NEXT = re.compile(r"\s+(?!(?:years?|yrs?|y|months?|weeks?|days?|points?|or|of|and)\b)[^\W\d_]", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:/|\bper\b|\ba\b|\beach\b)\s*(?P<time>day|week|month|year)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\bwith\s?in\s+$", re.IGNORECASE)
_THOUSAND = re.compile(r"[kK](?![\w/+])")
_LIMIT_GATE = Gated(r"ULN|LLN|UNL|UNR|normal", re.IGNORECASE)
_HALF = 0.5
_FOLD = {"double": 2, "twofold": 2, "triple": 3, "threefold": 3}
_DEGREES = {"C": (30, 46), "F": (86, 115)}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    flags = re.IGNORECASE
    before = re.compile(rf"(?P<cmp>{comparators.alternatives('before')}){_FILLER}$", flags)
    none = r"(?!\s*than\b|[\s-]the[\s-]counter\b|(?<=imum)\s+age\b)"  # "18 years, maximum age 65"
    post = rf"(?:(?<=\d)\+\s+)?(?P<cmp>{comparators.alternatives('after')}){none}"
    after = re.compile(
        rf"(?:\s*-?\s*(?:of\s+age|old|in\s+age)\b|\s*\(\s*\d[^()]{{0,20}}\))?\s*,?\s*(?:{post}|(?P<plus>(?<!\s)\+|\+(?!\s+(?!years?\b|yrs?\b|y\b|months?\b|points?\b|or\b)[A-Za-z]))(?!\s?/|\w))",
        flags,
    )
    power = re.compile(rf"\s*{units.POWER}", flags)
    unit = re.compile(
        rf"\s*[(\[]\s*(?!(?-i:[MF])\s*[)\]])(?P<bracketed>{units.simple_pattern()})\s*[)\]]|{_OF_A_TIME}(?P<unit>{units.simple_pattern()})(?:\s*\((?:kg|cm|mm|mmHg|mL|dL|"
        rf"µL|uL|L|hrs?|ms|yrs?|g|m2|msec)\)(?:/L)?)?",
        flags,
    )
    return before, after, power, unit


_AGAIN = re.compile(r"\s*[(\[]\s*(?P<unit>[A-Za-zµμ%][\w/µμ%·^*.-]{0,14})\s*[)\]]")
"""A unit again, by its letters: "50 x 10^3/microliter (µL)", "9 gram/deciliter (g/dL)"."""


@cache
def _held_power() -> re.Pattern[str]:
    """In brackets behind a value: "platelets < 100 (x 10^9/L)"."""
    return re.compile(rf"\s*[(\[]\s*(?P<power>{units.POWER})\s*[)\]]", re.IGNORECASE)


@cache
def _bare_limit() -> re.Pattern[str]:
    words = comparators.alternatives("before")
    return re.compile(
        rf"(?P<cmp>{words})\s*(?:(?P<fold>double|triple|twofold|threefold)\s+(?:of\s+)?)?{LIMIT}(?:(?P<ULN>{ULN}|(?(fold)normal\b|(?!)))|(?P<LLN>{LLN})|"
        rf"(?:normal|reference)\s+(?:range|limits?|values?|levels?)\b){AFTER_LIMIT}",
        re.IGNORECASE,
    )


def _value(m: "re.Match[str]") -> tuple[float, tuple[str, ...]]:
    text = m.group()
    if m["weeks"]:
        return 7 * int(m["weeks"]) + int(m["and_days"] or m["plus_days"] or m["sevenths"]), ()
    if m["titer"]:
        return int(m["titer"]), ()
    if m["snellen"]:
        near, far = text.split("/")
        return round(float(near) / float(far), 4) if float(far) else 0, ()
    if m["word"]:
        return sum(WORDS[word] for word in re.split(r"[- ]", text.lower())), ()
    if text in ROMAN:
        return ROMAN[text], ()
    if m["thousands"] or m["spaced"]:
        return _as_number(text.replace(",", "").replace(" ", "")), ()
    if "," in text or "·" in text:
        return _as_number(text.replace(",", ".").replace("·", ".")), ("decimal_comma",)
    return _as_number(text), ()


def _as_number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() and "." not in text else value


def quantities(view: str, start: int, end: int, names: list[tuple[int, int]]) -> list[Quantity]:
    """Every quantity in ``view[start:end]``, ranges joined, in reading order.

    Numbers inside ``names`` (spans of measures' own words: "GAD-7", "CHA2DS2-VASc") are none.
    """
    atoms: list[Quantity] = []
    last = at = start
    numbered = -1
    number = _OF_SIGHT if _SIGHT.search(view, start, end) else _PLAIN
    while (m := number.search(view, at, end)) is not None:
        at = m.end()
        if any(a < _digits(m)[1] and m.start() < b for a, b in names):
            continue
        if m.group()[0] in "-+" and atoms and not view[last : m.start()].strip():  # "18 years -65 years"
            at = m.start() + 1
            continue
        atom = _atom(view, m, last, end)
        at = max(at, atom.end)
        if not atom.said and atom.unit is None and only_numbers(view, m.start(), numbered, names):
            numbered = m.end()
            continue
        atoms.append(atom)
        last = atom.end
    limits = _bare_limits(view, start, end, atoms)
    atoms = [a for a in atoms if not any(q.start < a.start < q.end for q in limits)]
    return within(view, start, end, joined(view, sorted(atoms + limits, key=lambda q: q.start)))


def _bare_limits(view: str, start: int, end: int, atoms: list[Quantity]) -> list[Quantity]:
    """ "> ULN", "above the upper limit of normal", "above the normal range": once the limit."""
    if not _LIMIT_GATE.search(view, start, end):
        return []
    out = []
    for m in _bare_limit().finditer(view, start, end):
        if any(a.start < m.end() and m.start() < a.end for a in atoms):
            continue
        side, inclusive = comparators.SIDES[comparators.sign("before", m["cmp"])]
        if side == "both":
            continue
        relative = "ULN" if m["ULN"] or (not m["LLN"] and side == "lower") else "LLN"
        stop = m.end()
        factor: float = _FOLD.get((m["fold"] or "").lower(), 1)
        if (m["ULN"] or m["LLN"]) and (times := multiple(view, stop, end, above=relative == "ULN" and side == "lower")):
            factor, stop = _as_number(times["times"]), times.end()
        lower, upper = (factor if side == x else None for x in ("lower", "upper"))
        number = (m.start(), stop)
        out.append(Quantity(*number, lower, inclusive, upper, inclusive, "1", relative, number=number))
    return out


def _digits(m: "re.Match[str]") -> tuple[int, int]:
    return m.span("weeks") if m["weeks"] else m.span()


def _atom(view: str, m: "re.Match[str]", floor: int, end: int) -> Quantity:
    before, after, power, _ = _patterns()
    value, repairs = _value(m)
    pos, unit = m.end(), None
    if isinstance(value, int) and value < 20 and (half := _AND_A_HALF.match(view, pos, end)):
        value, pos = value + 0.5, half.end()
    again = _IN_DIGITS.match(view, pos, end) if m["word"] else None
    if again and float(again["digits"]) == value:  # "four (4) weeks"
        pos = again.end()
    said = None if m["word"] else _IN_WORDS.match(view, pos, end)
    if said and WORDS.get(said["word"].lower()) == value:  # "4 (four) weeks"
        pos = said.end()
    if small := _SMALL.match(view, m.start(), end):
        value, pos = float(f"{small['first'] or 1}e-{unicodedata.digit(small['exp'])}"), small.end()
    relative = None
    times = _TIMES_TEN.match(view, pos, end)
    if m["weeks"]:
        unit = "d"
    elif (more := _SUM.match(view, pos, end)) and "gleason" in view[max(0, pos - 40) : pos].lower():
        value, pos = value + int(more[1]), more.end()
    elif value <= 6 and (sub := _SUBCLASS.match(view, pos, end)):
        pos = sub.end()
    elif r := RELATIVE.match(view, pos, end):
        relative = next(k for k in ("ULN", "LLN", "predicted", "baseline") if r[k])
        unit, pos = ("%" if r["pct"] else "1"), r.end()
    elif u := power.match(view, pos, end):
        unit, pos = units.lookup(u.group()), u.end()
        if not re.search(r"10\s*(?:\^|\*|[eE]|[³⁴⁵⁶⁷⁸⁹])", u.group()):
            repairs += ("lost_exponent",)
    else:
        unit, pos_of_unit = _unit(view, value, times.end() if times else pos, end)
        if times and unit:
            ten = unicodedata.digit(times["exp"]) - (times["bare"] is not None)
            value *= 10**ten
            repairs += () if times["sign"] or times["bare"] or not times["exp"].isascii() else ("lost_exponent",)
        pos = pos_of_unit if unit else pos
        if unit == "{percentile}" and (whose := FOR_AGE.match(view, pos, end)):
            pos = whose.end()
        if unit == "%" and (r := RELATIVE.match(view, pos, end)):
            relative, pos = next(k for k in ("ULN", "LLN", "predicted", "baseline") if r[k]), r.end()
    if unit is None and relative is None and (held := _held_power().match(view, pos, end)):
        unit, pos = units.lookup(held["power"]), held.end()
    if unit is None and relative is None and (thousand := _THOUSAND.match(view, m.end(), end)):
        value, pos = value * 1000, thousand.end()
    if _POINTED.fullmatch(m.group()) and _counted(view, value, unit, pos, end):
        value, repairs = _as_number(m.group().replace(".", "")), (*repairs, "thousands_point")
    lead = before.search(view, max(floor, m.start() - 60), m.start())
    sign = comparators.sign("before", lead["cmp"]) if lead else None
    if sign is None and relative and (r := RELATIVE.match(view, m.end(), end)) and r["than"]:
        sign = ">"
    if sign is None and (tail := _PREFIXED.match(view, pos, end)):
        sign, pos = {"<": ">", "≤": ">="}[tail["sign"].replace("<=", "≤")], tail.end()
    if (tail := after.match(view, pos, end)) and not _opens_the_next(view, tail, lead is not None):
        post = ">=" if tail["plus"] else comparators.sign("after", tail["cmp"])
        if sign is None or (sign[0] == post[0] and not tail["plus"]):
            sign, pos = post, tail.end()
            if unit is None:  # "3 or more months"
                unit, pos = _unit(view, value, pos, end)
                if unit is None and (held := _held_power().match(view, pos, end)):
                    unit, pos = units.lookup(held["power"]), held.end()
            if unit in TIME and (rate := _RATE.match(view, pos, end)):  # "10 days or more per month"
                unit, pos = f"{unit}/{TIMES[rate['time'][0].lower()]}", rate.end()
            if unit in (None, "%") and relative is None and (r := RELATIVE.match(view, pos, end)):  # "65 % or more of"
                relative, pos = next(k for k in ("ULN", "LLN", "predicted", "baseline") if r[k]), r.end()
                unit = unit or "1"
    if lead and unit is None and view[pos : pos + 1] == "+" and not view[pos + 1 : pos + 2].isalnum():  # "≤ 1+"
        pos += 1
    if unit is not None and (again := _AGAIN.match(view, pos, end)):
        pos = again.end() if _is_same(again["unit"], unit) else pos
    if value < 0 and unit in TIME:
        value = -value
    begin = lead.start() if lead else m.start()
    if sign is None and relative == "ULN" and (inside := _INSIDE.search(view, max(floor, m.start() - 12), m.start())):
        sign, begin = "<=", inside.start()
    side, inclusive = comparators.SIDES[sign or "="]
    lower = value if side in ("lower", "both") else None
    upper = value if side in ("upper", "both") else None
    return Quantity(
        begin, pos, lower, inclusive, upper, inclusive, unit, relative, sign is not None, _digits(m),
        m.group() in ROMAN, bool(m["word"]), repairs, sign,
    )  # fmt: skip


def _is_same(written: str, unit: str) -> bool:
    """Whether a unit, or what it is a share of, is written again: "(g/dL)", "(µL)"."""
    below = unit.rpartition("/")[2]
    return units.lookup(written) in (unit, below) or written.translate({0xB5: "u", 0x3BC: "u"}).lower() == below.lower()


def _counted(view: str, value: float, unit: str | None, pos: int, end: int) -> bool:
    """Whether a count is meant, so that the point of "100.000/mm3" parts thousands; of a range the end tells it."""
    if unit is None and (to := _TO_POINTED.match(view, pos, end)):
        unit = _unit(view, value, to.end(), end)[0]
    return bool(unit and _COUNTS.match(unit))


def _opens_the_next(view: str, tail: "re.Match[str]", led: bool) -> bool:
    """ "5 maximum 7": a comparator that can stand before a number belongs to the number behind it.

    In "under 1 % or under 80" each number has its own. So does a "plus" to what is named behind it: "BMI 27-30 kg/m2
    plus hypertension", but not "65 plus years".
    """
    if led and _SIDE.fullmatch(tail["cmp"] or "") and _DIGIT.match(view, tail.end()):
        return True
    words = (tail["cmp"] or "or more").lower().strip("(")
    if words == "plus" and _NAMED_NEXT.match(view, tail.end()):
        return True
    spoken = words.startswith(("or ", "and ")) and words.strip()[-1] not in "<>"
    return not spoken and bool(_DIGIT.match(view, tail.end()))


def _unit(view: str, value: float, pos: int, end: int) -> tuple[str | None, int]:
    """The unit behind a value, and where its words end."""
    if half_lives := _HALF_LIVES.match(view, pos, end):
        return "{half-life}", half_lives.end()
    if value == _HALF and (length := _HALF_A.match(view, pos, end)):  # "half a year" is no rate
        return units.lookup(length["unit"]), length.end()
    if step := _STEPS.match(view, pos, end):
        return "1", step.end()
    if tolerance := _TOLERANCE.match(view, pos, end):
        pos = tolerance.end()
    m = _patterns()[3].match(view, pos, end)
    if m is None or not _is_unit(view, value, m):
        return None, pos
    return units.lookup(m["unit"] or m["bracketed"]), m.end()


def _is_unit(view: str, value: float, u: "re.Match[str]") -> bool:
    """Single letters count as units only glued to the number or between spaces, never before a bracket or a dot."""
    word = u["unit"] or u["bracketed"]
    if word == "MS":  # multiple sclerosis
        return False
    if word in _DEGREES:
        low, high = _DEGREES[word]
        return low <= value <= high
    if len(word) == 1 and word.isalpha() and not u["bracketed"]:
        follows = view[u.end() : u.end() + 1]
        return follows not in ("(", ".", "'") or not view[u.end() : u.end() + 2].strip(". \n;")
    return True
