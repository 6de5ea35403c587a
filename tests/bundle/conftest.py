"""Makes the fixtures known to the tests of packages."""

from bundle_fixtures import package, run, season, send, submit, tamper

__all__ = ["package", "run", "season", "send", "submit", "tamper"]
