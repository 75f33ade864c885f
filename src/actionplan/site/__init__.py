"""A static site about plans: its addresses, what is around each page, and the folder that it is written to."""
