"""TOML files to records and back: the only room that opens plan files."""
