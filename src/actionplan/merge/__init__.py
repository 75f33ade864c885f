"""Two versions of one plan file merged by meaning."""
