package io.correo.sync.census;

import java.time.Instant;

/// What a comparison of a whole mailbox found.
///
/// @param atProvider messages the provider listed
/// @param ours messages we know, after healing
/// @param healed differences that survived a second look, and are told by now
public record Census(long atProvider, long ours, long healed, Instant provedAt) {

  /// The same when some of ours are not whole wherever they are shown.
  public Census lacking(long messages) {
    return new Census(atProvider, Math.max(0, ours - messages), healed, provedAt);
  }
}
