package io.correo.provider.graph;

import io.correo.events.Address;
import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.OutgoingMessage.File;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A mailbox behind [StubGraph], and mail from it.
final class StubGrant {
  static final Grant ANA =
      new Grant.UserConsent(
          new MailboxId("mb_ana"), "ana", "secret", Instant.MAX, new Budget("sync", 6000, 4));

  private StubGrant() {}

  static OutgoingMessage message(File... files) {
    return new OutgoingMessage(
        Address.of("ana@acme.example"),
        List.of(Address.of("jose@customer.example")),
        List.of(),
        List.of(),
        "Offer",
        "<p>Offer</p>",
        "Offer",
        "<1@correo.example>",
        null,
        List.of(),
        null,
        Map.of(),
        List.of(files));
  }
}
