package io.correo.sync.notification;

import io.correo.events.MailboxId;
import io.correo.events.Notice;
import io.correo.events.OutgoingMail;
import io.correo.service.messaging.RecordBatches.Entry;
import io.correo.sync.ingest.Hints;
import io.correo.sync.ingest.Positions;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Marks mailboxes wanted: all that an address is connected as, in every tenant. Many notices of
/// one batch about the same mailbox are one wish. What notices name, and what they say of a watch,
/// is stored before: whoever is woken finds it.
@Component
class Waking {
  private static final Logger log = LoggerFactory.getLogger(Waking.class);

  private final Mailboxes mailboxes;
  private final Hints hints;
  private final Positions positions;
  private final Schedule schedule;

  Waking(Mailboxes mailboxes, Hints hints, Positions positions, Schedule schedule) {
    this.mailboxes = mailboxes;
    this.hints = hints;
    this.positions = positions;
    this.schedule = schedule;
  }

  void notices(String key, List<Entry<Notice>> records) {
    var wanted = new HashSet<MailboxId>();
    var named = new HashMap<MailboxId, Set<String>>();
    for (var entry : records) {
      var notice = entry.value();
      if (notice == null) continue;
      var address = notice.address();
      if (address != null) {
        mailboxes.ofAddress(notice.provider(), address).forEach(it -> wanted.add(it.id()));
      }
      var mailbox = notice.mailbox();
      if (mailbox != null) note(notice, named.computeIfAbsent(mailbox, _ -> new LinkedHashSet<>()));
    }
    named.forEach((mailbox, hints) -> keep(mailbox, hints, wanted));
    log.debug("{} notices want {}", records.size(), wanted);
    wanted.forEach(schedule::want);
  }

  /// Only a notice about one mailbox can name something in it.
  private void note(Notice notice, Set<String> hints) {
    if (notice.hint() != null) hints.add(notice.hint());
    var mailbox = notice.mailbox();
    if (mailbox == null) return;
    switch (notice.lifecycle()) {
      case RENEW, REMOVED -> positions.renewWatch(mailbox);
      // Whoever is woken reads what the notices would have told.
      case MISSED -> {}
      case null -> {}
    }
  }

  private void keep(MailboxId id, Set<String> hints, Set<MailboxId> wanted) {
    this.hints.keep(id, hints);
    // Looked at after they are kept: erased before that look, they are dropped here; erased after
    // it, by the farewell. Watches may outlive their mailbox for days.
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) this.hints.erase(id);
    else wanted.add(id);
  }

  /// What left for a recipient is news at the provider.
  void outgoing(String key, List<Entry<OutgoingMail>> records) {
    records.stream()
        .map(Entry::value)
        .filter(mail -> mail != null && mail.state() == OutgoingMail.State.SENT)
        .map(OutgoingMail::mailbox)
        .distinct()
        .forEach(schedule::want);
  }
}
