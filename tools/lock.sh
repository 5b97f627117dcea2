#!/usr/bin/env bash
# Remakes both lock files from pyproject.toml (make lock). UPGRADE=1 takes the newest versions allowed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compile() {
    CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile --quiet --strip-extras --allow-unsafe \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
        ${UPGRADE:+--upgrade} --output-file "$@" pyproject.toml
}

# With what builds the project (setuptools), so that installing it fetches nothing unpinned.
compile requirements.lock --build-deps-for editable
compile requirements-dev.lock --build-deps-for editable --extra dev --constraint requirements.lock

# A local version ("+cpu") names one index's build; the lock must hold everywhere.
for lock in requirements.lock requirements-dev.lock; do
    sed -E 's/^([A-Za-z0-9._-]+==[^+ ]+)\+[A-Za-z0-9.]+/\1/' "$lock" >"$lock.new"
    mv "$lock.new" "$lock"
done
