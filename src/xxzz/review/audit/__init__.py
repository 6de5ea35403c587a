"""Does every step again from the files that it names, and says whether the result is the same."""
