"""From blocks to criteria: which stand under which, which limit a group, and which are no criteria."""

import re
from collections import Counter
from dataclasses import dataclass

from ...patterns.gate import Gated
from .base import HEADING, Block, Item, Section, Span, Warn
from .headings import is_measured, is_phase, is_topic, people_named
from .kinds import is_cue
from .lines import is_open
from .notes import is_footnote, is_note, tells_of_study
from .vocabulary import words

_CONNECTOR = re.compile(r"\W*(?:and|or|plus)\W*$", re.IGNORECASE)
_LEADS = re.compile(
    r"(?::|\b(?:following(?:\s+(?:criteria|conditions))?|"
    r"as follows|defined as|defined by|below|one of|any of|all of|either|includes?|including|are))"
    r"[\s.*]*$",
    re.IGNORECASE,
)
_BEFORE_BOILERPLATE = re.compile(
    r"\W*(?:(?:for|on|in|the|an?|of|to|and|also|some|this|these|study|trial|patients?|subjects?|participants?|must|meet|further|more|full|complete|additional|other|any|all|details?|information|list|"
    r"please|kindly|note|there|are|is|may|be|apply|inclusion|exclusion|eligibility|criteria|criterion|as|not)\b\W*)*",
    re.IGNORECASE,
)
"""Words that name nothing, before "see the protocol"."""
_LABEL = re.compile(r"[^\W\d][\w/-]*(?: [\w/-]+){0,3}\s?:\s*")
"""And so does a topic before "Not specified"."""
_GROUP_MARKED = re.compile(
    r"(?:for\b[^.;]{0,80}|[^.;]{0,60}\b(?:cohort|arm|group|stratum|part|phase)s?\b[^.;]{0,40}):?$", re.I
)
_PREFIX = Gated(
    r"(?:for\s)?((?:[A-Z][\w-]{0,20}\s)?(?:cohort|arm|group|part|phase|stratum|substudy|sub-study)s?\s[A-Z0-9][^.:;]{0,60}"
    r"|(?:[A-Z][\w-]{0,20}\s){1,3}(?:cohort|stratum|substudy|sub-study)s?(?:\sonly)?"
    r"|(?:healthy\s)?(?:mothers|fathers|infants|neonates|newborns|babies|controls|cases|donors|recipients|caregivers|carers)):\s",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"\A[<(【]([^<>()【】]*)[>)】]\Z")
_JOINS = re.compile(r"(?:[,-]|\b(?:and|or))$")
_ABOVE_O = frozenset("·•●")
"""Word's bullets of the first level, below which an "o" is one of the second, though its indent is lost."""
_BARE = 2
_SHORT = 4
_FAR = 40
"""So many items of a list within a list are looked over."""
_ONLY = re.compile(r",?\s+only$", re.IGNORECASE)


_Open = tuple[int, str, int | None, str | None]
"""What may have items below it: its indent, its marker, and its place among the nodes or the group that it names."""


@dataclass(slots=True)
class _Node:
    block: Block
    parent: int | None
    group: str | None
    title: Span | None = None
    children: int = 0


def build(view: str, section: Section, blocks: list[Block], items: list[Item], warnings: list[Warn]) -> None:
    """Append the section's criteria to `items` and its doubts to `warnings`."""
    nodes = _nest(view, section, blocks, warnings)
    if not section.run_on:  # whose first item is the disease, and those below it say more of it
        _flatten(view, nodes)
    first = len(items)
    for node in nodes:
        parent = None if node.parent is None else first + node.parent
        named, behind = _prefix(view, node.block)
        # a bare "Cohort A:" says no more than the group; longer words may limit the rule, so they stay to be read
        start = behind if named and len(named.split()) <= _BARE else node.block.start
        items.append(
            Item(section.kind, start, node.block.end, parent, named or node.group, node.children > 0, node.title)
        )


def _prefix(view: str, block: Block) -> tuple[str, int]:
    """The group that stands before a criterion ("Cohort A: age over 60"), "" for none, and where its words begin."""
    prefix = _PREFIX.match(view, block.start, block.end)
    return (_ONLY.sub("", " ".join(prefix.group(1).split())), prefix.end()) if prefix else ("", block.start)


def _nest(view: str, section: Section, blocks: list[Block], warnings: list[Warn]) -> list[_Node]:
    nodes: list[_Node] = []
    stack: list[_Open] = []
    group = section.group
    of_paragraph: str | None = None
    title: Span | None = None
    marked = Counter(block.marker for block in blocks)
    parted = any(block.gap for block in blocks[1:])
    led, lead = 0, -1
    for i, block in enumerate(blocks):
        before, after = blocks[i - 1] if i else None, blocks[i + 1] if i + 1 < len(blocks) else None
        phrase = view[block.start : block.end]
        if _CONNECTOR.match(phrase):
            warnings.append(
                Warn("loose_connector", f"{phrase.strip()!r} stands between criteria", (block.start, block.end))
            )
            continue
        if not words().boilerplate.absent(view, block.start, block.end):
            if not (kept := _without_boilerplate(phrase)):
                continue
            block = block._replace(end=block.start + kept)
        if is_footnote(view, block, marked[block.marker] == 1) or (not block.marker and _tells_nothing(view, block)):
            warnings.append(Warn("note", "a line that tells no requirement is not read", (block.start, block.end)))
            continue
        if block.marker == HEADING:
            stack, title = [], (block.start, block.end)
            group = _limited(" ".join(phrase.split()).rstrip(" :")) if people_named(phrase) else group
            continue
        if block.gap or _prefix(view, block)[0]:
            of_paragraph = _heads_paragraph(view, block, after)
        bare = not block.marker and (_is_title(phrase, after, parted) or _between_numbers(view, before, block, after))
        if bare or (after is not None and is_phase(phrase)):
            stack = [entry for entry in stack if entry[0] < block.indent or _awaits(view, entry, nodes)]
            title = (block.start, block.end)
            continue
        named = _names_group(phrase, block, after)
        if named and not block.marker:
            group, stack, title = _limited(named), [], None
            continue
        _unwind(view, stack, block, nodes, _is_enclosed(blocks, i))
        parent, inner = next(((n, g) for _, _, n, g in reversed(stack) if n is not None or g), (None, None))
        if i < led and not block.marker and parent is None:
            parent = lead
        if named:
            stack.append((block.indent, block.marker, None, _limited(named)))
            continue
        around = nodes[parent].group if parent is not None else of_paragraph or group
        nodes.append(_Node(block, parent, inner or around, title))
        if parent is not None:
            nodes[parent].children += 1
        if end := _led_paragraph(view, blocks, i):
            led, lead = end, len(nodes) - 1
        if block.marker or _opens(view, block, after):
            stack.append((block.indent, block.marker, len(nodes) - 1, inner))
    return nodes


def _tells_nothing(view: str, block: Block) -> bool:
    return tells_of_study(view, block) or (is_note(view, block) and not is_cue(view, block))


def _without_boilerplate(phrase: str) -> int:
    """How many of the words' signs stay when "Other protocol-defined criteria may apply" is left out."""
    found = words().boilerplate.search(phrase)
    topic = found and _LABEL.fullmatch(phrase, 0, found.start()) and not phrase[found.end() :].strip(" .;")
    if found and (topic or _BEFORE_BOILERPLATE.fullmatch(phrase, 0, found.start())):
        return 0
    return len(phrase[: found.start()].rstrip()) if found and found.group()[0].isupper() else len(phrase)


def _is_title(phrase: str, after: Block | None, parted: bool) -> bool:
    """Whether a line is the title of those below; `parted` says that blank lines part the section's paragraphs.

    Among lines that nothing parts, only capitals make a title of "Psychiatric Treatment".
    """
    if after is None or after.marker == HEADING or len(phrase.split()) > 8:
        return False
    over = phrase.rstrip(" *_").endswith(":") or bool(after.marker)
    if is_measured(phrase) or (over and is_topic(phrase, over)):
        return True
    capitals = all(word[0].isupper() or len(word) < _SHORT for word in phrase.split())
    return is_topic(phrase) and not after.gap and (parted or capitals)


def _between_numbers(view: str, before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a short line stands between items whose numbers run on below it ("8. ...", "Ocular", "9. ...")."""
    if before is None or after is None or not 0 < before.value == after.value - 1 or before.marker != after.marker:
        return False
    phrase = view[block.start : block.end]
    return block.gap and len(phrase.split()) <= 5 and phrase.rstrip()[-1] not in ".;" and not people_named(phrase)


def _opens(view: str, block: Block, after: Block | None) -> bool:
    """Whether a line without a bullet leads in what follows."""
    if after is None:
        return False
    return (_leads_in(view, block) and (bool(after.marker) or after.indent > block.indent)) or (
        after.indent > block.indent and not after.marker
    )


def _led_paragraph(view: str, blocks: list[Block], i: int) -> int:
    """Where the paragraph ends whose unmarked lines are the items of a line with a colon; 0 where none does.

    Blank lines must part the paragraphs, or nobody can tell where the items end.
    """
    block = blocks[i]
    if block.marker or view[block.end - 1] != ":" or not _leads_in(view, block) or i + 2 >= len(blocks):
        return 0
    end = next((at for at in range(i + 2, len(blocks)) if blocks[at].gap), len(blocks))
    items = blocks[i + 1 : end]
    bare = all(not item.marker and item.indent == block.indent and view[item.end - 1] != ":" for item in items)
    apart = items[0].gap or (block.gap and end < len(blocks))
    return end if bare and apart and len(items) > 1 else 0


def _names_group(phrase: str, block: Block, after: Block | None) -> str | None:
    """The cohort that a line names and does no more than name."""
    colon = phrase.rstrip().endswith(":")
    if after is None or not (colon or (after.marker and not block.marker)):
        return None
    bare = _ENCLOSED.sub(r"\1", " ".join(phrase.split()).rstrip(" :"))
    if len(bare) > 100 or not people_named(bare):
        return None
    if block.marker:
        deeper = after.indent > block.indent or after.marker != block.marker
        names = deeper and bool(_GROUP_MARKED.match(bare))
    else:
        goes_on = phrase.rstrip().endswith(".") or (phrase[:1] != "<" and is_open(phrase, 0, len(phrase)))
        names = colon or (len(bare.split()) <= 5 and not goes_on)
    return _ONLY.sub("", re.sub(r"^for\s+(?:the\s+)?", "", bare, flags=re.IGNORECASE)) if names else None


def _heads_paragraph(view: str, block: Block, after: Block | None) -> str | None:
    """The group that the first of several lines without marks names for all of them ("Arm 1: patients with PD")."""
    heads = block.gap and not block.marker and after is not None and not after.gap and not after.marker
    return _limited(_prefix(view, block)[0]) if heads else None


def _limited(named: str) -> str | None:
    """The group that a heading limits what follows to; None for "All arms" and for no words."""
    return None if not named or re.match(r"(?:all|both)\s", named, re.IGNORECASE) else named


def _unwind(view: str, stack: list[_Open], block: Block, nodes: list[_Node], enclosed: bool) -> None:
    """Leave on the stack what the block stands under; `enclosed` says that the last number counts on behind it."""
    while stack and (
        stack[-1][0] > block.indent or (stack[-1][0] == block.indent - 1 and stack[-1][1] == block.marker)
    ):
        stack.pop()
    if not block.marker:
        while stack and (stack[-1][0] >= block.indent or stack[-1][1]) and not _awaits(view, stack[-1], nodes):
            stack.pop()
        return
    level = [entry for entry in stack if entry[0] == block.indent]
    if not level:
        return
    same = next((entry for entry in level if entry[1] == block.marker), None)
    if same is not None:
        while stack.pop() is not same:
            pass
        return
    _, marker, node, named = stack[-1]
    if not marker or named or enclosed or (block.marker == "o" and marker in _ABOVE_O):
        return
    above = nodes[node].block if node is not None else None
    if above is None or not _leads_in(view, above):
        stack.pop()


def _leads_in(view: str, block: Block) -> bool:
    """Whether words ask for items behind them ("any of:", "failure of")."""
    if _LEADS.search(view, max(block.start, block.end - 40), block.end):
        return True
    return not _JOINS.search(view, block.end - 4, block.end) and is_open(view, block.start, block.end)


def _awaits(view: str, above: _Open, nodes: list[_Node]) -> bool:
    """Whether the items of a bullet or number that ends in a colon are lines without any ("2. One of:", "Gout")."""
    _, marker, node, _ = above
    if not marker or node is None or view[nodes[node].block.end - 1] != ":":
        return False
    last: int | None = len(nodes) - 1
    if last != node and nodes[-1].block.marker:
        return False
    while last is not None and last > node:
        last = nodes[last].parent
    return last == node


def _is_enclosed(blocks: list[Block], i: int) -> bool:
    """Whether a list begins that stands in another: letters below a number, or what numbers count on behind."""
    above, first = blocks[i - 1] if i else None, blocks[i]
    if above is None or not above.value or first.value > 1 or first.marker in ("", above.marker):
        return False
    if first.indent != above.indent:
        return False
    if above.value > 1 and above.marker.strip("(")[0] == "1" and first.marker.strip("(")[0] in "ai":
        return True
    for later in blocks[i : i + _FAR]:
        if later.marker == above.marker and later.indent == above.indent:
            return later.value == above.value + 1
        if not later.marker or later.indent < above.indent:
            return False
    return False


def _flatten(view: str, nodes: list[_Node]) -> None:
    """Undo a nesting that only comes from the first bullet's lost indent."""
    if len(nodes) < 2 or any(node.parent != 0 for node in nodes[1:] if node.parent is None or node.parent == 0):
        return
    head = nodes[0].block
    other = any(node.parent == 0 and node.block.marker != head.marker for node in nodes)
    if other or not head.marker or _LEADS.search(view, max(head.start, head.end - 40), head.end):
        return
    for node in nodes[1:]:
        if node.parent == 0:
            node.parent = None
    nodes[0].children = 0
