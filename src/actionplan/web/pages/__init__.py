"""The pages of the view, one module for each: a pure function from what was asked to a page."""
