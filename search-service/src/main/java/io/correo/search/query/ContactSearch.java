package io.correo.search.query;

import io.correo.search.suggest.ContactHit;
import io.correo.search.suggest.Contacts;
import io.correo.search.suggest.Wanted;
import io.correo.search.visibility.Viewer;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// `kind=contacts`: words, and the people and accounts of operators, are sought among contacts.
@Component
class ContactSearch {
  // Of each source: people narrow a search down, they do not page through thousands.
  private static final int MOST = 500;

  private final Contacts contacts;

  ContactSearch(Contacts contacts) {
    this.contacts = contacts;
  }

  List<ContactHit> find(Viewer viewer, SearchQuery query) {
    var words = new ArrayList<String>();
    var without = new ArrayList<String>();
    for (var clause : query.clauses()) {
      switch (clause) {
        case Clause.Text(var text, _) -> words.add(text);
        case Clause.People(_, var text) -> words.add(text);
        case Clause.Account(var text) -> words.add(text);
        case Clause.Not(Clause.Text(var text, _)) -> without.add(text);
        default -> {} // demands on messages, which say nothing about contacts
      }
    }
    // Only demands on messages: no contact was asked for.
    if (words.isEmpty() && !query.clauses().isEmpty()) return List.of();
    return contacts.find(viewer, new Wanted(words, without), MOST);
  }

  /// A place in the list is kept by contact; by number where that contact is gone.
  static Page<ContactHit> page(List<ContactHit> found, Request request) {
    var begin = begin(found, request.cursor());
    var rows = found.subList(begin, Math.min(found.size(), begin + request.limit() + 1));
    return Page.of(
        rows,
        request.limit(),
        last -> {
          var place = Instant.ofEpochMilli(begin + (long) request.limit());
          return new PageCursor(place, last.source() + "/" + last.id()).encode();
        });
  }

  private static int begin(
      List<ContactHit> found, @org.jspecify.annotations.Nullable PageCursor cursor) {
    if (cursor == null) return 0;
    for (var i = 0; i < found.size(); i++) {
      var hit = found.get(i);
      if (cursor.id().equals(hit.source() + "/" + hit.id())) return i + 1;
    }
    return (int) Math.clamp(cursor.date().toEpochMilli(), 0, found.size());
  }
}
