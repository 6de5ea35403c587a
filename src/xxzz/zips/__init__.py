"""Zip files: those that are written, and those that strangers wrote."""
