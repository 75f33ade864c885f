"""The root of every error that this library raises."""


class ActionPlanError(Exception):
    """Anything that actionplan raises about a plan, a file or an argument."""
