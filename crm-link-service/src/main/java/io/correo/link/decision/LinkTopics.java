package io.correo.link.decision;

import io.correo.events.ConnectedMailbox;
import io.correo.events.DirectoryRecord;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.link.directory.Directory;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import io.correo.service.messaging.RecordBatches.Entry;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/// What we read.
@Configuration(proxyBeanMethods = false)
class LinkTopics {
  private final JsonMapper json;
  private final DeadLetters deadLetters;

  LinkTopics(JsonMapper json, DeadLetters deadLetters) {
    this.json = json;
    this.deadLetters = deadLetters;
  }

  @Bean // mail.changes
  Consumer<Message<List<Object>>> linkChanges(Linking linking) {
    return facts(linking);
  }

  @Bean // mail.backfill: apart, so that an import does not delay new mail
  Consumer<Message<List<Object>>> linkBackfill(Linking linking) {
    return facts(linking);
  }

  private RecordBatches<MailFact> facts(Linking linking) {
    return new RecordBatches<>(
        MailFact.class,
        json,
        deadLetters,
        (key, facts) -> linking.apply(new MailboxId(key), values(facts)));
  }

  @Bean // mail.outgoing
  Consumer<Message<List<Object>>> linkSends(SendLinks links) {
    return new RecordBatches<>(
        OutgoingMail.class,
        json,
        deadLetters,
        (key, sends) -> links.apply(new MailboxId(key), values(sends)));
  }

  @Bean // mail.accounts
  Consumer<Message<List<Object>>> linkMailboxes(Mailboxes mailboxes) {
    return new RecordBatches<>(
            ConnectedMailbox.class,
            json,
            deadLetters,
            (_, entries) -> values(entries).forEach(mailboxes::put))
        .withTombstones();
  }

  @Bean // crm.directory
  Consumer<Message<List<Object>>> linkDirectory(Directory directory, Linking linking) {
    return new RecordBatches<>(
            DirectoryRecord.class,
            json,
            deadLetters,
            (key, entries) -> {
              for (var entry : entries) {
                var record = entry.value();
                if (record == null) directory.remove(key);
                else learn(directory, linking, record);
              }
            })
        .withTombstones();
  }

  /// A new address links past mail that was linked to nothing; what is linked stays.
  private static void learn(Directory directory, Linking linking, DirectoryRecord record) {
    var before = directory.put(record);
    var keys = Directory.keys(record);
    var accountsBefore = before == null ? List.<String>of() : before.accounts();
    var sameAccounts = accountsBefore.equals(record.accounts());
    if (before != null && sameAccounts) keys.removeAll(Directory.keys(before));
    linking.redecide(
        record.tenant(), keys.stream().filter(key -> !key.startsWith("@")).toList(), true);
  }

  private static <T> List<T> values(List<Entry<T>> entries) {
    return entries.stream().map(Entry::value).filter(Objects::nonNull).toList();
  }
}
