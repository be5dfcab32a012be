"""`python -m trialrules` is the command line."""

from .cli import main

main()
