"""Reads the eligibility criteria of clinical trials and emits structured, executable rules."""
