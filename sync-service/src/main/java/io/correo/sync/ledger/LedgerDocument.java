package io.correo.sync.ledger;

import static io.correo.sync.storage.Documents.flag;
import static io.correo.sync.storage.Documents.number;
import static io.correo.sync.storage.Documents.text;
import static io.correo.sync.storage.Documents.texts;

import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.Json;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Revision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.Binary;

/// How the ledger stores a message: the last full fact compressed, its state beside it.
final class LedgerDocument {
  private LedgerDocument() {}

  static LedgerEntry entry(Document stored) {
    return new LedgerEntry(
        new MessageId(text(stored, "_id")),
        text(stored, "ref"),
        text(stored, "threadRef"),
        state(stored.get("state", Document.class)),
        new Revision(number(stored, "told")),
        new Revision(number(stored, "stateTold")));
  }

  static Document state(MessageState state) {
    var restoreTo = state.restoreTo();
    return new Document("folders", state.folders().stream().map(FolderId::value).toList())
        .append("roles", state.roles().stream().map(FolderRole::name).toList())
        .append("unread", state.unread())
        .append("starred", state.starred())
        .append("draft", state.draft())
        .append(
            "restoreTo",
            restoreTo == null ? null : restoreTo.stream().map(FolderId::value).toList());
  }

  private static MessageState state(Document stored) {
    return new MessageState(
        folders(stored, "folders"),
        texts(stored, "roles").stream().map(FolderRole::valueOf).collect(Collectors.toSet()),
        flag(stored, "unread"),
        flag(stored, "starred"),
        flag(stored, "draft"),
        stored.get("restoreTo") == null ? null : folders(stored, "restoreTo"));
  }

  private static Set<FolderId> folders(Document stored, String field) {
    return texts(stored, field).stream().map(FolderId::new).collect(Collectors.toSet());
  }

  static Binary compressed(MessageUpserted fact) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Json.bytes(fact));
    } catch (IOException cannotHappenInMemory) {
      throw new UncheckedIOException(cannotHappenInMemory);
    }
    return new Binary(bytes.toByteArray());
  }

  static MessageUpserted fact(Document stored) {
    var bytes = stored.get("fact", Binary.class).getData();
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Json.mapper().readValue(gzip.readAllBytes(), MessageUpserted.class);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
