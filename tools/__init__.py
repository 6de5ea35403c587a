"""Makes what docs/ and data/schemas/ hold from the code, and measures the tests."""
