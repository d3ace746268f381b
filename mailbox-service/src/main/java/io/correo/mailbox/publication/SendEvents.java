package io.correo.mailbox.publication;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.Origin;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.events.Visibility;
import io.correo.events.stream.EmailEventType;
import io.correo.events.stream.SendEvent;
import io.correo.events.stream.SendEvent.Recipient;
import io.correo.mailbox.message.MailMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Mail that did not reach somebody.
public final class SendEvents {
  private static final String SEND_MARK = "x-correo-send";
  private static final int LONGEST_REASON = 300;
  private static final Pattern STATUS = Pattern.compile("\\b[45]\\.\\d{1,3}\\.\\d{1,3}\\b");
  private static final Pattern REASON = Pattern.compile("(?m)^.*\\b[45]\\d\\d[ -].*$");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+");

  private SendEvents() {}

  /// The provider refused to send.
  ///
  /// @param known whether the CRM knows an address; others are nobody's business
  public static PublicEvent failed(
      OutgoingMail outgoing, ConnectedMailbox mailbox, Predicate<Address> known) {
    var problem = outgoing.problem() == null ? "" : outgoing.problem();
    var reason = cut(ADDRESS.matcher(problem).replaceAll("…"));
    var recipients =
        outgoing.recipients().stream()
            .filter(known)
            .map(to -> new Recipient(to.address(), status(problem), reason))
            .toList();
    return PublicEvent.of(
        EmailEventType.SEND_FAILED,
        outgoing.send().value(),
        outgoing.at(),
        outgoing.tenant(),
        outgoing.mailbox(),
        mailbox.revision(),
        Origin.LIVE,
        new SendEvent(
            outgoing.send(), outgoing.mailbox(), mailbox.owner(), outgoing.message(), recipients),
        outgoing.send().value());
  }

  public static boolean isBounce(MessageUpserted fact) {
    return fact.content().automatic() == Automatic.BOUNCE && fact.origin() == Origin.LIVE;
  }

  /// A delivery report came back.
  ///
  /// @param original the message it speaks of, which others know of
  /// @return null when it names none of its recipients
  public static @Nullable PublicEvent bounced(
      MessageUpserted report, MailMessage original, ConnectedMailbox mailbox) {
    var content = original.content();
    if (content == null || mailbox.visibility() == Visibility.PRIVATE) return null;
    var text = report.content().text() == null ? "" : report.content().text();
    var lower = text.toLowerCase(Locale.ROOT);
    var to = Stream.concat(content.to().stream(), content.cc().stream()).distinct().toList();
    var meant = new ArrayList<>(to.stream().filter(a -> lower.contains(a.key())).toList());
    if (meant.isEmpty() && to.size() == 1) meant.addAll(to);
    if (meant.isEmpty()) return null;
    List<Recipient> recipients =
        meant.stream()
            .map(a -> new Recipient(a.address(), status(text), reason(text, report)))
            .toList();
    var mark = content.marks().get(SEND_MARK);
    return PublicEvent.of(
        EmailEventType.SEND_BOUNCED,
        original.id().value(),
        report.content().date(),
        report.tenant(),
        report.mailbox(),
        report.revision(),
        Origin.LIVE,
        new SendEvent(
            mark == null || mark.isBlank() ? null : new SendId(mark),
            report.mailbox(),
            mailbox.owner(),
            original.id(),
            recipients),
        original.id().value(),
        report.message().value());
  }

  private static @Nullable String status(String text) {
    var status = STATUS.matcher(text);
    return status.find() ? status.group() : null;
  }

  private static String reason(String text, MessageUpserted report) {
    var reason = REASON.matcher(text);
    return cut(reason.find() ? reason.group().strip() : report.content().subject());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
  }
}
