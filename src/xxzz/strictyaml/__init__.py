"""Strict YAML: values know their lines, and error-prone features are refused."""
