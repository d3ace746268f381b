package io.correo.simulator.microsoft;

import io.correo.simulator.Secrets;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Encoding;
import io.correo.simulator.mail.Headers;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Messages that are written and not sent.
@Component
class Drafts {

  private final Clock clock;
  private final GraphThrottle throttle;

  Drafts(Clock clock, GraphThrottle throttle) {
    this.clock = clock;
    this.throttle = throttle;
  }

  /// Whether the body of the call is a whole mail instead of JSON.
  static boolean isMime(GraphCall call) {
    return call.request().contentType().toLowerCase(Locale.ROOT).startsWith("text/plain");
  }

  /// Mail that came whole, in base64.
  Content mime(GraphCall call) {
    byte[] raw;
    try {
      raw = Base64.getMimeDecoder().decode(call.request().body());
    } catch (IllegalArgumentException malformed) {
      raw = new byte[0];
    }
    // The lenient decoder makes something of anything; mail begins with a header.
    if (raw.length == 0 || Headers.of(raw).all().isEmpty()) {
      throw GraphException.of(
          400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
    }
    throttle.upload(call.mailbox().address(), "MIME", raw.length);
    return DraftMail.completed(raw, missing(call.mailbox()));
  }

  /// What every draft has.
  private List<DraftMail.Field> missing(Mailbox mailbox) {
    return List.of(
        new DraftMail.Field("From", from(mailbox)),
        new DraftMail.Field("Date", date(clock.instant())),
        new DraftMail.Field("Message-ID", newMessageId()),
        new DraftMail.Field("MIME-Version", "1.0"));
  }

  static String from(Mailbox mailbox) {
    return Encoding.phrase(mailbox.owner()) + "<" + mailbox.address() + ">";
  }

  static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  private static String newMessageId() {
    var name = Secrets.random(18).toUpperCase(Locale.ROOT).replaceAll("[_-]", "0");
    return "<" + name + "@AM0PR01MB4321.eurprd01.prod.exchangelabs.com>";
  }

  /// Mail of JSON, complete.
  Content written(Mailbox mailbox, DraftMail base, JsonNode json) {
    var mail = DraftFields.apply(base, json);
    for (var field : missing(mailbox)) {
      if (!mail.has(field.name()) && !field.name().equals("MIME-Version")) {
        mail = mail.with(field.name(), field.value());
      }
    }
    return mail.content();
  }

  /// Stores a draft.
  ///
  /// @param json its state; an empty object for none
  /// @param threadId null to find the conversation by what it answers
  StoredMessage store(
      Mailbox mailbox, Content content, JsonNode json, String folder, @Nullable String threadId) {
    var now = clock.instant();
    var bare =
        new StoredMessage(
            "0",
            "0",
            content,
            Set.of(Label.DRAFT, folder),
            now,
            0,
            0,
            Map.of("created", GraphJson.time(now)));
    var stated = StateFields.apply(bare, json, now);
    return mailbox.add(content, stated.labels(), now, null, threadId, stated.look());
  }

  /// Changes a message as a PATCH says.
  StoredMessage change(GraphCall call, StoredMessage message, JsonNode json) {
    return edit(
        call,
        message,
        old -> {
          StateFields.allowed(old, json);
          var stated = StateFields.apply(old, json, clock.instant());
          return StateFields.touchMail(json)
              ? stated.with(DraftFields.apply(DraftMail.of(call.seen(old)), json).content())
              : stated;
        });
  }

  StoredMessage changeFiles(
      GraphCall call, StoredMessage message, UnaryOperator<List<DraftFile>> step) {
    return edit(
        call,
        message,
        old -> {
          var mail = DraftMail.of(call.seen(old));
          return old.with(mail.with(step.apply(mail.files())).content());
        });
  }

  private static StoredMessage edit(
      GraphCall call, StoredMessage message, UnaryOperator<StoredMessage> step) {
    var now = call.mailbox().edit(message.id(), step);
    if (now == null) {
      throw GraphException.notFound();
    }
    return now;
  }
}
