package io.correo.service.problem;

import java.io.IOException;
import java.io.Serial;

/// The request body grew beyond its limit while it was read.
public final class BodyTooLarge extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public BodyTooLarge(long limit) {
    super("The body is larger than %d bytes.".formatted(limit));
  }
}
