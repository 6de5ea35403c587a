"""Zip files: writing them reproducibly, reading untrusted ones within limits."""
