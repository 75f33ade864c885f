"""Open a file in LibreOffice, which has no window here, and save it in another form."""

import subprocess
from pathlib import Path


def converted(file: Path, form: str) -> Path:
    """Return a file as LibreOffice saves it in another form, such as ``xlsx``; it is beside the first, in a folder."""
    folder = file.parent / f"as-{form.partition(':')[0]}"
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    [made] = folder.glob(f"{file.stem}*")
    return made
