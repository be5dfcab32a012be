"""What can go wrong, as exceptions that a caller can catch by one name."""


class TrialRulesError(Exception):
    """The base of every error that this package raises on purpose."""


class ReadError(TrialRulesError):
    """The input cannot be read as a trial; the message names the reason, and the caller adds the file."""


def reason(error: Exception) -> str:
    """An error in one line; one that nobody foresaw says what it is."""
    if isinstance(error, TrialRulesError):
        return str(error)
    return f"internal error ({type(error).__name__}: {' '.join(str(error).split())[:300]})"
