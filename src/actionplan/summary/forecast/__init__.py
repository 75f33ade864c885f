"""How likely dates are to be kept."""
