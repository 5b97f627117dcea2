#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests; installs one where it may.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

installed() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
        || command -v google-chrome >/dev/null || playwrights_own
}
playwrights_own() {
    .venv/bin/python - <<'PYTHON' 2>/dev/null
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.access(playwright.chromium.executable_path, os.X_OK))
PYTHON
}
# The fonts show Japanese in the screenshots; the tests do without them.
from_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing Chromium with apt-get ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null || return 1
    apt-get install -y -qq fonts-noto-cjk >/dev/null || echo "No Japanese fonts could be installed; going on without."
}
from_playwright() {
    echo "Installing Playwright's own Chromium ..."
    .venv/bin/playwright install chromium
}

installed && exit 0
from_debian || from_playwright || true
installed && exit 0
echo "The browser tests need Chromium, and it could not be installed here. Install it by hand" \
    "(on Debian, as root: apt-get install chromium) and call make test again." >&2
exit 1
