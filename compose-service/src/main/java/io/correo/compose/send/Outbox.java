package io.correo.compose.send;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Publishes the steps a send has taken, in order. They stand in the send itself, written with the
/// step, so a crash in between only has them published again.
@Component
public class Outbox {
  private final Sends sends;
  private final OutgoingTopic topic;

  public Outbox(Sends sends, OutgoingTopic topic) {
    this.sends = sends;
    this.topic = topic;
  }

  /// @return the send as it is now; null when it moved on meanwhile
  @Nullable Send flush(Send send) {
    if (send.outbox().isEmpty()) return send;
    send.outbox().forEach(topic::publish);
    var published = sends.published(send, send.outbox().getLast().step());
    if (published != null) return published;
    // Another instance published the same steps: all is well unless the send moved on.
    var present = sends.find(send.id());
    return present != null && present.step() == send.step() ? present : null;
  }
}
