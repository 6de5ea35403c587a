"""Filled forms become rows of a workbook; collecting again updates what nobody changed by hand."""
