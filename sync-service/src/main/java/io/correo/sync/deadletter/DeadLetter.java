package io.correo.sync.deadletter;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record that a consumer could not process. Its value stays on the topic: here is what an
/// operator needs to judge it, without mail text.
///
/// @param letter where the dead letter is
/// @param source where the record was; null when its consumer did not tell
/// @param key of the record; null when it has none
/// @param at when it was given up
/// @param group the consumer group that could not process it
/// @param cause class and place of the failure
/// @param bytes length of its value; 0 without one
/// @param leftAtSource its value is too large for a letter and must be read where it was
/// @param tenant null when nobody can tell
/// @param mailbox null when it is about none, or nobody can tell
/// @param headers of the letter, as text
/// @param preview what may be shown of the value: see [Preview]
/// @param handledBy the operator who replayed or discarded it; null while it waits
record DeadLetter(
    String id,
    String topic,
    Place letter,
    @Nullable Place source,
    @Nullable String key,
    Instant at,
    String group,
    String cause,
    int attempts,
    long bytes,
    boolean leftAtSource,
    @Nullable TenantId tenant,
    @Nullable MailboxId mailbox,
    Map<String, String> headers,
    Map<String, String> preview,
    State state,
    @Nullable String handledBy,
    @Nullable Instant handledAt) {

  /// A record's address.
  record Place(String topic, int partition, long offset) {}

  enum State {
    WAITING,
    REPLAYED,
    DISCARDED
  }
}
