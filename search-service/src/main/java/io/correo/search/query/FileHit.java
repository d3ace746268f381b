package io.correo.search.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A file that was found, in its message.
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileHit(
    String id,
    String name,
    String type,
    long size,
    String message,
    String thread,
    String mailbox,
    String subject,
    MessageHit.@Nullable Sender from,
    Instant date,
    @Nullable Highlights highlights) {

  record Highlights(String name) {}

  /// The files of a message that was found by them, in the order of their ids.
  static Stream<FileHit> read(JsonNode hit) {
    var message = MessageHit.read(hit);
    var files = hit.path("inner_hits").path("files").path("hits").path("hits");
    return files.valueStream().map(file -> read(message, file));
  }

  private static FileHit read(MessageHit message, JsonNode hit) {
    var file = hit.path("_source");
    var name = Highlighting.read(hit, MessageConditions.FILE_NAME);
    return new FileHit(
        file.path("id").asString(),
        file.path("name").asString(""),
        file.path("type").asString(""),
        file.path("size").asLong(),
        message.id(),
        message.thread(),
        message.mailbox(),
        message.subject(),
        message.from(),
        message.date(),
        name == null ? null : new Highlights(name));
  }
}
