package io.correo.service.messaging;

import org.jspecify.annotations.Nullable;

/// A record as it was read, before anybody tried to understand it.
///
/// @param group the consumer group that reads it; empty when unknown
/// @param partition -1 when unknown
/// @param offset -1 when unknown
/// @param key null when it has none
/// @param value null for a tombstone
/// @param writtenAt milliseconds since 1970; 0 when unknown
record ReceivedRecord(
    String group,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    byte @Nullable [] value,
    long writtenAt) {}
