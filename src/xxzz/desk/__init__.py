"""The desk: the same work as the commands, for a page that a clerk opens with a double click."""
