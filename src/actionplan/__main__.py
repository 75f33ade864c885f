"""``python -m actionplan``."""

from actionplan.cli.main import main

if __name__ == "__main__":
    main()
