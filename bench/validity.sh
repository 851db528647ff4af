#!/bin/sh
# Runs one of the validity studies; bench/README.md says which there are.
#
#   bench/validity.sh SlatePropensity log-reciprocal
set -eu
if [ $# -eq 0 ]; then
  echo "usage: bench/validity.sh SeedRecipe | SlatePropensity [arguments]" >&2
  exit 2
fi
study=$1
shift
exec "$(dirname "$0")/java.sh" "dev.elsewise.bench.validity.$study" "$@"
