package io.correo.search.index;

import io.correo.events.ConnectedMailbox;
import io.correo.events.DirectoryRecord;
import io.correo.events.LinkDecision;
import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.search.SearchSettings;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.service.internal.InternalHttp;
import io.correo.service.messaging.Outage;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the indexes there. One that is new, or vanished, is made and filled: from the topics that
/// keep everything, and by asking sync-service to tell every mailbox again. Mail that comes
/// meanwhile is indexed as always; guards make the order unimportant.
@Component
class Rebuild {
  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

  private final Indexes indexes;
  private final Messages messages;
  private final Directory directory;
  private final WholeTopic topics;
  private final JsonMapper json;
  private final RestClient sync;
  // Not twice in one filling, for each time a mailbox would begin anew; but again for an index that
  // took the place of one that vanished while it was filled.
  private final Set<MailboxId> asked = new HashSet<>();
  private List<String> askedFor = List.of();
  private boolean waiting;

  Rebuild(
      Indexes indexes,
      Messages messages,
      Directory directory,
      WholeTopic topics,
      JsonMapper json,
      InternalHttp http,
      SearchSettings settings) {
    this.indexes = indexes;
    this.messages = messages;
    this.directory = directory;
    this.topics = topics;
    this.json = json;
    this.sync = http.client(settings.sync());
  }

  /// Also at start, which does not wait for it: a service is up before its search node is.
  @Scheduled(fixedDelayString = "${correo.search.check-every}")
  void keep() {
    try {
      var mailboxesThere = indexes.ensure(Index.MAILBOXES);
      var contactsThere = indexes.ensure(Index.CONTACTS);
      // It asks for what it lacks by itself.
      var _ = indexes.ensure(Index.THREADS);
      var messagesThere = indexes.ensure(Index.MESSAGES);
      askFor(List.of(messagesThere.identity(), contactsThere.identity()));
      var lacking = !messagesThere.filled() || !contactsThere.filled();
      // What is connected later is told to indexes that are there already.
      var connected = lacking || !mailboxesThere.filled() ? connected() : Set.<MailboxId>of();
      if (!mailboxesThere.filled()) indexes.filled(Index.MAILBOXES);
      if (!contactsThere.filled()) {
        readAll(Topics.DIRECTORY, DirectoryRecord.class, directory::take);
      }
      if (lacking) fillMessages(connected);
      if (!contactsThere.filled()) indexes.filled(Index.CONTACTS);
      if (!messagesThere.filled()) indexes.filled(Index.MESSAGES);
      asked.clear();
      waiting = false;
    } catch (Outage | KafkaException | RestClientException outage) {
      if (!waiting) log.warn("Indexes cannot be checked or filled yet: {}", outage.getMessage());
      waiting = true;
    }
  }

  /// All mailboxes but the erased ones, each of them in its index.
  private Set<MailboxId> connected() {
    var connected = new LinkedHashSet<MailboxId>();
    readAll(
        Topics.ACCOUNTS,
        ConnectedMailbox.class,
        (_, mailbox) -> whenThere(mailbox, said -> take(said, connected)));
    return connected;
  }

  private void take(ConnectedMailbox mailbox, Set<MailboxId> connected) {
    messages.connect(mailbox);
    if (mailbox.state() == ConnectedMailbox.State.ERASED) connected.remove(mailbox.mailbox());
    else connected.add(mailbox.mailbox());
  }

  private void fillMessages(Set<MailboxId> connected) {
    readAll(
        Topics.LINKS,
        LinkDecision.class,
        (key, decision) ->
            whenThere(decision, said -> messages.link(new MailboxId(key), List.of(said))));
    connected.forEach(this::askAgain);
    log.info("An index is new: {} mailboxes are told again", connected.size());
  }

  private void askFor(List<String> identities) {
    if (!identities.equals(askedFor)) asked.clear();
    askedFor = identities;
  }

  private void askAgain(MailboxId mailbox) {
    if (asked.contains(mailbox)) return;
    sync.post()
        .uri("/internal/mailboxes/{id}/republish", mailbox.value())
        .retrieve()
        // Gone meanwhile: nothing to tell.
        .onStatus(status -> status.isSameCodeAs(HttpStatusCode.valueOf(404)), (_, _) -> {})
        .toBodilessEntity();
    asked.add(mailbox);
  }

  private <T> void readAll(String topic, Class<T> type, Taker<T> taker) {
    topics.read(topic, (key, value) -> taker.take(key, value == null ? null : read(value, type)));
  }

  // The consumer of the topic has dead-lettered what cannot be read.
  private <T> @Nullable T read(byte[] value, Class<T> type) {
    try {
      return json.readValue(value, type);
    } catch (JacksonException undecodable) {
      log.debug("Skipped a record that is no {}", type.getSimpleName());
      return null;
    }
  }

  private static <T> void whenThere(@Nullable T value, Consumer<T> reader) {
    if (value != null) reader.accept(value);
  }

  @FunctionalInterface
  private interface Taker<T> {
    void take(String key, @Nullable T value);
  }
}
