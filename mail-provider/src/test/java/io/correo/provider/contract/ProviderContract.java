package io.correo.provider.contract;

import io.correo.events.Address;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the contracts share: a provider, and an empty mailbox of its own for each test.
public interface ProviderContract {
  MailProvider provider();

  TestMailbox mailbox();

  default Grant grant() {
    return mailbox().grant();
  }

  /// Where the only part is now.
  default Cursor here() {
    var source = provider().source();
    return source.now(grant(), source.parts(grant()).iterator().next());
  }

  /// Everything that changed, over all pages.
  default List<Change> changesSince(Cursor cursor) {
    var changes = new ArrayList<Change>();
    var at = cursor;
    while (true) {
      var page = provider().source().changes(grant(), at);
      changes.addAll(page.changes());
      if (!page.hasMore()) return changes;
      at = page.next();
    }
  }

  default OutgoingMessage message(String subject, OutgoingMessage.File... files) {
    return message(subject, null, null, Map.of(), files);
  }

  default OutgoingMessage message(
      String subject,
      String answers,
      String thread,
      Map<String, String> marks,
      OutgoingMessage.File... files) {
    return new OutgoingMessage(
        Address.of(grant().account()),
        List.of(new Address("José Pérez", "jose@customer.example")),
        List.of(),
        List.of(),
        subject,
        "<p>About <b>%s</b></p>".formatted(subject),
        "About " + subject,
        "<%s@correo.example>".formatted(UUID.randomUUID()),
        answers,
        answers == null ? List.of() : List.of(answers),
        thread,
        marks,
        List.of(files));
  }
}
