package io.correo.simulator.google;

import io.correo.simulator.Secrets;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.fault.Faults;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Later;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.PostOffice;
import io.correo.simulator.mail.StoredMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Mail that leaves through Gmail's API: it gets Gmail's own Message-ID, a copy in Sent, and goes
/// to everybody it is addressed to.
@Component
class Outgoing {

  private final PostOffice post;
  private final Faults faults;
  private final Later later;
  private final Clock clock;
  private final SimulatorSettings.Google settings;

  Outgoing(PostOffice post, Faults faults, Later later, Clock clock, SimulatorSettings settings) {
    this.post = post;
    this.faults = faults;
    this.later = later;
    this.clock = clock;
    this.settings = settings.google();
  }

  /// A message Gmail takes, or its refusal.
  byte[] accepted(byte @Nullable [] raw) {
    if (raw == null) {
      throw GmailException.invalid(
          "'raw' RFC822 payload message string or uploading message via /upload/* URL required");
    }
    if (raw.length > settings.maxRaw().toBytes()) {
      throw GmailException.tooLarge();
    }
    return raw;
  }

  /// The conversation a message may join: it must answer something there and share the subject.
  /// Null when none is asked for or it may not.
  @Nullable String thread(Mailbox mailbox, Content content, String threadId) {
    if (threadId.isEmpty()) {
      return null;
    }
    var thread = mailbox.thread(threadId);
    if (thread.isEmpty()) {
      throw GmailException.notFound();
    }
    boolean answers =
        thread.stream()
            .anyMatch(known -> content.references().contains(known.content().messageId()));
    boolean sameTopic = thread.getFirst().content().topic().equals(content.topic());
    return answers && sameTopic ? threadId : null;
  }

  StoredMessage send(Mailbox mailbox, byte @Nullable [] raw, String threadId) {
    var content = sendable(mailbox, accepted(raw));
    return post(mailbox, content, thread(mailbox, content, threadId));
  }

  /// Sends a draft's message, which stays in its conversation. Null when another call was faster.
  @Nullable StoredMessage sendDraft(Mailbox mailbox, StoredMessage draft) {
    var content = sendable(mailbox, draft.content().raw());
    if (!mailbox.remove(draft.id())) {
      return null;
    }
    return post(mailbox, content, draft.threadId());
  }

  /// What Gmail makes of a message before it sends it.
  private Content sendable(Mailbox mailbox, byte[] raw) {
    var given = new Content(raw);
    int recipients = PostOffice.recipients(given).size();
    if (recipients == 0) {
      throw GmailException.invalid("Recipient address required");
    }
    if (recipients > settings.maxRecipients()) {
      throw GmailException.invalid("Too many recipients");
    }
    var without = new TreeSet<>(Set.of("message-id"));
    var first = new ArrayList<String>();
    first.add("Message-ID: <CA" + Secrets.random(36) + "@mail.gmail.com>");
    missing(mailbox, given, without, first);
    return new Content(given.headers().rewritten(without, first));
  }

  /// A draft as Gmail keeps it: with a sender, a date and a Message-ID.
  Content draft(Mailbox mailbox, byte[] raw) {
    var given = new Content(accepted(raw));
    var first = new ArrayList<String>();
    if (given.messageId().isEmpty()) {
      first.add("Message-ID: <CA" + Secrets.random(36) + "@mail.gmail.com>");
    }
    missing(mailbox, given, new TreeSet<>(), first);
    return first.isEmpty() ? given : new Content(given.headers().rewritten(Set.of(), first));
  }

  private void missing(Mailbox mailbox, Content given, Set<String> without, List<String> first) {
    var headers = given.headers();
    var from = headers.addresses("From");
    boolean own = from.stream().allMatch(sender -> sender.email().equals(mailbox.address()));
    if (from.isEmpty() || !own) {
      // Gmail sends as the account, whatever the message claims.
      without.add("from");
      first.add("From: " + mailbox.address());
    }
    if (headers.first("Date") == null) {
      var now = clock.instant().atOffset(ZoneOffset.UTC);
      first.add("Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
    }
    if (headers.first("MIME-Version") == null) {
      first.add("MIME-Version: 1.0");
    }
  }

  private StoredMessage post(Mailbox mailbox, Content content, @Nullable String threadId) {
    var now = clock.instant();
    var delay = faults.sentCopyDelay(mailbox.address());
    if (delay.isZero()) {
      var sent = mailbox.add(content, Set.of(Label.SENT), now, null, threadId);
      post.deliver(mailbox, content);
      return sent;
    }
    var id = mailbox.reserveId();
    var thread = threadId == null ? id : threadId;
    later.after(delay, () -> appear(mailbox, content, now, id, thread));
    post.deliver(mailbox, content);
    return new StoredMessage(
        id, thread, content, Set.of(Label.SENT), now, mailbox.historyId(), 0, Map.of());
  }

  private static void appear(
      Mailbox mailbox, Content content, Instant at, String id, String thread) {
    mailbox.add(content, Set.of(Label.SENT), at, id, thread);
  }
}
