#!/bin/sh
# Chromium and a Chinese font for the browser tests. Debian only; elsewhere says what is missing.
set -eu
missing=""
[ -x /usr/bin/chromium ] || missing="$missing chromium"
fc-list ':lang=zh' 2>/dev/null | grep -q . || missing="$missing fontconfig fonts-noto-cjk"
[ -n "$missing" ] || exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing$missing …"
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of package names
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The browser tests need:$missing. Install them (Debian: apt-get install$missing), then run make test again." >&2
  exit 2
fi
