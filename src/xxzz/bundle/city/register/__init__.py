"""收件登记: what came in and when, and the number of each nomination, kept from run to run."""
