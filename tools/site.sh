#!/usr/bin/env bash
# Builds the documentation as a site into var/site; a link that leads nowhere is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The theme's own notice about another programme's future is no matter of ours.
export NO_MKDOCS_2_WARNING=1
.venv/bin/mkdocs build --quiet --strict
