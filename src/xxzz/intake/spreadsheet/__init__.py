"""Reads workbooks of all supported kinds as grids of values; unsafe files are refused first."""
