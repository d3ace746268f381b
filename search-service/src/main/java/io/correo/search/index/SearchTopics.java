package io.correo.search.index;

import io.correo.events.ConnectedMailbox;
import io.correo.events.DirectoryRecord;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.ViewChange;
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
class SearchTopics {
  private final JsonMapper json;
  private final DeadLetters deadLetters;
  private final Messages messages;
  private final Directory directory;

  SearchTopics(JsonMapper json, DeadLetters deadLetters, Messages messages, Directory directory) {
    this.json = json;
    this.deadLetters = deadLetters;
    this.messages = messages;
    this.directory = directory;
  }

  @Bean // mail.changes
  Consumer<Message<List<Object>>> searchMessages() {
    return facts();
  }

  @Bean // mail.backfill
  Consumer<Message<List<Object>>> searchImports() {
    return facts();
  }

  @Bean // mail.links
  Consumer<Message<List<Object>>> searchLinks() {
    return new RecordBatches<>(
        LinkDecision.class,
        json,
        deadLetters,
        (key, decisions) -> messages.link(new MailboxId(key), values(decisions)));
  }

  @Bean // mail.view
  Consumer<Message<List<Object>>> searchVisibility(OwnVisibility visibility) {
    return new RecordBatches<>(
        ViewChange.class,
        json,
        deadLetters,
        (key, changes) -> visibility.apply(new MailboxId(key), values(changes)));
  }

  @Bean // mail.accounts
  Consumer<Message<List<Object>>> searchMailboxes() {
    return new RecordBatches<>(
            ConnectedMailbox.class,
            json,
            deadLetters,
            (_, entries) -> values(entries).forEach(messages::connect))
        .withTombstones();
  }

  @Bean // crm.directory
  Consumer<Message<List<Object>>> searchDirectory() {
    return new RecordBatches<>(
            DirectoryRecord.class,
            json,
            deadLetters,
            (key, entries) -> entries.forEach(entry -> directory.take(key, entry.value())))
        .withTombstones();
  }

  private Consumer<Message<List<Object>>> facts() {
    return new RecordBatches<>(
            MailFact.class,
            json,
            deadLetters,
            (key, facts) -> messages.apply(new MailboxId(key), values(facts)))
        .keeping(MailFact::remains);
  }

  private static <T> List<T> values(List<Entry<T>> entries) {
    return entries.stream().map(Entry::value).filter(Objects::nonNull).toList();
  }
}
