"""The steps of `xxzz season`."""
