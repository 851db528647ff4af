#!/bin/sh
# Builds what is needed and runs one of the classes of this folder.
#
#   bench/java.sh dev.elsewise.bench.Multiplied log.csv 2 log.parquet
set -eu
HERE=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)
. "$HERE/scripts/find-jdk.sh"
find_jdk || {
  no_jdk
  exit 2
}
JAVA_HOME=$JDK
export JAVA_HOME
(cd "$HERE" && mvn -B -ntp -q -pl bench -am -Dmaven.test.skip=true package) >&2
OMP_WAIT_POLICY=PASSIVE exec "$JDK/bin/java" -Xmx3g -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED \
  -cp "$HERE/bench/target/classes:$HERE/app/target/classes:$HERE/app/target/lib/*" "$@"
