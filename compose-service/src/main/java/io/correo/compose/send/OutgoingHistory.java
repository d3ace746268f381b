package io.correo.compose.send;

/// What our own topic knows and our store may not, when it was restored from an older copy.
public interface OutgoingHistory {

  /// Reads the topic from where the store was to its end, before anything is claimed.
  void catchUp();

  /// Notes how far the topic is reflected in the store. Called often; does little.
  void remember();
}
