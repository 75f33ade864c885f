"""Pages about a plan, for a site and for a browser: one module for each kind of page."""
