"""公示, objections, 公布, certificates and the list of winners (六)."""
