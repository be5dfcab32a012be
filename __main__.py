"""`python -m trialrules` is the command line."""

from .pipeline.cli import main

main()
