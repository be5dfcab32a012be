"""Two readings of a trial compared by their rules."""

from .compare import diff, diff_all

__all__ = ["diff", "diff_all"]
