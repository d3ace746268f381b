package io.correo.service.web;

import java.util.List;

/// Paths of a service that need no bearer token, because they bring their own proof (a signature, a
/// provider's token) or are for everybody. A service declares one bean.
public record OpenPaths(List<String> patterns) {
  public OpenPaths {
    patterns = List.copyOf(patterns);
  }

  public static OpenPaths of(String... patterns) {
    return new OpenPaths(List.of(patterns));
  }
}
