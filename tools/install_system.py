"""Install the programs that tests need: on Debian as root with apt, elsewhere name them and stop."""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "chromium": ("chromium", "--version"),
    "default-jre-headless": ("java", "--version"),
    "fonts-liberation2": ("fc-list", "Liberation Sans"),
    "libreoffice-calc-nogui": ("sh", "-c", "ls /usr/lib*/libreoffice/program/libsclo.so | grep ."),
    "libreoffice-writer-nogui": ("soffice", "--version"),
    "poppler-utils": ("pdftotext", "-v"),
    "qpdf": ("qpdf", "--version"),
}
"""Packages of Debian, each with a command that prints something if it is there."""


def main() -> int:
    """Install what is missing; return 1 if that cannot be done here."""
    missing = [package for package, command in PACKAGES.items() if not is_there(command)]
    if not missing:
        return 0
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"Tests need programs that are not here. On Debian, as root:\n  apt-get install {' '.join(missing)}")
        return 1
    apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=apt, stdin=subprocess.DEVNULL, check=True)
    install = ["apt-get", "install", "-qq", "--no-install-recommends", *missing]
    subprocess.run(install, env=apt, stdin=subprocess.DEVNULL, check=True)
    absent = [package for package, command in PACKAGES.items() if not is_there(command)]
    if absent:
        print(f"These packages were installed, but their programs do not run: {' '.join(absent)}")
    return 1 if absent else 0


def is_there(command: tuple[str, ...]) -> bool:
    """Return whether a command runs and prints something."""
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return False
    return ran.returncode == 0 and bool(ran.stdout + ran.stderr)


if __name__ == "__main__":
    sys.exit(main())
