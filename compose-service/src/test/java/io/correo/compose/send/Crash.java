package io.correo.compose.send;

/// The process dies here. No handler of the product catches it.
final class Crash extends Error {
  private static final long serialVersionUID = 1L;
}
