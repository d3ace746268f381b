package io.correo.simulator.microsoft;

import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.fault.Faults;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Later;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.PostOffice;
import io.correo.simulator.mail.StoredMessage;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Mail that leaves through Graph: it keeps its Message-ID, goes to everybody it is addressed to,
/// and lies in Sent Items under the id the draft had.
@Component
class Dispatch {

  private final PostOffice post;
  private final Faults faults;
  private final Later later;
  private final Clock clock;
  private final SimulatorSettings.Microsoft settings;

  Dispatch(PostOffice post, Faults faults, Later later, Clock clock, SimulatorSettings settings) {
    this.post = post;
    this.faults = faults;
    this.later = later;
    this.clock = clock;
    this.settings = settings.microsoft();
  }

  /// Sends a draft, once: who comes second finds no draft any more.
  void send(Mailbox mailbox, StoredMessage draft) {
    var now = clock.instant();
    var delay = faults.sentCopyDelay(mailbox.address());
    var sent =
        mailbox.edit(
            draft.id(),
            old -> {
              if (!old.has(Label.DRAFT)) {
                throw GraphException.of(
                    400, "ErrorInvalidOperation", "The message was sent already.");
              }
              var content = sendable(old.content());
              // In transit it is in no folder a client looks into.
              var folder = delay.isZero() ? Label.SENT : Label.OUTBOX;
              return old.with(content)
                  .at(now)
                  .relabelled(Set.of(), Set.of(Label.DRAFT, Label.UNREAD))
                  .in(folder);
            });
    if (sent == null) {
      throw GraphException.notFound();
    }
    if (!delay.isZero()) {
      mailbox.remove(sent.id());
      later.after(delay, () -> appear(mailbox, sent));
    }
    post.deliver(mailbox, sent.content());
  }

  private static void appear(Mailbox mailbox, StoredMessage sent) {
    mailbox.add(
        sent.content(), Set.of(Label.SENT), sent.date(), sent.id(), sent.threadId(), sent.look());
  }

  /// Sends mail of which no copy is kept.
  void sendOnly(Mailbox mailbox, Content content) {
    post.deliver(mailbox, sendable(content));
  }

  private Content sendable(Content content) {
    int recipients = PostOffice.recipients(content).size();
    if (recipients == 0) {
      throw GraphException.of(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
    }
    if (recipients > settings.maxRecipients()) {
      throw GraphException.of(
          400, "ErrorExceededMaxRecipients", "The message has too many recipients.");
    }
    var date = "Date: " + Drafts.date(clock.instant());
    return new Content(content.headers().rewritten(Set.of("date"), List.of(date)));
  }
}
