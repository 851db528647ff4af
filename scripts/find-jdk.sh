# Finds JDK 25. Sourced by ./elsewise and ./build; starts no Java, so that it costs nothing.
#
#   find_jdk   sets JDK (the folder) and JDK_BUILD (its exact version), or returns 1
#   no_jdk     says what to install

# Takes the folder $1 if it holds a JDK 25: a javac, and a release file that says so.
take_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_version= jdk_runtime=
  while IFS='=' read -r jdk_key jdk_value; do
    jdk_value=${jdk_value#\"}
    jdk_value=${jdk_value%%\"*}
    case $jdk_key in
      JAVA_VERSION) jdk_version=$jdk_value ;;
      JAVA_RUNTIME_VERSION) jdk_runtime=$jdk_value ;;
    esac
  done <"$1/release"
  case $jdk_version in
    25 | 25.* | 25-*) ;;
    *) return 1 ;;
  esac
  JDK=$1
  JDK_BUILD=${jdk_runtime:-$jdk_version}
}

# Takes the JDK to which the java on the PATH belongs, through its symbolic links.
take_jdk_of_path() {
  jdk_java=$(command -v java) || return 1
  jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || printf '%s' "$jdk_java")
  take_jdk "${jdk_java%/bin/java}"
}

find_jdk() {
  if [ -n "${ELSEWISE_JAVA_HOME:-}" ]; then
    # Asked for by name: nothing else will do.
    take_jdk "$ELSEWISE_JAVA_HOME"
    return
  fi
  if [ -n "${JAVA_HOME:-}" ] && take_jdk "$JAVA_HOME"; then return 0; fi
  if take_jdk_of_path; then return 0; fi
  for jdk_folder in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if take_jdk "$jdk_folder"; then return 0; fi
  done
  return 1
}

no_jdk() {
  if [ -n "${ELSEWISE_JAVA_HOME:-}" ]; then
    echo "elsewise needs JDK 25; ELSEWISE_JAVA_HOME names \"$ELSEWISE_JAVA_HOME\", which holds none." >&2
    echo "Maybe unset it, or let it name a folder with bin/javac of a JDK 25." >&2
  else
    echo "elsewise needs JDK 25; none was found in ELSEWISE_JAVA_HOME, JAVA_HOME, the PATH or the usual folders." >&2
    echo "Maybe install one (packages temurin-25-jdk, openjdk-25-jdk; sdk install java 25-tem), or set ELSEWISE_JAVA_HOME to its folder." >&2
  fi
}
