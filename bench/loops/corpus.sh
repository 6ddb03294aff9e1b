#!/usr/bin/env bash
# The real corpora of docs/loops.md, put together from what Debian packages install; nothing is downloaded.
#
#   corpus.sh PACKAGE SUFFIX >FILE
#
# Prints every file of the installed package whose name ends in SUFFIX, in the order of their names, unpacked if it is
# compressed: `corpus.sh manpages-de .gz`, `corpus.sh libboost1.74-dev .hpp`. Exit code 2 if the package is not installed or
# has no such file.
set -euo pipefail
export LC_ALL=C

package=${1:?usage: corpus.sh PACKAGE SUFFIX} suffix=${2:?usage: corpus.sh PACKAGE SUFFIX}
dpkg -L "$package" >/dev/null 2>&1 || { echo "corpus.sh: $package is not installed: apt-get install $package" >&2; exit 2; }
mapfile -t files < <(dpkg -L "$package" | grep -F -- "$suffix" | sort | while IFS= read -r file; do
    # A link would bring the same text twice.
    [[ $file == *"$suffix" && -f $file && ! -L $file ]] && printf '%s\n' "$file"
done)
((${#files[@]} > 0)) || { echo "corpus.sh: $package installs no file that ends in $suffix" >&2; exit 2; }
for file in "${files[@]}"; do
    case $file in
        *.gz) gzip -dc -- "$file" ;;
        *) cat -- "$file" ;;
    esac
done
