"""The commands, a module each, in the place that its name says: `run`, and EXAMPLES of it."""
