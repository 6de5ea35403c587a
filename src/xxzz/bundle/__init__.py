"""From checked nominations to a package, from packages to a verdict and to the city's ledger."""
