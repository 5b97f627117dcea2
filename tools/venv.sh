#!/usr/bin/env bash
# Makes .venv ready:  tools/venv.sh product|dev
#
# Installs exactly the locked parts, then the project itself (editable). What was installed is
# stamped, so that a second call with unchanged locks returns at once; the stamp is written last,
# so that an interrupted install is taken up again. PYTHON= names the interpreter to use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wanted=${1:?usage: tools/venv.sh product|dev}
venv=.venv

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

digest() { cat "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# The first interpreter that runs, is new enough and can make virtual environments.
find_python() {
    local candidate without_venv=""
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null || stop "PYTHON=$PYTHON: there is no such program."
        new_enough "$PYTHON" || stop "PYTHON=$PYTHON is older than Python 3.11 or does not run. Name a newer one."
        has_venv "$PYTHON" || stop "PYTHON=$PYTHON cannot make virtual environments; on Debian: apt-get install python3-venv."
        echo "$PYTHON"
        return
    fi
    for candidate in python3.11 python3.12 python3.13 python3.14 python3 python; do
        command -v "$candidate" >/dev/null || continue
        new_enough "$candidate" || continue
        if has_venv "$candidate"; then
            echo "$candidate"
            return
        fi
        without_venv=$candidate
    done
    [ -z "$without_venv" ] || stop "$without_venv cannot make virtual environments; on Debian: apt-get install python3-venv."
    stop "Shoroku needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python."
}

# Scripts in a virtual environment hold its absolute path: one that was moved or copied is no use.
usable() {
    [ -x "$venv/bin/python" ] && grep -qF -- "$PWD/$venv" "$venv/pyvenv.cfg" 2>/dev/null \
        && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version "$venv/bin/python")" ]
}
version() { "$1" -c 'import sys; print(*sys.version_info[:3], sep=".")' 2>/dev/null; }

stamped() { [ -f "$venv/.$1" ] && [ "$(cat "$venv/.$1")" = "$2" ]; }
stamp() { printf '%s\n' "$2" >"$venv/.$1.new" && mv "$venv/.$1.new" "$venv/.$1"; }

install() {
    local quiet=(--quiet)
    [ -t 1 ] && quiet=()
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input ${quiet[@]+"${quiet[@]}"} "$@" \
        || stop "The parts could not be installed: see pip's message above. Put it right and call make again; it goes on from here."
}

product=$(digest requirements.lock pyproject.toml)
dev=$(digest requirements.lock requirements-dev.lock pyproject.toml)
case $wanted in
    product) digest=$product lock=requirements.lock ;;
    dev) digest=$dev lock=requirements-dev.lock ;;
    *) stop "usage: tools/venv.sh product|dev" ;;
esac

if stamped "$wanted" "$digest" && [ -x "$venv/bin/shoroku" ] && grep -qF -- "$PWD/$venv" "$venv/pyvenv.cfg" \
    && { [ -z "${PYTHON:-}" ] || usable; }; then
    exit 0
fi
if ! usable; then
    python=$(find_python)
    say "Making a virtual environment in $venv with $python ($(version "$python")) ..."
    "$python" -m venv --clear "$venv" || stop "The virtual environment could not be made: see the message above."
fi
rm -f "$venv/.product" "$venv/.dev"
say "Installing the parts pinned in $lock; the first time this takes a few minutes ..."
install --requirement "$lock"
# setuptools is pinned in the lock, so that nothing is fetched to build the project itself.
# Its advice to those who publish libraries is left out: this is an application.
PYTHONWARNINGS=ignore install --no-deps --no-build-isolation --editable .
stamp product "$product"
[ "$wanted" = product ] || stamp dev "$dev"
