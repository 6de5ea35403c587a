"""YAML that knows the line of each value and refuses what people do not mean."""
