package io.correo.search.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.search.suggest.RecordLabel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A message that was found.
///
/// @param highlights what was found in it, as HTML with `<mark>` only; null when nothing is marked
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageHit(
    String id,
    String thread,
    String mailbox,
    String subject,
    String snippet,
    @Nullable Sender from,
    Instant date,
    boolean unread,
    boolean starred,
    boolean attachments,
    List<String> roles,
    List<RecordLabel> records,
    @Nullable Highlights highlights) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Sender(@Nullable String name, String address) {
    static @Nullable Sender read(JsonNode content) {
      var sender = content.path("sender");
      if (sender.isMissingNode()) return null;
      var name = sender.path("name");
      return new Sender(
          name.isMissingNode() ? null : name.asString(), sender.path("address").asString(""));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Highlights(@Nullable String subject, @Nullable String text) {
    static @Nullable Highlights read(JsonNode hit) {
      var subject = Highlighting.read(hit, "content.subject");
      var text = Highlighting.read(hit, "content.text");
      return subject == null && text == null ? null : new Highlights(subject, text);
    }
  }

  static MessageHit read(JsonNode hit) {
    var message = hit.path("_source");
    var content = message.path("content");
    var state = message.path("state");
    return new MessageHit(
        message.path("message").asString(),
        content.path("thread").asString(),
        message.path("mailbox").asString(),
        content.path("subject").asString(""),
        content.path("snippet").asString(""),
        Sender.read(content),
        Instant.ofEpochMilli(content.path("date").asLong()),
        state.path("unread").asBoolean(false),
        state.path("starred").asBoolean(false),
        !content.path("files").isEmpty(),
        state.path("roles").valueStream().map(JsonNode::asString).toList(),
        message.path("links").path("records").valueStream().map(RecordLabel::read).toList(),
        Highlights.read(hit));
  }
}
