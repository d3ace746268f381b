package io.correo.compose.draft;

import io.correo.compose.attachment.DraftFile;
import io.correo.compose.draft.Draft.Conversation;
import io.correo.compose.draft.Originals.Original;
import io.correo.compose.mime.HeaderText;
import io.correo.compose.mime.Subject;
import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a reply or forward is filled in with.
///
/// @param own every address of the user's mailboxes, as [Address#key()]: nobody answers oneself
record Answer(Original original, Set<String> own, Quote quote) {

  MailboxId mailbox() {
    return original.mailbox();
  }

  /// The identity the message was written to, so that the answer comes from it; null for the first.
  @Nullable Address addressed(ConnectedMailbox mailbox) {
    var content = original.content();
    var written =
        Stream.of(content.to(), content.cc(), content.bcc(), from())
            .flatMap(Collection::stream)
            .map(Address::key)
            .toList();
    return mailbox.identities().stream()
        .filter(identity -> written.contains(identity.key()))
        .findFirst()
        .orElse(null);
  }

  List<Address> to(Kind kind) {
    return switch (kind) {
      case NEW, FORWARD -> List.of();
      case REPLY -> replyTo();
      case REPLY_ALL -> isOwn() ? whomItWentTo() : everybody();
    };
  }

  // Mail from one of one's mailboxes to another has nobody else to answer.
  private List<Address> whomItWentTo() {
    var content = original.content();
    var others = others(content.to(), List.of());
    var nobody = others.isEmpty() && others(content.cc(), List.of()).isEmpty();
    return nobody ? replyTo() : others;
  }

  private List<Address> everybody() {
    var all = new ArrayList<>(replyTo());
    all.addAll(original.content().to());
    var without = others(all, List.of());
    return without.isEmpty() ? replyTo() : without;
  }

  List<Address> cc(Kind kind) {
    return kind == Kind.REPLY_ALL ? others(original.content().cc(), to(kind)) : List.of();
  }

  // RFC 5322 §3.6.2: Reply-To says where answers go. To answer one's own mail is to write on to
  // whom it went.
  private List<Address> replyTo() {
    var content = original.content();
    var wanted = content.replyTo().isEmpty() ? from() : content.replyTo();
    var answered = others(wanted, List.of());
    if (!answered.isEmpty()) return answered;
    var recipients = others(content.to(), List.of());
    return recipients.isEmpty() ? wanted : recipients;
  }

  private List<Address> from() {
    var from = original.content().from();
    return from == null ? List.of() : List.of(from);
  }

  private boolean isOwn() {
    return from().stream().anyMatch(from -> own.contains(from.key()));
  }

  /// Each once, without oneself and without those in `already`.
  private List<Address> others(List<Address> addresses, List<Address> already) {
    var byKey = new LinkedHashMap<String, Address>();
    for (var address : addresses) {
      var known = already.stream().anyMatch(a -> a.key().equals(address.key()));
      if (!known && !own.contains(address.key())) byKey.putIfAbsent(address.key(), clean(address));
    }
    return List.copyOf(byKey.values());
  }

  // A hostile original must not make our own request invalid.
  private static Address clean(Address address) {
    var name = address.name();
    return new Address(
        name == null ? null : name.replaceAll("[\\r\\n\\u0000]+", " "),
        address.address().replaceAll("[\\r\\n\\u0000]+", ""));
  }

  String subject(Kind kind) {
    var subject = new Subject(original.content().subject());
    return switch (kind) {
      case NEW -> "";
      case REPLY, REPLY_ALL -> subject.reply().text();
      case FORWARD -> subject.forward().text();
    };
  }

  String quoted(Kind kind) {
    return switch (kind) {
      case NEW -> "";
      case REPLY, REPLY_ALL -> quote.reply(original.content());
      case FORWARD -> quote.forward(original.content());
    };
  }

  /// A forward begins a conversation of its own, with other people.
  @Nullable Conversation conversation(Kind kind) {
    return switch (kind) {
      case NEW -> null;
      case REPLY, REPLY_ALL ->
          new Conversation(
              original.mailbox(),
              original.thread(),
              original.threadRef(),
              original.content().messageId(),
              references());
      case FORWARD -> new Conversation(original.mailbox(), null, null, null, List.of());
    };
  }

  private List<String> references() {
    var all = new ArrayList<String>();
    for (var reference : original.content().references()) {
      if (!reference.matches(".*[\\s\\u0000].*")) all.add(reference);
    }
    var id = original.content().messageId();
    if (id != null && !all.contains(id)) all.add(id);
    // RFC 5322 allows any number; some servers refuse long headers. First and last tell the thread.
    return all.size() <= 30
        ? all
        : Stream.concat(all.stream().limit(1), all.stream().skip(all.size() - 29)).toList();
  }

  /// A forward carries the files; an answer does not send people back what they wrote.
  List<DraftFile> files(Kind kind) {
    if (kind != Kind.FORWARD) return List.of();
    return carried(original);
  }

  static List<DraftFile> carried(Original original) {
    return original.content().attachments().stream()
        .map(
            file ->
                new DraftFile(
                    "a_" + UUID.randomUUID(),
                    HeaderText.check("name", file.name().replaceAll("[\\r\\n\\u0000]+", " ")),
                    file.type(),
                    file.size(),
                    file.inline(),
                    file.contentId(),
                    new DraftFile.Source(original.mailbox(), original.ref(), file.part())))
        .toList();
  }
}
