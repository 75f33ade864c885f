"""Resolutions: how far each has been carried out, and when it was reported back."""
