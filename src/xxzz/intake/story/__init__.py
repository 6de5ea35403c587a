"""Reads stories (详细事迹): the text of a cell, or the file that it names."""
