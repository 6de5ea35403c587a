"""Adds notes to a copy of a workbook; parts that are not changed are copied as they are.

A library that loads and saves workbooks would drop what it does not support: results of formulas,
drop-downs that refer to another sheet, pictures.
"""
