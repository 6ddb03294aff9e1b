#!/usr/bin/env bash
# Runs a test program that needs mpirun: run.sh PROGRAM [ARGUMENTS]. Exit code 77, skipped, where mpirun is not
# there or cannot start a process here.
set -euo pipefail

if ! mpirun --oversubscribe --allow-run-as-root -n 1 true >/dev/null 2>&1; then
    echo "mpirun is not here, or cannot start anything: skipped"
    exit 77
fi
exec "$@"
