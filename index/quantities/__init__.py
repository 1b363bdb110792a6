"""Amounts: a number and its unit, whatever the writing, are one value and one term."""
