"""Changes to plan files: entries, new records, redactions, renumberings."""
