"""Which rules are about something: what `trialrules trials` asks of RuleSets."""

from .asked import Hit, Question, about_agent, about_condition, about_measure, not_fully_read, with_warning

__all__ = ["Hit", "Question", "about_agent", "about_condition", "about_measure", "not_fully_read", "with_warning"]
