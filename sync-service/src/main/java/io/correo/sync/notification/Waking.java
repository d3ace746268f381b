package io.correo.sync.notification;

import io.correo.events.MailboxId;
import io.correo.events.Notice;
import io.correo.events.OutgoingMail;
import io.correo.service.messaging.RecordBatches.Entry;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Marks mailboxes wanted: all that an address is connected as, in every tenant. Many notices of
/// one batch about the same mailbox are one wish.
@Component
class Waking {
  private static final Logger log = LoggerFactory.getLogger(Waking.class);

  private final Mailboxes mailboxes;
  private final Schedule schedule;

  Waking(Mailboxes mailboxes, Schedule schedule) {
    this.mailboxes = mailboxes;
    this.schedule = schedule;
  }

  void notices(String key, List<Entry<Notice>> records) {
    var wanted = new HashSet<MailboxId>();
    for (var entry : records) {
      var notice = entry.value();
      if (notice == null) continue;
      var address = notice.address();
      if (notice.mailbox() != null) wanted.add(notice.mailbox());
      if (address != null) {
        for (var mailbox : mailboxes.ofAddress(notice.provider(), address)) {
          wanted.add(mailbox.id());
        }
      }
    }
    log.debug("{} notices want {}", records.size(), wanted);
    wanted.forEach(schedule::want);
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
