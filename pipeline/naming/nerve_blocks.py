"""Blocks that somebody is given ("muscle block", "PENG block"); those of the heart are diseases."""

import re

from ...patterns.tables import Word

_GIVEN = re.compile(
    r"ankle|arm|axillary|bier|buccal|canal|cervical|chest|compartment|dental|digital|facet|fascia|femoral|field|finger|"
    r"ganglion|genicular|groin|hip|iliaca|iliohypogastric|ilioinguinal|impar|infraclavicular|infraorbital|intercostal|"
    r"interpectoral|joint|knee|limb|lumborum|mandibular|maxillary|muscle|nerve|obturator|occipital|palatine|paracervical|"
    r"parasternal|penile|peribulbar|pericapsular|plane|plexus|point|popliteal|pudendal|retrobulbar|retroclavicular|root|"
    r"saphenous|scalp|sciatic|serratus|sheath|spinal|splanchnic|subcostal|supraclavicular|suprascapular|sural|sympathetic|"
    r"tenon|thecal|tibial|toe|wall|wrist|"
    r"acb|esp|gon|ipack|pecs|peng|ql|spg|tap|"
    r"alcohol|ana?esthetic|analgesic|botulinum|bupivacaine|lidocaine|neurolytic|phenol|steroid"
)
"""The last word in front of "block": what is made numb, the block's abbreviation, or what is injected."""
_OF_TISSUE = re.compile("archival|cell|embedded|ffpe|paraffin|pathology|specimen|tissue|tumou?r|wax")


def kind(words: list[Word], at: int, head: str) -> str | None:
    """What a word is the head of: a block by the words before it, any other as listed; None for a block of tissue."""
    if words[at].key != "block" or not at:
        return head
    before = words[at - 1].key
    if _OF_TISSUE.fullmatch(before):
        return None
    return "procedure" if _GIVEN.fullmatch(before) or _is_branch(words, at - 1) else head


def _is_branch(words: list[Word], at: int) -> bool:
    """ "Medial branch block" is given to a nerve, "bundle branch block" is a disease of the heart."""
    return words[at].key == "branch" and at > 0 and words[at - 1].key in ("dorsal", "medial", "nerve")
