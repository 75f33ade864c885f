"""Many updates from one file, TOML or CSV."""
