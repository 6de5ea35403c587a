"""A shared repository of submissions: its settings, and the changes that git reports."""
