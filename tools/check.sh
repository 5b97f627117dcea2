#!/usr/bin/env bash
# Every check, cheapest first; stops at the first that fails (make test).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bin=.venv/bin
# Two at a time; the tests of one file stay together, for they share what is slow to make.
at_once=(-n 2 --dist loadfile)
code=(corpus index rag eval ui tests bench tools)

step() {
    local name=$1 began=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if ! "$@"; then
        printf '\n== %s: FAILED after %s s (%s). The checks after it were not run.\n' "$name" "$((SECONDS - began))" "$*" >&2
        exit 1
    fi
    printf '== %s: passed in %s s\n' "$name" "$((SECONDS - began))"
}

step "format" "$bin/ruff" format --check .
step "lint" "$bin/ruff" check .
step "types" "$bin/mypy" "${code[@]}"
step "import directions" "$bin/lint-imports"
step "documentation" tools/site.sh
step "unit and property tests" "$bin/pytest" "${at_once[@]}" tests --ignore=tests/browser
step "index" "$bin/shoroku" build
step "gold set" "$bin/python" -m eval check
step "answers against the gold set" "$bin/python" -m eval
step "browser" tools/browser.sh
step "nginx" tools/nginx.sh
step "browser tests" "$bin/pytest" "${at_once[@]}" tests/browser
printf '\n== every check passed in %s s\n' "$SECONDS"
