"""A copy of the text for reading: same length, troublesome signs replaced one for one."""

import html
import re
from collections.abc import Sequence
from itertools import pairwise

from ..patterns.gate import View
from ..patterns.opening import sought
from ..patterns.references import CROSS_REFERENCE
from . import marked_inline
from .values.roman import with_ones

_SPACES = "\t\xa0\xad\u1680\u180e\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_TRADE_MARKS = "®™℠"
_SIGNS = {
    "⩾": "≥", "≧": "≥", "≥": "≥", "⪰": "≥", "⩽": "≤", "≦": "≤", "⪯": "≤", "﹥": ">", "﹤": "<", "﹦": "=",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "➖": "-",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
    "✕": "×", "✖": "×", "╳": "×", "⨯": "×", "μ": "µ", "。": ".", "、": ",", "∕": "/", "⁄": "/", "∼": "~", "〜": "~",
}  # fmt: skip
_SYMBOL = {0x3C: "<", 0x3E: ">", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0x6D: "µ", 0x2D: "-", 0xB7: "•"}
"""Signs of Word's Symbol font, which stand in a private area of Unicode (0xF000 + their code)."""
_TABLE: dict[int, str] = {
    **dict.fromkeys(map(ord, _SPACES + _TRADE_MARKS), " "),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},  # full-width ASCII
    **{ord(sign): plain for sign, plain in _SIGNS.items()},
    **{0xF000 + code: sign for code, sign in _SYMBOL.items()},
}

_ESCAPED_SIGN = re.compile(r"(?<!\\)(?:\\{0,2}[<>=/]){2,4}")
"""A comparator of several signs, any of which may be escaped ("=\\<", "\\>/="): they stay together."""
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:amp;)?(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,15});")
_BREAK = re.compile(r"</?(?:br|p|div|li|ul|ol|tr)\s{0,3}/?\s{0,3}>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|font)\s{0,3}/?>", re.IGNORECASE)
_EXCEL = re.compile(r"_x000[dD]_")
_MARKUP = re.compile(rf"{_BREAK.pattern}|{_EXCEL.pattern}", re.IGNORECASE)
_GARBLED = {sign.encode().decode(wrong): sign for sign in "≥≤≧≦±×°µ–—‘’•·…" for wrong in ("cp1252", "mac_roman")}
_GARBLED["Â\xa0"] = " "
_GARBLE = re.compile("|".join(map(re.escape, _GARBLED)))
_LEADERS = re.compile(r"(?<=[ \t])\.{4,}(?=[ \t])|…{2,}|\.{5,}")
_MARKED = re.compile(r"(?<=[a-z])\((?:R|TM)\)")
_AND_OR = sought(r"\band ?/ ?or\b|\bor ?/ ?and\b", re.IGNORECASE)
_WITHIN = sought(
    r"\bw/ ?(?:in?\b(?=[ \n]+(?:the|an?|\d|\w+[ \n]+(?:days?|weeks?|months?|years?|hours?)\b))|o\b)", re.IGNORECASE
)
"""Short for "within" and "without"."""
_POINT = sought(
    r"(?<=\d)([ -]?(?:hrs?|wks?|mo|mos|mths?|yrs?|min|mins))\.(?=[ \n]+(?:[a-z(<>≤≥]|V\d|C1|D-?\d)|[,;)])",
    re.IGNORECASE,
)
"""The point of a short unit of time: "within 48 hrs. of surgery"."""
_SHORT = sought(r"(?<![\w.])(e\.g|i\.e|e\.\sg|i\.\se|eg|ie|vs|cf|incl|approx|viz)\.(?=\s)", re.IGNORECASE)
"""The point of a short word ends no sentence: "e.g. Ketoconazole"."""
_NOT = sought(r"\b(?:have|has|had|do|does|did|are|is|was|were|must|should|would|wo)n['’]t\b", re.IGNORECASE)
_RESULT = re.compile(
    r"(?<=\w):(?=[ \t]{0,2}(?:nega|posi)tive[ \t]*(?:[,;.)]|$(?!\n\s*[a-z])))", re.IGNORECASE | re.MULTILINE
)
"""The colon of "HBsAg: negative"."""
_COUNTED = re.compile(r"^(\s{0,40}\d{1,2})、", re.MULTILINE)
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9０-９])[、，](?=[0-9０-９])")
"""Signs that no decimal is written with ("1，2 and 3")."""
_SQUARE = re.compile(r"\[(?!(?:Hg|IU|\d{1,3}m?[A-Z][a-z]?)\])(?=[^\[\]]{0,300}[^\W\d]{2})([^\[\]]{2,300})\]")
"""Words in square brackets ("[e.g. insulin]"), other than units and isotopes."""
_SET_OFF = sought(
    r"\(\s*or\s+(?:(?:a|any)\s+)?(?:current(?:ly)?|present|concurrent|active|ongoing|past|prior|previous(?:ly)?|history\s+of)\s*\)"
    r"|(?<=(?:days|eeks|nths|ears|ours))\s*\(\s*(?:prior\s+to|before|preceding|from|after|following|"
    r"of(?=\s+(?:the\s+)?(?:first|study|start|screen|enrol|random|baseline|consent|inclusion|dosing)))"
    r"\s+[a-z][a-z /-]{2,40}\)"
    r"|\(\s*(?:pre|post)-?(?:bronchodilator|stroke|morbid)\s*\)"
    r"|(?<=\s)\(\s*non-?[a-z]{4,}\s*\)(?=\s+[a-z])",
    re.IGNORECASE,
)
"""Brackets whose words belong to the sentence ("history of (or current) asthma", "3 months (prior to screening)")."""
_OLD = r"(?:\s*(?:years?|yrs?)(?:[\s-]old)?)?"
ENDS_INCLUDED = (
    r"\(\s?(?:(?:both\s+)?(?:inclusive|included|incl)|(?:inclusive\s+of|including)\s+(?:the\s+)?"
    r"(?:both\s+ends?|(?:boundar(?:y|ies)|cut-?off|critical|threshold|limit)s?(?:\s+(?:values?|points?))?|end\s?points?|"
    rf"\d{{1,3}}{_OLD}(?:\s+(?:and|or|to)\s+\d{{1,3}}{_OLD})?))\s?\)"
)
"""What is so of a range without being said: "18 (included) to 75 years", "18-75 years (including 18 and 75)"."""
_ENDS_INCLUDED = sought(
    rf"(?<=[\da-z])\s?{ENDS_INCLUDED}(?=[ \t]*\S)(?![^()\n]{{0,25}}\((?:exclusive|excluded)\))", re.IGNORECASE
)
_BEYOND = re.compile(r"(?:[<>]|\b(?:over|above|under|below|beyond|than|after|before))[^;()\n]{0,30}\Z", re.IGNORECASE)
_NOT_LIMITED = sought(
    r"\s*+,?+\s*+but\s+(?:(?:is|are)\s+)?not\s+(?:necessarily\s+)?(?:limited|restricted|confined)\s+to"
    r"(?:\s*,|\s*:(?![ \t]*(?:\n|\Z)))?(?=[\s:])",
    re.IGNORECASE,
)
"""No denial: "including, but not limited to, insulin". A colon that ends the line opens the items, and stays."""
_AND_SO_ON = sought(
    r"\s*+,?+\s*+(?:\b(?:and\s+)?(?:etc|et\s+cetera)\b\.{0,3}|\b(?:and\s+so\s+(?:on|forth)|and\s+the\s+like|among(?:st)?\s+others)\b)(?=\s*\))"
    r"|\s*+,?+\s*+\b(?:and\s+)?etc\b\.?(?=,?\s+(?-i:within|during|prior|before|for|at\s+least|in\s+the\s+(?:last|past))\b)",
    re.IGNORECASE,
)
"""The end of a list that is not closed, and no member of it: "(lupus, psoriasis, etc.) requiring steroids"."""
_SO_ON = sought(r"\b(?:etc|cetera|so\s+(?:on|forth)|the\s+like|among(?:st)?\s+others)\b", re.IGNORECASE)
""":data:`_AND_SO_ON` without the signs before and behind it, by which it is slow to look for."""
_ROUTE = re.compile(
    r"(?<![\w.])(?=i\.\s?[vm]\b|s\.\s?c\b)([is])\.\s?([vmc])\b\.?(?=\s+(?:immun|ig\b|gamma))", re.IGNORECASE
)
"""The points of "i.v. immunoglobulin", of whose name the route is a part."""
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[A-Za-z])([^*\n]{2,40})(?<=[A-Za-z.])\*(?![\w*])")
"""Markdown's italics: "*C. difficile* infection"."""
_SAID_SHORT = re.compile(r"(?<=bronchodilator)\s{1,2}\(\s?(?:(?:pre|post)-?\s?)?BD\s?\)", re.IGNORECASE)
""" "Post-bronchodilator (post-BD) FEV1": the bracket parts a measure's name."""
_FIRST_OR_NOT = sought(
    r"\b(?:(?:first|new)(?:[\s-]ever)?|index)\s*(?:or|and|/)\s*(?:recurr(?:ent|ing)|subsequent)\b"
    r"(?=\s+(?!line|dose)[a-z])",
    re.IGNORECASE,
)
"""All of an event: "a first or recurrent stroke"."""
_EITHER_STATE = sought(
    r"\b(?:(?:previously|prior)\s+)?(?:(?P<a>un)?(?P<done>treated|diagnosed|controlled)\s*(?:or|and|/)\s*(?:previously\s+)?(?(a)|un)(?P=done)"
    r"|symptomatic\s*(?:or|and|/)\s*asymptomatic|asymptomatic\s*(?:or|and|/)\s*symptomatic)\b(?!\s+(?:with|by|for)\b)",
    re.IGNORECASE,
)
"""All of a disease: "previously treated or untreated lymphoma"."""
_NORMAL = r"(?:normal|within\s+(?:the\s+)?(?:(?:local|institutional|laboratory)\s+)*normal\s+(?:limits?|ranges?)|WNL)"
_BELOW = (
    r"(?:[<≤]|(?:less|lower)\s+than|(?:no|not)\s+(?:more|greater)\s+than|up\s+to|at\s+most)[\s=]*"
    r"[1-9](?:\.\d+)?\s?(?:[x×*]|times|fold)\s*(?:the\s+)?(?:(?:local|institutional|laboratory)\s+)*"
    r"(?:ULN|UNL|upper\s+limits?(?:\s+of\s+(?:the\s+)?normal)?|upper\s+normal\s+limit)\b"
)
_NORMAL_OR_BELOW = sought(
    rf"\b{_NORMAL},?\s+or\s+(?={_BELOW})|(?P<below>{_BELOW}),?\s+or\s+{_NORMAL}(?=\s*(?:[.;,)]|$))",
    re.IGNORECASE | re.MULTILINE,
)
"""What a multiple of the upper limit holds already: "bilirubin normal or < 1.5 x ULN"."""
_CONTRA = re.compile(r"(?<=ontra)[- ](indicat\w*)")
_NAMES = r"[^:;.\n\d<>≥≤=]{2,45}"
_ONE_LIST = sought(
    rf"\b(?:of|to|with|for|against|following|by|conditions|diseases|drugs|medications)\s{{0,2}}:(?={_NAMES};){_NAMES}(?:;{_NAMES}){{1,19}}(?=\.?\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A row of names behind a colon, which semicolons part: "no history of any of the following: stroke; gout"."""
_SHORT_NAME = r"[^\W\d][\w'-]*(?:\s(?!with\b|in\b|on\b)[\w'-]+){0,2}"
_LAST_OF_LIST = sought(
    rf"\b(?:of|to|with|for|against|using|no|without|prior|previous)\s(?:(?:an?|any|the|prior)\s)?{_SHORT_NAME}(?:;\s{_SHORT_NAME}){{1,10}};\s(?:and\s?/\s?or|or|and)\s(?={_SHORT_NAME})",
    re.IGNORECASE,
)
"""A row of names that semicolons part, and an "or" ends: "allergy to eggs; milk; or latex"."""
_TITLES = sought(
    rf"^[^\S\n]*+(?:\W|\w[.)])?+[^\S\n]*+(?={_NAMES};){_NAMES}(?:;{_NAMES}){{1,9}}"
    r"(?=:[^\S\n]*(?:at\s+least\s+|minimum\s+|within\s+(?:the\s+)?(?:(?:last|past)\s+)?|[≥>]\s?)?"
    r"\d{1,3}(?:[^\S\n]|-)(?:days?|weeks?|months?|years?|hours?|half)\b[^;:\n]{0,60}$)",
    re.IGNORECASE | re.MULTILINE,
)
"""Names that semicolons part before the one time of all: "warfarin; aspirin: 2 weeks"."""
_IN_ONE_AT_LEAST = sought(
    r"(?<=[a-z0-9)%])\s(?:in|affecting)\s+(?:(?:at\s+least|a\s+minimum\s+of)\s+(?:one|1)|(?:one|1)\s+or\s+(?:both|two|2))\s+"
    r"(?:eye|hand|ear|knee|hip|breast|kidney|side|leg|foot|feet|limb)s?\b(?!\s+(?:and|with|that|which))"
    r"(?![^\n]{0,80}\b(?:both|other|fellow|each)\s)",
    re.IGNORECASE,
)
"""As "in either eye", of any: "ocular hypertension in at least one eye"."""
_ROMAN = r"(?:i{1,3}|iv|vi{0,3})[abc]?"
_BOTH_TYPES = re.compile(r"(?<=\b[HS]IV[-\s]1),(?=-?2\b)|(?<=\bHTLV[-\s]1),(?=-?2\b)|(?<=\(HTLV\)-1),(?=-?2\b)")
"""The comma of "HIV-1,2"."""
_TESTED_WHEN = sought(
    r"(?:(?<=\btest)|(?<=\btests)|(?<=result)|(?<=results)|(?<=itive)|(?<=ative)|(?<=serology))\s+at\s+(?:the\s+)?(?:screening|baseline)(?:\s+visit)?"
    r"(?=\s+for\b)",
    re.IGNORECASE,
)
"""When a test was done, between it and what it is for: "positive test at screening for HIV"."""
_RANK = re.compile(
    rf"(?=[acgknpstACGKNPST])\b(?i:classe?s?|stages?|grades?|types?|phases?|nyha|asa|ccs|gold|killip)\s{{1,3}}{_ROMAN}"
    rf"(?:\s{{0,2}}(?:[-–/,]|\b(?:or|and|to)\b)\s{{0,2}}{_ROMAN})*(?![\w'’-])"
)
_NUMBER = re.compile(r"\b(?P<number>i{1,3}|iv|vi{0,3})(?P<letter>[abc]?)\b")
"""Roman numbers in small letters ("stage iii-iv", "type ii")."""
_ONE = (
    r"\b(?:1|one|an?|each)\s(?:standard\s|alcoholic\s|alcohol\s){0,2}"
    r"(?:units?|drinks?|servings?|cups?|glass|cans?|bottles?|packs?|packets?|cigars?|cigarettes?|pipes?)(?:\sof\s[a-z]+)?"
    r"\s?(?:[=≈≅~]|\b(?:equals?|corresponds?\sto|contains?|means|is\s(?:(?:approximately|about)\s)?(?:equal|equivalent|"
    r"defined|considered|\d))\b)"
)
_EQUIVALENT = sought(
    rf"(?<=\s)\((?:where\s|i\.?e\.?,?\s)?{_ONE}(?:[^()]|\([^()]{{0,20}}\)){{0,90}}\)"
    rf"|(?<=[\w)]),?\s(?:where\s|i\.?e\.?,?\s)?{_ONE}(?:[^(),;.]|(?<=\d)\.(?=\d)){{1,50}}",
    re.IGNORECASE,
)
"""What a thing that is counted holds: "(1 unit = 360 mL of beer)", ", one cup is 250 mL". It bounds nothing."""
CIRCLED = "①-⓿❶-➓"
"""Numbers and letters in circles, in brackets, or with a full stop, each of which is one sign."""
_IN_CIRCLE = re.compile(f"[{CIRCLED}]")
_WIDEST = 100
_LONE_RETURN = re.compile(r"\r(?!\n)")


def view(text: str) -> View:
    """Return the text as the patterns read it, of the same length, so that offsets hold in both.

    Line breaks stay; a tag or entity becomes its sign and spaces, a row of dots or a trade mark spaces; "and/or"
    becomes "or", "hasn't" becomes "not", and words in square brackets stand in round ones.

    >>> view("age &ge;18 and ALT \\\\<3 × ULN")
    'age ≥   18 and ALT  <3 × ULN'
    """
    out = text
    if "\r" in out:
        out = _LONE_RETURN.sub("\n", out).replace("\r", " ")
    if "\\" in out:
        out = _ESCAPE.sub(" ", _ESCAPED_SIGN.sub(_joined, out))
    if "...." in out or "……" in out:
        out = _LEADERS.sub(_blank, out)
    if "_x000" in out:
        out = _EXCEL.sub(_blank, out)
    if "<" in out and ">" in out:
        out = _INLINE_TAG.sub(_blank, _BREAK.sub(_line_break, out))
    if "&" in out:
        out = _ENTITY.sub(_entity, out)
    if "(R)" in out or "(TM)" in out:
        out = _MARKED.sub(_blank, out)
    if "/" in out:
        out = _AND_OR.sub(_just_or, out)
    if marked_inline.stand(out):
        out = marked_inline.bracketed(out)
    if "." in out:
        out = _SHORT.sub(r"\1 ", _POINT.sub(r"\1 ", out))
        out = _ROUTE.sub(lambda m: (m[1] + m[2]).ljust(len(m.group())), out)
    if "*" in out:
        out = _EMPHASIS.sub(r" \1 ", out)
    if "ronchodilator" in out:
        out = _SAID_SHORT.sub(_blank, out)
    if "n't" in out or "n’t" in out:
        out = _NOT.sub(lambda m: "not".ljust(len(m.group())), out)
    if "egative" in out or "ositive" in out:
        out = _RESULT.sub(" ", out)
    if "、" in out or "，" in out:
        out = _BETWEEN_DIGITS.sub(";", _COUNTED.sub(r"\1)", out))
    if "[" in out:
        out = _SQUARE.sub(r"(\1)", out)
    if "nclu" in out and "(" in out:
        out = _ENDS_INCLUDED.sub(_unless_beyond, out)
    if "(" in out:
        out = _SET_OFF.sub(_unbracketed, CROSS_REFERENCE.sub(_blank, out))
    if _SO_ON.search(out):
        out = _AND_SO_ON.sub(_blank, out)
    if "ntreated" in out or "ndiagnosed" in out or "ncontrolled" in out or "symptomatic" in out:
        out = _EITHER_STATE.sub(_blank, out)
    if "first" in out or "First" in out or "new" in out or "index" in out:
        out = _FIRST_OR_NOT.sub(_blank, out)
    if "ormal" in out or "WNL" in out:
        out = _NORMAL_OR_BELOW.sub(lambda m: (m["below"] or "").ljust(len(m.group())), out)
    if "ontra-indicat" in out or "ontra indicat" in out:
        out = _CONTRA.sub(r"\1 ", out)
    if ";" in out and ":" in out:
        out = _TITLES.sub(_with_commas, _ONE_LIST.sub(_with_commas, out))
    if ";" in out:
        out = _LAST_OF_LIST.sub(_with_commas, out)
    if "least" in out or "minimum" in out or "or both" in out or "or two" in out:
        out = _IN_ONE_AT_LEAST.sub(_blank, out)
    if "imited" in out or "estricted" in out or "onfined" in out:
        out = _NOT_LIMITED.sub(_blank, out)
    if "screening" in out or "baseline" in out:
        out = _TESTED_WHEN.sub(_blank, out)
    if "1,2" in out or "1,-2" in out:
        out = _BOTH_TYPES.sub("/", out)
    out = with_ones(_RANK.sub(_in_capitals, out))
    if not out.isascii():
        out = _GARBLE.sub(lambda m: _GARBLED[m.group()].ljust(len(m.group())), out)
    out = out.translate(_TABLE)
    return View(_WITHIN.sub(_in_full, out) if "w/" in out or "W/" in out else out)


def _without_equivalents(view: str) -> str:
    """The view without what one of the things counted holds, of the same length."""
    said = "=" in view or "≈" in view or " equ" in view or " is " in view
    return _EQUIVALENT.sub(_hidden, view) if said else view


def fenced(view: str, spans: Sequence[tuple[int, int]]) -> str:
    """The view with a semicolon in each gap between stretches, so that nothing that is looked for reaches over it,
    without what only explains a unit ("1 unit = 10 g"), and without the circles that mark items.

    >>> fenced("No gout\\n- Onset < 4 h", [(0, 7), (10, 21)])
    'No gout;- Onset < 4 h'
    """
    view = _IN_CIRCLE.sub(" ", _without_equivalents(view))
    ends = [end for (_, end), (start, _) in pairwise(spans) if end < start and view[end].isspace()]
    return ";".join(view[a:b] for a, b in zip([0, *(end + 1 for end in ends)], [*ends, len(view)], strict=True))


def apart(view: str, start: int, end: int) -> int:
    """How many signs stand between two places, where white space counts as one.

    >>> apart("trazodone\\n      at most 100 mg", 9, 16)
    1
    """
    return len(" ".join(["", *view[start:end].split(), ""])) if end > start else 0


def in_bracket(view: str, start: int, position: int) -> bool:
    """Whether a bracket that opened at ``start`` or behind it is still open at a position.

    >>> in_bracket("cough (grade 2) or gout", 0, 13), in_bracket("cough (grade 2) or gout", 0, 17)
    (True, False)
    """
    return view.rfind("(", start, position) > view.rfind(")", start, position)


def garbled(text: str) -> re.Match[str] | None:
    """The first sign that was decoded wrongly ("â‰¥" for "≥"), which :func:`view` mends."""
    return None if text.isascii() else _GARBLE.search(text)


def marked_up(text: str) -> re.Match[str] | None:
    """The first tag or sign that a conversion put where a line ended (`<br>`, `_x000D_`)."""
    return _MARKUP.search(text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _unless_beyond(found: re.Match[str]) -> str:
    """Blank, but for what says more: "over 18 years (including 18 years)"."""
    said = _BEYOND.search(found.string, max(0, found.start() - 40), found.start())
    return found.group() if said else _blank(found)


def _with_commas(found: re.Match[str]) -> str:
    """What is said before the colon is said of each name."""
    return found.group().replace(";", ",")


def _joined(found: re.Match[str]) -> str:
    return found.group().replace("\\", "").rjust(len(found.group()))


def _hidden(found: re.Match[str]) -> str:
    """No longer than the gaps that are read."""
    return _blank(found) if len(found.group()) < _WIDEST and "\n" not in found.group() else found.group()


def _unbracketed(found: re.Match[str]) -> str:
    return found.group().replace("(", " ").replace(")", " ")


def _in_capitals(found: re.Match[str]) -> str:
    return _NUMBER.sub(lambda m: m["number"].upper() + m["letter"], found.group())


def _just_or(found: re.Match[str]) -> str:
    return "or".rjust(len(found.group()))


def _in_full(found: re.Match[str]) -> str:
    """A tab, which stands for nothing else in a view, tells "w/in" from "in"."""
    return ("no" if found.group()[-1] in "oO" else "in\t").ljust(len(found.group()))


def _line_break(found: re.Match[str]) -> str:
    return " " * (len(found.group()) - 1) + "\n"


def _entity(found: re.Match[str]) -> str:
    raw = found.group()
    sign = html.unescape(html.unescape(raw))  # twice: "&amp;gt;" is met, too
    return sign + " " * (len(raw) - 1) if len(sign) == 1 else raw
