"""Collects filled forms into rows of a workbook; a later run keeps what was edited by hand."""
