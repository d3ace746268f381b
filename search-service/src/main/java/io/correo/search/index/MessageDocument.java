package io.correo.search.index;

import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.FolderRole;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageState;
import io.correo.events.RecordRef;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The three parts of a message's document, as JSON. The names are those of `messages.json`.
final class MessageDocument {
  private MessageDocument() {}

  /// @param textChars how much of the text is taken
  static Map<String, Object> content(MessageUpserted fact, int textChars) {
    var said = fact.content();
    var from = said.from() == null ? List.<Address>of() : List.of(said.from());
    var content = new LinkedHashMap<String, Object>();
    content.put("thread", fact.thread().value());
    content.put("date", said.date().toEpochMilli());
    content.put("subject", composed(said.subject()));
    content.put("snippet", said.snippet());
    content.put("text", bounded(said.text(), textChars));
    if (said.from() != null) content.put("sender", sender(said.from()));
    content.put("from", words(from));
    content.put("to", words(said.to()));
    content.put("cc", words(said.cc()));
    content.put("bcc", words(said.bcc()));
    content.put("people", people(from, said.replyTo(), said.to(), said.cc()));
    content.put(
        "files",
        said.attachments().stream().filter(f -> !f.inline()).map(MessageDocument::file).toList());
    return content;
  }

  static Map<String, Object> state(MessageState state) {
    return Map.of(
        "roles", state.roles().stream().map(FolderRole::wireName).sorted().toList(),
        "unread", state.unread(),
        "starred", state.starred(),
        "draft", state.draft());
  }

  static Map<String, Object> links(LinkDecision decision) {
    var accounts =
        decision.records().stream().filter(l -> l.type().equals(RecordRef.ACCOUNT)).toList();
    return Map.of(
        "linked", !decision.records().isEmpty(),
        "records",
            decision.records().stream()
                .map(l -> Map.of("type", l.type(), "id", l.id(), "label", l.label()))
                .toList(),
        "accounts", accounts.stream().map(LinkDecision.Link::id).toList(),
        "accountNames", accounts.stream().map(link -> composed(link.label())).toList());
  }

  private static Map<String, Object> sender(Address address) {
    return address.name() == null
        ? Map.of("address", address.address())
        : Map.of("name", address.name(), "address", address.address());
  }

  private static Map<String, Object> file(Attachment file) {
    return Map.of(
        "id", file.id().value(),
        "name", composed(file.name()),
        "type", file.type(),
        "size", file.size());
  }

  @SafeVarargs
  private static List<String> people(Collection<Address>... lists) {
    return Stream.of(lists).flatMap(list -> words(list).stream()).distinct().toList();
  }

  private static List<String> words(Collection<Address> addresses) {
    return addresses.stream().map(MessageDocument::words).toList();
  }

  private static String words(Address address) {
    var name = address.name();
    return name == null ? address.address() : composed(name) + " " + address.address();
  }

  private static String bounded(@Nullable String text, int chars) {
    if (text == null) return "";
    if (text.length() <= chars) return composed(text);
    var end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return composed(text.substring(0, end));
  }

  // Some systems write é as two characters, which no folding would join.
  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
