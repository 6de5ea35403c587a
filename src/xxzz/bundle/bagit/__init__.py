"""BagIt bags (RFC 8493) in a folder or a zip, read with doubt; knows no nomination."""
