"""Writes workbooks that are the same bytes on any machine and any day."""
