#!/bin/sh
set -eu
ulimit -n "${OPEN_FILES:-1024}"
exec python /app/fleet.py
