package io.correo.provider.graph;

import io.correo.provider.ProviderException;

/// What came of one request of a batch.
sealed interface Answer<T> {
  record Given<T>(T value) implements Answer<T> {}

  record Failed<T>(ProviderException why) implements Answer<T> {}
}
