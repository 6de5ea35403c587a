"""Text as clerks see it: 字数 as Word counts it, comparison of names, safe file names."""
