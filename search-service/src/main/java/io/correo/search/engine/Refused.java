package io.correo.search.engine;

import java.io.Serial;

/// OpenSearch does not accept a request, and would not accept it later either.
public final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;

  Refused(int status, String type) {
    super("OpenSearch refused: %d %s".formatted(status, type));
    this.type = type;
  }

  /// What OpenSearch calls it, for example `resource_already_exists_exception`.
  String type() {
    return type;
  }
}
