"""Repeats every step from its recorded sources and compares the results."""
