#!/bin/sh
# Finds a Python that is new enough to run the rest (`python -m backend.config.bootstrap`), and runs it.
# Usage: sh backend/config/bootstrap/run.sh TARGET
set -eu
cd "$(dirname "$0")/../../.."
PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
PYTHONUTF8=1 LC_ALL=C.UTF-8
export PATH PYTHONUTF8 LC_ALL
unset PYTHONHOME PYTHONPATH || true

fits() { # a shim that is on the path but runs nothing does not fit
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

for python in ${PYTHON:-} .venv/bin/python python3.14 python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
    if fits "$python"; then
        exec "$python" -m backend.config.bootstrap "$@"
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No Python 3.11 to 3.14 was found: asking apt for one."
    if apt-get update -q && apt-get install -y -q python3 python3-venv && fits /usr/bin/python3; then
        exec /usr/bin/python3 -m backend.config.bootstrap "$@"
    fi
fi
echo "No Python 3.11, 3.12, 3.13 or 3.14 was found. Install one, for example: sudo apt-get install python3 python3-venv" >&2
exit 2
