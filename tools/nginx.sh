#!/usr/bin/env bash
# Makes sure that an nginx is there, for the samples of deploy/ are tried with it; installs one where it may.
set -euo pipefail

installed() { command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]; }
from_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing nginx with apt-get ..."
    export DEBIAN_FRONTEND=noninteractive
    # The package would start a server of its own on port 80; this is how Debian is told not to.
    local policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    apt-get update -qq && apt-get install -y -qq nginx-light >/dev/null
}

installed && exit 0
from_debian || true
installed && exit 0
echo "The samples of deploy/nginx are tried with nginx, and it could not be installed here. Install it by hand" \
    "(on Debian, as root: apt-get install nginx-light) and call make test again." >&2
exit 1
