"""The plan in a browser, on one's own machine: every report at any day, without an account.

`app.py` has the addresses, `pages` a module for each page. Only this package knows Flask. Nothing is kept between two
answers but the plans, which are read again where their files changed.
"""
