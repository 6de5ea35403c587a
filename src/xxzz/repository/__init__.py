"""A shared repository of submissions: its settings, and what git says has changed."""
