"""Measuring quality: never imported while papers are read."""
