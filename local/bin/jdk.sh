# Sourced by run and test: sets JAVA_HOME to a JDK 25, or ends with one line that says what is missing.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

find_jdk_25() {
  local candidate java
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/openjdk-25 \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  java=$(command -v javac) || return 1
  candidate=$(dirname "$(dirname "$(readlink -f "$java")")")
  is_jdk_25 "$candidate" && echo "$candidate"
}

if ! JAVA_HOME=$(find_jdk_25); then
  echo "Correo needs a JDK 25 and found none: install one (Eclipse Temurin 25, for example) or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME

require_maven() {
  if ! command -v mvn >/dev/null; then
    echo "Correo is built with Maven 3.8 or newer and found no mvn: install it (apt-get install maven, for example)." >&2
    exit 1
  fi
}
