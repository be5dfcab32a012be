"""What a request can meet instead of an answer: one shape, and a code for each kind."""

import json
from typing import Final

from ...errors import TrialRulesError

STATUS: Final = {
    "no_json": 400,
    "no_token": 401,
    "not_found": 404,
    "method_not_allowed": 405,
    "body_too_slow": 408,
    "body_too_large": 413,
    "text_too_long": 413,
    "too_many_pairs": 413,
    "no_json_type": 415,
    "not_of_the_form": 422,
    "unreadable": 422,
    "internal_error": 500,
    "busy": 503,
    "took_too_long": 504,
}
"""The HTTP status of each code."""


class Problem(TrialRulesError):
    """Why a request gets no answer: a ``code`` of ``STATUS``, and the reason for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.status = code, STATUS[code]

    def body(self) -> bytes:
        """The JSON that is sent.

        >>> Problem("busy", "later").body()
        b'{"error": {"code": "busy", "message": "later"}}'
        """
        return json.dumps({"error": {"code": self.code, "message": str(self)}}, ensure_ascii=False).encode()
