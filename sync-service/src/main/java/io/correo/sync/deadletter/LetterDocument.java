package io.correo.sync.deadletter;

import static io.correo.sync.storage.Documents.documentOrNull;
import static io.correo.sync.storage.Documents.flag;
import static io.correo.sync.storage.Documents.instant;
import static io.correo.sync.storage.Documents.instantOrNull;
import static io.correo.sync.storage.Documents.number;
import static io.correo.sync.storage.Documents.text;
import static io.correo.sync.storage.Documents.textOrNull;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.service.paging.PageCursor;
import io.correo.sync.deadletter.DeadLetter.Place;
import io.correo.sync.deadletter.DeadLetter.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// How a [DeadLetter] is stored.
final class LetterDocument {
  private LetterDocument() {}

  static Document of(DeadLetter letter, Instant expiresAt) {
    var tenant = letter.tenant();
    var mailbox = letter.mailbox();
    return new Document("topic", letter.topic())
        .append("place", new PageCursor(letter.at(), letter.id()).place())
        .append("letter", of(letter.letter()))
        .append("source", letter.source() == null ? null : of(letter.source()))
        .append("key", letter.key())
        .append("at", letter.at())
        .append("group", letter.group())
        .append("cause", letter.cause())
        .append("attempts", letter.attempts())
        .append("bytes", letter.bytes())
        .append("leftAtSource", letter.leftAtSource())
        .append("tenant", tenant == null ? null : tenant.value())
        .append("mailbox", mailbox == null ? null : mailbox.value())
        .append("headers", pairs(letter.headers()))
        .append("preview", pairs(letter.preview()))
        .append("about", about(letter))
        .append("state", letter.state().name())
        .append("expiresAt", expiresAt);
  }

  static DeadLetter read(Document stored) {
    var letter = documentOrNull(stored, "letter");
    if (letter == null) throw new IllegalStateException("a dead letter without a place");
    var source = documentOrNull(stored, "source");
    var tenant = textOrNull(stored, "tenant");
    var mailbox = textOrNull(stored, "mailbox");
    return new DeadLetter(
        text(stored, "_id"),
        text(stored, "topic"),
        place(letter),
        source == null ? null : place(source),
        textOrNull(stored, "key"),
        instant(stored, "at"),
        text(stored, "group"),
        text(stored, "cause"),
        (int) number(stored, "attempts"),
        number(stored, "bytes"),
        flag(stored, "leftAtSource"),
        tenant == null ? null : new TenantId(tenant),
        mailbox == null ? null : new MailboxId(mailbox),
        map(stored, "headers"),
        map(stored, "preview"),
        State.valueOf(text(stored, "state")),
        textOrNull(stored, "handledBy"),
        instantOrNull(stored, "handledAt"));
  }

  /// The message a fact is of; where nobody can tell, each letter is of another one.
  private static String about(DeadLetter letter) {
    return Objects.requireNonNullElse(Preview.name(letter.preview(), "message"), letter.id());
  }

  private static Document of(Place place) {
    return new Document("topic", place.topic())
        .append("partition", place.partition())
        .append("offset", place.offset());
  }

  private static Place place(Document stored) {
    return new Place(
        text(stored, "topic"), (int) number(stored, "partition"), number(stored, "offset"));
  }

  // As pairs, because a name may hold what a field's name in the store must not.
  private static List<Document> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(it -> new Document("name", it.getKey()).append("value", it.getValue()))
        .toList();
  }

  private static Map<String, String> map(Document stored, String field) {
    @Nullable List<Document> pairs = stored.getList(field, Document.class);
    var values = new LinkedHashMap<String, String>();
    if (pairs == null) return values;
    for (var pair : pairs) values.put(text(pair, "name"), text(pair, "value"));
    return values;
  }
}
