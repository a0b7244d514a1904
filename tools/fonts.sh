#!/bin/sh
# A font with Chinese, which reports in PDF need. Without it all else works, and a report says what is missing.
set -eu
fc-list ':lang=zh' 2>/dev/null | grep -q . && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing fontconfig fonts-noto-cjk …"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-cjk >/dev/null
else
  echo "No font with Chinese on this machine: reports in PDF are left out (Debian: apt-get install fonts-noto-cjk)." >&2
fi
