package io.correo.mailbox.publication;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.events.LinkReason;
import io.correo.events.MessageContent;
import io.correo.events.SendId;
import io.correo.events.Visibility;
import io.correo.events.stream.MessageEvent;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.MailMessage;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Messages as subscribers see them: at most 16 kB, and no more than visibility allows.
final class Envelopes {
  private static final int MOST_ADDRESSES = 25;
  private static final int MOST_FILES = 10;
  private static final int MOST_LINKS = 10;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_NAME = 80;
  private static final String SEND_MARK = "x-correo-send";
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+");

  private final String publicUrl;

  Envelopes(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /// Whether it left, or arrived.
  boolean isSent(MailMessage message, ConnectedMailbox mailbox) {
    var state = Objects.requireNonNull(message.state());
    return new Direction(mailbox).isSent(Objects.requireNonNull(message.content()), state);
  }

  /// What was sent from here carries the name of its send.
  ///
  /// @return null for other mail
  static @Nullable String send(MailMessage message) {
    var content = message.content();
    var mark = content == null ? null : content.marks().get(SEND_MARK);
    return mark == null || mark.isBlank() ? null : mark;
  }

  /// @param clientRef what the client calls it; null for nothing
  MessageEvent whole(
      MailMessage message,
      ConnectedMailbox mailbox,
      Visibility visibility,
      @Nullable String clientRef) {
    var content = Objects.requireNonNull(message.content());
    var showsSubject = visibility == Visibility.EVERYTHING || visibility == Visibility.SUBJECT;
    var showsAll = visibility == Visibility.EVERYTHING;
    var decision = message.decision();
    var links =
        decision == null
            ? List.<MessageEvent.Link>of()
            : decision.records().stream()
                .limit(MOST_LINKS)
                .map(l -> new MessageEvent.Link(l.type(), l.id(), cut(l.reason()), code(l.why())))
                .toList();
    var sent = isSent(message, mailbox);
    var from = content.from();
    var mark = content.marks().get(SEND_MARK);
    return new MessageEvent(
        message.id(),
        Objects.requireNonNull(message.thread()),
        message.mailbox(),
        mailbox.owner(),
        content.messageId() == null ? null : cut(content.messageId()),
        fingerprint(content),
        direction(message, mailbox, content),
        content.date(),
        from == null ? null : cut(from),
        addresses(content.to()),
        addresses(content.cc()),
        showsSubject ? cut(content.subject()) : null,
        showsAll ? cut(content.snippet()) : null,
        content.inReplyTo() == null ? null : cut(content.inReplyTo()),
        content.automatic(),
        showsAll ? files(content) : null,
        links,
        null,
        null,
        visibility,
        sent ? mark == null ? "provider" : "correo" : null,
        sent && mark != null && !mark.isBlank() ? new SendId(mark) : null,
        sent && clientRef != null ? cut(clientRef) : null,
        publicUrl + "/api/v1/messages/" + message.id() + "/body");
  }

  /// For mail linked to nothing: that it is there, and why it is not linked. No words, no people.
  MessageEvent bare(MailMessage message, ConnectedMailbox mailbox, Visibility visibility) {
    var content = Objects.requireNonNull(message.content());
    var decision = Objects.requireNonNull(message.decision());
    var reason = decision.reason();
    return new MessageEvent(
        message.id(),
        Objects.requireNonNull(message.thread()),
        message.mailbox(),
        mailbox.owner(),
        null,
        fingerprint(content),
        direction(message, mailbox, content),
        content.date(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        content.automatic(),
        null,
        List.of(),
        reason == null ? null : cut(ADDRESS.matcher(reason).replaceAll("…")),
        code(decision.why()),
        visibility,
        null,
        null,
        null,
        publicUrl + "/api/v1/messages/" + message.id() + "/body");
  }

  private static String direction(
      MailMessage message, ConnectedMailbox mailbox, MessageContent content) {
    return new Direction(mailbox).of(content, Objects.requireNonNull(message.state()));
  }

  // What sender and receivers of one mail have in common: neither date nor size, which each
  // mailbox has its own, and not the Message-ID alone.
  private static String fingerprint(MessageContent content) {
    var from = content.from();
    var people =
        Stream.concat(content.to().stream(), content.cc().stream()).map(Address::key).sorted();
    return PublicEvent.digest(
        String.join(
            "\n",
            String.valueOf(content.messageId()),
            from == null ? "" : from.key(),
            content.subject(),
            String.join(",", people.toList())));
  }

  private static @Nullable String code(@Nullable LinkReason why) {
    return why == null ? null : why.code();
  }

  private static List<Address> addresses(List<Address> all) {
    return all.stream().limit(MOST_ADDRESSES).map(Envelopes::cut).toList();
  }

  private static @Nullable List<MessageEvent.File> files(MessageContent content) {
    return content.attachments().stream()
        .limit(MOST_FILES)
        .map(f -> new MessageEvent.File(f.id().value(), cut(f.name()), f.size(), cut(f.type())))
        .toList();
  }

  private static Address cut(Address address) {
    var name = address.name();
    var shown = name == null ? null : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return new Address(shown, cut(address.address()));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
