#!/bin/sh
# Builds the environment from the lock file: sh tools/setup.sh PYTHON VENV
# Uses the machine's uv, or puts one into .uv; downloads no Python.
set -eu
python=$1 venv=$2

say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Nivel needs Python 3.11 or newer; '$python' is not. Name another: make setup PYTHON=python3.12"
    exit 2
}
if command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; then
    uv=uv
else
    uv=.uv/bin/uv
    if ! [ -x "$uv" ] || ! "$uv" --version >/dev/null 2>&1; then
        rm -rf .uv
        if ! "$python" -m venv .uv >/dev/null 2>&1; then
            say "Python's venv module is missing. On Debian: apt-get install python3-venv"
            exit 2
        fi
        .uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5' || {
            say "uv could not be installed: is the package registry reached?"
            exit 1
        }
    fi
fi
# The machine's own certificates count too: a municipality's network often has its own.
export UV_NATIVE_TLS=1 UV_SYSTEM_CERTS=1
UV_PROJECT_ENVIRONMENT="$venv" VIRTUAL_ENV='' "$uv" sync --locked --quiet --compile-bytecode --python "$python"
# Some machines forbid Python to keep what it compiles; then each command would compile a thousand modules anew.
"$venv/bin/python" -m compileall -q nivel
