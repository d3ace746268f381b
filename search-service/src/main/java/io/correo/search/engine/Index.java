package io.correo.search.engine;

import java.util.Locale;

/// The indexes there are. Each has its mappings in `<name>.json`; raise the version with them.
public enum Index {
  MESSAGES(1),
  CONTACTS(1),
  MAILBOXES(1),
  THREADS(1);

  private final int version;

  Index(int version) {
    this.version = version;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String versioned() {
    return word() + "-v" + version;
  }
}
