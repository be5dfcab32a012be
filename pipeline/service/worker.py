"""The process that reads texts: one request after the other from standard input, until that ends."""

import gc
import json
import logging
import os
import sys

from . import frames
from .examples import EXAMPLES
from .jobs import answer
from .limits import Limits


def main() -> None:
    """Serves until standard input ends; what is printed on the way goes to standard error."""
    limits, log_text = Limits(*json.loads(sys.argv[1])), json.loads(sys.argv[2])
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        for job, example in EXAMPLES.items():  # so that the first request finds everything loaded
            answer(job, json.dumps(example["request"]).encode(), limits)
        gc.collect()
        gc.freeze()
        out.write(frames.framed("ready", b""))
        out.flush()
        while (asked := frames.read(sys.stdin.buffer)) is not None:
            status, body = answer(*asked, limits, log_text=log_text)
            out.write(frames.framed(str(status), body))
            out.flush()


if __name__ == "__main__":
    main()
