package io.correo.compose.send;

import io.correo.events.OutgoingMail;

/// The topic `mail.outgoing`, of which we are the only writer.
public interface OutgoingTopic {

  /// Returns when every in-sync replica has it.
  ///
  /// @throws io.correo.service.messaging.Outage when that cannot be said
  void publish(OutgoingMail step);
}
