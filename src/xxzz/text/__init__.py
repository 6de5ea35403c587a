"""Text as clerks see it: 字数 as Word counts it, and names that compare equal when they look so."""
