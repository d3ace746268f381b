package io.correo.mailbox.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.Json;
import io.correo.events.MailboxId;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.Topics;
import io.correo.events.stream.EmailEventType;
import io.correo.mailbox.store.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.bson.Document;

/// An event of the public stream, waiting in the document whose write it tells of.
///
/// @param id the same on every copy of the same event
/// @param subject what it is about: a message, thread, send or mailbox id
/// @param data JSON
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicEvent(
    String id,
    EmailEventType type,
    String subject,
    Instant time,
    TenantId tenant,
    MailboxId mailbox,
    Revision revision,
    Origin origin,
    String data) {

  /// @param parts what makes the event the same event: after the type, mostly its subject and a
  ///     revision
  static PublicEvent of(
      EmailEventType type,
      String subject,
      Instant time,
      TenantId tenant,
      MailboxId mailbox,
      Revision revision,
      Origin origin,
      Record data,
      String... parts) {
    return new PublicEvent(
        id(type, parts),
        type,
        subject,
        time,
        tenant,
        mailbox,
        revision,
        origin,
        Json.mapper().writeValueAsString(data));
  }

  String topic() {
    return origin == Origin.LIVE ? Topics.EMAIL_EVENTS : Topics.EMAIL_EVENTS_HISTORY;
  }

  public Document document() {
    return Documents.of(this);
  }

  static PublicEvent of(Document document) {
    return Documents.read(document, PublicEvent.class);
  }

  private static String id(EmailEventType type, String... parts) {
    return digest(type.wireName() + "\n" + String.join("\n", parts));
  }

  /// 128 bits of SHA-256, in hexadecimal.
  static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /// The data is mail.
  @Override
  public String toString() {
    return "PublicEvent[%s, %s, %s]".formatted(type.wireName(), id, subject);
  }
}
