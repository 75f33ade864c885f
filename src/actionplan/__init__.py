"""Plans as folders of TOML files: load them, check them, work out where they stand, add to their history.

    >>> import actionplan
    >>> portfolio, problems = actionplan.load("plans/hertfordshire-send")
    >>> summary = actionplan.status(portfolio, as_at=date(2024, 10, 1))

Nothing here reads a clock: the day is always an argument. Names are imported when first used, so that a command that
needs few of them starts fast; `__init__.pyi` lists them.
"""

__version__ = "0.1.0"


_MODULES: dict[str, str] = {}
"""The module of each public name; filled when the first is asked for."""


def _modules() -> dict[str, str]:
    """Return the module of each public name, as the stub beside this file imports it."""
    if not _MODULES:
        import ast
        from importlib.resources import files

        stub = ast.parse(files(__name__).joinpath("__init__.pyi").read_text(encoding="utf-8"))
        imports = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
        _MODULES.update({alias.name: str(node.module) for node in imports for alias in node.names})
    return _MODULES


def __getattr__(name: str) -> object:
    if name == "__all__":
        return sorted(_modules())
    if name not in _modules():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_modules()[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*_modules(), "__version__"])
