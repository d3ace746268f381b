package io.correo.sync.model;

/// The instance dies here: nothing after it is done, and no code of ours catches it.
final class Death extends Error {
  Death() {
    super("dead", null, false, false);
  }
}
