"""The packages of all recommenders: received, put together, told about."""
