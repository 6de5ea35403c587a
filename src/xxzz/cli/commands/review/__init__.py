"""The steps of `xxzz review`."""
