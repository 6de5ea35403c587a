"""XML that others wrote: read within bounds, changed where needed, written with its prefixes.

Elements are those of the standard library, so nothing here needs a compiled package. A document
type is refused (and with it every entity), and so is a file that is nested or repeats elements
without end. Elements hold no reference to their parents, hence no cycles: the program runs with
the garbage collector off.
"""
