package io.correo.sync.census;

import java.time.Instant;

/// What a comparison of a whole mailbox found.
///
/// @param atProvider messages the provider listed
/// @param ours messages we know, after healing
/// @param healed differences that survived a second look, and are told by now
public record Census(long atProvider, long ours, long healed, Instant provedAt) {}
