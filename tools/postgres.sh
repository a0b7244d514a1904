#!/bin/sh
# PostgreSQL for the tests of a custodian's own warehouse. Debian only; elsewhere says what is missing.
set -eu
found=""
for program in /usr/lib/postgresql/*/bin/initdb; do
  if [ -x "$program" ]; then found="$program"; fi
done
if [ -n "$found" ] || command -v initdb >/dev/null 2>&1; then
  exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing postgresql …"
  # The tests start clusters of their own: none is made or started here.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/puhui-tests.conf
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
else
  echo "The tests need PostgreSQL (initdb, postgres). Install it (Debian: apt-get install postgresql), then run make test again." >&2
  exit 2
fi
