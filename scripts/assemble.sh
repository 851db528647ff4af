# Builds the application for ./elsewise and lays it out to start fast. Sourced by ./elsewise, which has set HERE, DIST, JDK.
#
#   app/target/dist/elsewise.jar        the application; its manifest names lib/*.jar as its class path
#   app/target/dist/lib/*.jar           what it needs, DuckDB's without the native libraries of four platforms, all without signatures
#   app/target/dist/native/             DuckDB's native library of this platform: opened where it lies, never unpacked again
#   app/target/dist/cache/*.aot         classes loaded and linked ahead of time (JDK 25 AOT cache), one a JDK build

assemble() {
  if ! command -v mvn >/dev/null; then
    echo "elsewise is built by Maven 3.8.7 or later; there is no mvn on the PATH." >&2
    echo "Maybe install the package maven." >&2
    return 2
  fi
  echo "elsewise: building once (about a minute)…" >&2
  mkdir -p "$HERE/app/target" && : >"$HERE/app/target/elsewise-stamp" || return 6
  assemble_log=$HERE/app/target/elsewise-build.log
  if ! (cd "$HERE" && JAVA_HOME=$JDK mvn -B -ntp -pl app -am -Dmaven.test.skip=true package) >"$assemble_log" 2>&1; then
    grep -E '^\[ERROR\]' "$assemble_log" | head -n 12 >&2
    echo "elsewise: the build failed; the whole log is in $assemble_log." >&2
    return 70
  fi
  lay_out || {
    echo "elsewise: the application could not be laid out in $DIST." >&2
    return 6
  }
}

# Lays the new application out beside the old one, then moves it into place.
lay_out() {
  next=$DIST.next.$$
  rm -rf "$next" && mkdir -p "$next/native" "$next/cache" || return 1
  cp -p "$HERE"/app/target/elsewise-app-*.jar "$next/elsewise.jar" && cp -Rp "$HERE/app/target/lib" "$next/lib" &&
    mv "$HERE/app/target/elsewise-stamp" "$next/stamp" || return 1
  slim_duckdb "$next" && unsign "$next" || return 1
  rm -rf "$DIST.old" && { [ ! -e "$DIST" ] || mv "$DIST" "$DIST.old"; } && mv "$next" "$DIST" && rm -rf "$DIST.old"
}

# DuckDB's driver unpacks 72 MB at every start if the library is in its jar, and asks the library path if it is not.
slim_duckdb() {
  duckdb=$(ls "$1"/lib/duckdb_jdbc-*.jar) || return 1
  case $(uname -s) in
    Darwin) duckdb_platform=macos plain=libduckdb_java.dylib ;;
    *) duckdb_platform=linux plain=libduckdb_java.so ;;
  esac
  case $(uname -m) in
    arm64 | aarch64) duckdb_platform=${duckdb_platform}_arm64 ;;
    *) duckdb_platform=${duckdb_platform}_amd64 ;;
  esac
  mkdir -p "$1/unpacked" && (cd "$1/unpacked" && "$JDK/bin/jar" --extract --file "$duckdb") || return 1
  if [ -f "$1/unpacked/libduckdb_java.so_$duckdb_platform" ]; then
    mv "$1/unpacked/libduckdb_java.so_$duckdb_platform" "$1/native/$plain" && chmod 755 "$1/native/$plain" &&
      rm -f "$1"/unpacked/libduckdb_java.so_* &&
      "$JDK/bin/jar" --create --file "$duckdb" --no-compress --manifest "$1/unpacked/META-INF/MANIFEST.MF" -C "$1/unpacked" org -C "$1/unpacked" META-INF/services || return 1
  fi
  rm -rf "$1/unpacked"
}

# The cache leaves out classes of signed archives, which are then found, checked against their signatures and linked at every start.
# Maven has compared their checksums.
unsign() {
  for archive in "$1"/lib/*.jar; do
    "$JDK/bin/jar" --list --file "$archive" | grep -q '^META-INF/[^/]*\.SF$' || continue
    mkdir -p "$1/unpacked" && (cd "$1/unpacked" && "$JDK/bin/jar" --extract --file "$archive") &&
      rm -f "$1"/unpacked/META-INF/*.SF "$1"/unpacked/META-INF/*.RSA "$1"/unpacked/META-INF/*.DSA "$1"/unpacked/META-INF/*.EC &&
      "$JDK/bin/jar" --create --file "$archive" --no-manifest --no-compress -C "$1/unpacked" . || return 1
    rm -rf "$1/unpacked"
  done
}

# Lays out a study of each kind with its data, as large as what the cache is for: the next starts will find loaded and linked what
# they need, and know which methods are worth compiling; those that a shorter study left cold would be compiled late.
training() {
  mkdir -p "$1" && cp "$HERE"/scripts/training/*.yaml "$1" && world slate --rows 300000 --seed 1 --out "$1/slate.csv" &&
    world mix --seed 1 --out "$1/mix.csv"
}

world() {
  "$JDK/bin/java" -Djava.library.path="$DIST/native" --enable-native-access=ALL-UNNAMED -cp "$DIST/elsewise.jar" \
    dev.elsewise.app.Main simulate "$@"
}

# Trains the cache beside and moves it: another run sees the whole cache or none. Its failure costs nothing but speed; an
# empty file then says not to try again at every start.
train() {
  trained=$CACHE.$$
  # shellcheck disable=SC2086 # the flags are a list
  { training "$trained.work" &&
    "$JDK/bin/java" $JVM_FLAGS -Xmx"${heap}m" -XX:AOTCacheOutput="$trained" -Djava.library.path="$DIST/native" \
      -cp "$DIST/elsewise.jar" dev.elsewise.app.Training "$trained.work/slate.yaml" "$trained.work/mix.yaml"
  } >/dev/null 2>&1 </dev/null || rm -f "$trained"
  [ -s "$trained" ] || : >"$trained"
  mv "$trained" "$CACHE"
  rm -rf "$trained".*
}
