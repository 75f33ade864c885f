"""Public names, imported when first used, so that a command that needs few of them starts fast.

The stub ``__init__.pyi`` of a package lists its public names, each once, as ``from MODULE import NAME as NAME``. Type
checkers read it, and so does this module.
"""

from collections.abc import Callable
from importlib import import_module


def exported(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the functions ``__getattr__`` and ``__dir__`` of a package.

    Args:
        package: its name.
    """
    modules: dict[str, str] = {}

    def names() -> dict[str, str]:
        if not modules:
            from importlib.resources import files  # it loads much of the standard library

            lines = files(package).joinpath("__init__.pyi").read_text(encoding="utf-8").splitlines()
            imports = (line.split() for line in lines if line.startswith("from "))
            modules.update({words[3]: words[1] for words in imports if words[3:4] == words[5:6]})
        return modules

    def get(name: str) -> object:
        if name == "__all__":
            return sorted(names())
        if name.startswith("__") or name not in names():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = names()[name]
        return import_module(f"{package}.{name}") if module == package else getattr(import_module(module), name)

    return get, lambda: sorted([*names(), *(("__version__",) if package == "actionplan" else ())])
