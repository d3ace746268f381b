package io.correo.service.messaging;

import java.io.Serial;

/// A record without a value, on a topic where that means nothing.
final class UnexpectedTombstone extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
}
