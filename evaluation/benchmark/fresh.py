"""What only a fresh process tells: the time to import and to load, and the most memory that some texts take."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from ...errors import TrialRulesError

_SCRIPT = """
import json, sys
from time import process_time
texts, marks = json.load(sys.stdin), [process_time()]
import trialrules
marks.append(process_time())
import spacy
marks.append(process_time())
import medspacy.context, pint, pydantic
marks.append(process_time())
trialrules.load()
trialrules.extract("Exclusion: ALT > 3 x ULN, or natalizumab within 3 months")
marks.append(process_time())
for text in texts:
    trialrules.extract(text)
marks.append(process_time())
try:
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
json.dump([*(after - before for before, after in zip(marks, marks[1:])), peak / 1024], sys.stdout)
"""


class Seen(NamedTuple):
    """Seconds of the processor, and the peak of memory in MB.

    ``imported`` is ``import trialrules``, ``spacy`` and ``others`` the imports of what it stands on, ``loaded`` all
    else until a first, short text is read, ``extracted`` the texts.
    """

    imported: float
    spacy: float
    others: float
    loaded: float
    extracted: float
    memory: float


def seen(texts: Sequence[str]) -> Seen:
    """What a fresh process sees over some texts. Raises TrialRulesError with its last words where it fails."""
    done = subprocess.run([sys.executable, "-c", _SCRIPT], input=json.dumps(texts), capture_output=True, text=True)
    if done.returncode != 0:
        raise TrialRulesError(f"a fresh process failed: {(done.stderr.splitlines() or ['killed'])[-1]}")
    return Seen(*json.loads(done.stdout))
