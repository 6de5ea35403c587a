"""Workbooks of any kind, as grids of cells; what could harm is refused before it is opened."""
