#!/bin/sh
# Install the programs that `make bench` holds ours against, from the ordinary registries: Taskwarrior, ledger and
# hledger from the system's packages, the others into the folder .peers. Says what could not be installed.
cd "$(dirname "$0")/.." || exit 1
missing=""

have() { command -v "$1" >/dev/null 2>&1; }

# Run as root, or ask for it where that needs no password
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

for pair in task:taskwarrior ledger:ledger hledger:hledger; do
    have "${pair%%:*}" && continue
    have apt-get && as_root apt-get install --yes --quiet "${pair##*:}" >/dev/null 2>&1 && continue
    missing="$missing ${pair##*:}"
done

[ -x .peers/python/bin/python ] || "${PYTHON:-python3}" -m venv .peers/python
for package in beancount fava todoman doorstop; do
    .peers/python/bin/python -m pip install --quiet --disable-pip-version-check "$package" || missing="$missing $package"
done

have npm && npm install --silent --no-audit --no-fund --prefix .peers backlog.md >/dev/null || missing="$missing backlog.md"

[ -z "$missing" ] && echo "All peers are installed." && exit 0
echo "Could not be installed:$missing. make bench leaves out what is not there." >&2
exit 1
