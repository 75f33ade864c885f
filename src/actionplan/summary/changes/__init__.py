"""What changed between two views of plans."""
