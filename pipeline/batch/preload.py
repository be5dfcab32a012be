"""Importing this loads all that reading needs: the fork server does so once, and its workers are ready at birth."""

from .kernel import warm

warm()
