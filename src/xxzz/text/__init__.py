"""Text as clerks see it: 字数 as Word counts it, names that compare equal, names for files."""
