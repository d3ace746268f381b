package io.correo.provider.contract;

import io.correo.events.Address;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.MailSource.Listing;
import io.correo.provider.OutgoingMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /// Where every part is once all that is there was read, as after an import.
  default List<Cursor> here() {
    var cursors = new LinkedHashMap<String, Cursor>();
    now().forEach(cursor -> cursors.put(cursor.part(), cursor));
    for (var page : imported()) {
      if (page.reached() != null) cursors.put(page.reached().part(), page.reached());
    }
    return List.copyOf(cursors.values());
  }

  /// Where every part is now.
  default List<Cursor> now() {
    var source = provider().source();
    return source.parts(grant()).stream().map(part -> source.now(grant(), part)).toList();
  }

  /// Every page of an import.
  default List<Listing> imported() {
    var pages = new ArrayList<Listing>();
    String token = null;
    do {
      pages.add(provider().source().importPage(grant(), token));
      token = pages.getLast().nextPageToken();
    } while (token != null);
    return pages;
  }

  /// Everything that changed, part by part, over all pages.
  default List<Change> changesSince(List<Cursor> cursors) {
    var changes = new ArrayList<Change>();
    for (var cursor : cursors) {
      var at = cursor;
      while (true) {
        var page = provider().source().changes(grant(), at);
        changes.addAll(page.changes());
        if (!page.hasMore()) break;
        at = page.next();
      }
    }
    return changes;
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
