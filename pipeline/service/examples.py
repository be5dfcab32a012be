"""One request and its answer for each verb: shown in the OpenAPI description, and what warms a worker."""

import json
from importlib import resources
from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = json.loads(
    (resources.files(__package__) / "examples.json").read_text(encoding="utf-8")
)
