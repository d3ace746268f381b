package io.correo.simulator.mail;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Carries mail: into simulated mailboxes, and into the ledger for every recipient. An address that
/// begins with `bounce` or `no-such-user` sends it back.
public final class PostOffice {

  private final Mailboxes mailboxes;
  private final Ledger ledger;
  private final Clock clock;

  public PostOffice(Mailboxes mailboxes, Ledger ledger, Clock clock) {
    this.mailboxes = mailboxes;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Everybody a message is addressed to, each once.
  public static Set<String> recipients(Content content) {
    var headers = content.headers();
    var found = new LinkedHashSet<String>();
    for (var name : List.of("To", "Cc", "Bcc")) {
      headers.addresses(name).forEach(address -> found.add(address.email()));
    }
    return found;
  }

  /// Delivers what `sender` sent. The sender's own copy is the sender's business.
  public void deliver(Mailbox sender, Content sent) {
    var copy = new Content(sent.headers().rewritten(Set.of("bcc"), List.of()));
    for (var recipient : recipients(sent)) {
      if (bounces(recipient)) {
        var report = Bounce.of(sender.address(), recipient, copy, clock.instant());
        arrive(sender, new Content(report));
      } else {
        ledger.write(recipient, copy, clock.instant());
        var mailbox = mailboxes.find(recipient);
        if (mailbox != null) {
          arrive(mailbox, copy);
        }
      }
    }
  }

  /// A message comes in, as from the internet.
  public StoredMessage arrive(Mailbox mailbox, Content content) {
    var own = ownCopy(mailbox, content);
    if (own != null) {
      return own;
    }
    return mailbox.add(content, Set.of(Label.INBOX, Label.UNREAD), clock.instant(), null, null);
  }

  /// Gmail keeps mail to oneself once, in Sent and Inbox.
  private static @Nullable StoredMessage ownCopy(Mailbox mailbox, Content content) {
    if (mailbox.provider() != Provider.GOOGLE || content.messageId().isEmpty()) {
      return null;
    }
    for (var known : mailbox.withMessageId(content.messageId())) {
      if (known.has(Label.SENT) && !known.has(Label.INBOX)) {
        return mailbox.relabel(known.id(), Set.of(Label.INBOX, Label.UNREAD), Set.of());
      }
    }
    return null;
  }

  private static boolean bounces(String recipient) {
    var user = recipient.toLowerCase(Locale.ROOT);
    return user.startsWith("bounce") || user.startsWith("no-such-user");
  }
}
