"""Workbooks that are written: the same bytes on any machine, on any day."""
