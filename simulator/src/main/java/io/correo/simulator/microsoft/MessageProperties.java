package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Address;
import io.correo.simulator.mail.Headers;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.MailDate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every property of a message and how it is read; each is read only where it is asked for.
final class MessageProperties {

  private static final Map<String, Function<GraphMessage, @Nullable Object>> ALL = all();
  /// Given when nothing is selected.
  private static final Set<String> ON_DEMAND = Set.of("internetMessageHeaders", "uniqueBody");

  private MessageProperties() {}

  static boolean knows(String name) {
    return ALL.containsKey(name);
  }

  static List<String> usual() {
    return ALL.keySet().stream().filter(name -> !ON_DEMAND.contains(name)).toList();
  }

  /// Null when the message has none, or there is no such property.
  static @Nullable Object read(GraphMessage message, String name) {
    var property = ALL.get(name);
    return property == null ? null : property.apply(message);
  }

  private static Map<String, Function<GraphMessage, @Nullable Object>> all() {
    var all = new LinkedHashMap<String, Function<GraphMessage, @Nullable Object>>();
    all.put("createdDateTime", message -> kept(message, "created", received(message)));
    all.put("lastModifiedDateTime", message -> kept(message, "modified", received(message)));
    all.put("changeKey", GraphMessage::changeKey);
    all.put("categories", message -> kept(message, "categories", List.of()));
    all.put("receivedDateTime", MessageProperties::received);
    all.put("sentDateTime", MessageProperties::sent);
    all.put("hasAttachments", message -> message.stored().content().hasAttachments());
    all.put("internetMessageId", message -> orNull(message.stored().content().messageId()));
    all.put("subject", message -> message.stored().content().subject());
    all.put("bodyPreview", message -> message.stored().content().snippet());
    all.put("importance", MessageProperties::importance);
    all.put(
        "parentFolderId", message -> ItemIds.folder(message.mailbox(), message.stored().folder()));
    all.put(
        "conversationId",
        message -> ItemIds.conversation(message.mailbox(), message.stored().threadId()));
    all.put("conversationIndex", MessageProperties::conversationIndex);
    all.put("isDeliveryReceiptRequested", message -> message.isDraft() ? false : null);
    all.put("isReadReceiptRequested", _ -> false);
    all.put("isRead", message -> !message.stored().has(Label.UNREAD));
    all.put("isDraft", GraphMessage::isDraft);
    all.put(
        "webLink",
        message ->
            "https://outlook.office365.com/owa/?ItemID="
                + message.id()
                + "&exvsurl=1&viewmodel=ReadMessageItem");
    all.put("inferenceClassification", _ -> "focused");
    all.put("body", MessageProperties::body);
    all.put("uniqueBody", MessageProperties::body);
    all.put("sender", MessageProperties::sender);
    all.put("from", message -> one(message, "From"));
    all.put("toRecipients", message -> recipients(message, "To"));
    all.put("ccRecipients", message -> recipients(message, "Cc"));
    all.put("bccRecipients", message -> recipients(message, "Bcc"));
    all.put("replyTo", message -> recipients(message, "Reply-To"));
    all.put("flag", MessageProperties::flag);
    all.put("internetMessageHeaders", MessageProperties::headers);
    return all;
  }

  private static Object kept(GraphMessage message, String name, Object otherwise) {
    return message.look().getOrDefault(name, otherwise);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String received(GraphMessage message) {
    return GraphJson.time(message.stored().date());
  }

  private static String sent(GraphMessage message) {
    var said = MailDate.parse(message.stored().content().headers().first("Date"));
    return GraphJson.time(said == null ? message.stored().date() : said);
  }

  private static String importance(GraphMessage message) {
    var headers = message.stored().content().headers();
    var said = headers.text("Importance").toLowerCase(Locale.ROOT).strip();
    if (said.equals("high") || headers.text("X-Priority").startsWith("1")) {
      return "high";
    }
    return said.equals("low") ? "low" : "normal";
  }

  private static String conversationIndex(GraphMessage message) {
    var seed = message.stored().threadId() + message.stored().id();
    var bytes = ("\u0001" + seed).substring(0, 22).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Object body(GraphMessage message) {
    return ItemBody.of(message.stored().content().root()).json(message.text());
  }

  private static @Nullable Object sender(GraphMessage message) {
    var named = one(message, "Sender");
    return named == null ? one(message, "From") : named;
  }

  private static @Nullable Object one(GraphMessage message, String header) {
    var found = recipients(message, header);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static List<Map<String, Object>> recipients(GraphMessage message, String header) {
    return message.stored().content().headers().addresses(header).stream()
        .map(MessageProperties::recipient)
        .toList();
  }

  static Map<String, Object> recipient(Address address) {
    var name = new Headers.Field("", address.name(), 0, 0).decoded();
    var json = new LinkedHashMap<String, Object>();
    json.put("name", name.isEmpty() ? address.email() : name);
    json.put("address", address.email());
    return Map.of("emailAddress", json);
  }

  private static Map<String, Object> flag(GraphMessage message) {
    boolean flagged = message.stored().has(Label.STARRED);
    return Map.of("flagStatus", flagged ? "flagged" : kept(message, "flag", "notFlagged"));
  }

  private static List<Map<String, String>> headers(GraphMessage message) {
    return message.stored().content().headers().all().stream()
        .map(field -> Map.of("name", field.name(), "value", field.decoded()))
        .toList();
  }
}
