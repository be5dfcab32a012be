"""What holds for all tests: none fails for being slow, and what they start hears Ctrl-C."""

import signal

from hypothesis import settings

settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts the tests behind "&" makes it ignored
