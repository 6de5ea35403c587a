"""XML from others: parsed within limits, edited, and written back with its prefixes.

Uses elements of the standard library, so no compiled package is needed. Document types (and so
entities) and excessive depth or size are refused. Elements have no reference to their parents,
hence no cycles: the program runs with the garbage collector off.
"""
