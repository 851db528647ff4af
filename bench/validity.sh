#!/bin/sh
# Builds what is needed and runs one of the validity studies; bench/README.md says which there are.
#
#   bench/validity.sh SlatePropensity log-reciprocal
set -eu
HERE=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)
. "$HERE/scripts/find-jdk.sh"
find_jdk || {
  no_jdk
  exit 2
}
JAVA_HOME=$JDK
export JAVA_HOME
cd "$HERE"
if [ $# -eq 0 ]; then
  echo "usage: bench/validity.sh SeedRecipe | SlatePropensity [arguments]" >&2
  exit 2
fi
study=$1
shift
mvn -B -ntp -q -pl bench -am -DskipTests package >&2
OMP_WAIT_POLICY=PASSIVE exec "$JDK/bin/java" -Xmx3g -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED \
  -cp "bench/target/classes:app/target/classes:app/target/lib/*" "dev.elsewise.bench.validity.$study" "$@"
