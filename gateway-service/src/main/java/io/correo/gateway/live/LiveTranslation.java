package io.correo.gateway.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.OutgoingMail;
import io.correo.events.RecordRef;
import io.correo.events.Revision;
import io.correo.events.ThreadId;
import io.correo.events.ViewChange;
import io.correo.gateway.live.LiveEvent.Audience;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What each record of our topics says to an open page.
@Component
class LiveTranslation {
  private final LiveFeed feed;
  private final Memberships memberships;
  private final Instant startedAt;

  LiveTranslation(LiveFeed feed, Memberships memberships, Clock clock) {
    this.feed = feed;
    this.memberships = memberships;
    this.startedAt = clock.instant();
  }

  void view(ViewChange change) {
    var members = new Audience.Members(change.mailbox());
    switch (change) {
      case ViewChange.ThreadChanged(
              var tenant,
              var mailbox,
              var thread,
              var revision,
              var records) -> {
        publish("thread.changed", new ThreadData(thread, mailbox, revision), members);
        for (var record : records) {
          publish("record", record(record), new Audience.Everybody(tenant));
        }
      }
      case ViewChange.ThreadRemoved(_, var mailbox, var thread) ->
          publish("thread.removed", new ThreadData(thread, mailbox, null), members);
      case ViewChange.CountersChanged(_, var mailbox) ->
          publish("counters", new MailboxData(mailbox), members);
      case ViewChange.OperationChanged(var tenant, var mailbox, var user, var id, var state) ->
          publish(
              "operation", new OperationData(id, state), new Audience.Only(tenant, user, mailbox));
      case ViewChange.ThreadVisibilityChanged _ -> {} // the row it belongs to is told as changed
      case ViewChange.Unrecognised _ -> {} // a newer mailbox-service; pages do not know it either
    }
  }

  void send(OutgoingMail mail) {
    var data =
        new SendData(
            mail.send().value(),
            mail.draft().value(),
            mail.state().wireName(),
            mail.mailbox(),
            mail.problem());
    publish("send", data, new Audience.Only(mail.tenant(), mail.user(), mail.mailbox()));
  }

  void mailbox(ConnectedMailbox mailbox) {
    var before = memberships.put(mailbox);
    // At the start the whole topic is read: what was so before is no news.
    if (before == null && mailbox.connectedAt().isBefore(startedAt)) return;
    var members = new Audience.Members(mailbox.mailbox());
    if (before == null || before.state() != mailbox.state()) {
      var data = new StateData(mailbox.mailbox(), mailbox.state().wireName(), mailbox.address());
      publish("mailbox", data, members);
    }
    var progress = mailbox.progress();
    if (progress != null && (before == null || !progress.equals(before.progress()))) {
      var data =
          new ImportData(
              mailbox.mailbox(),
              progress.state(),
              progress.done(),
              progress.total(),
              progress.eta());
      publish("import", data, members);
    }
  }

  private void publish(String name, Object data, Audience audience) {
    feed.publish(new LiveEvent(name, data, audience));
  }

  private static RecordData record(RecordRef record) {
    return new RecordData(record.type(), record.id());
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ThreadData(ThreadId id, MailboxId mailbox, @Nullable Revision revision) {}

  private record MailboxData(MailboxId mailbox) {}

  private record OperationData(String id, String state) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record SendData(
      String id, String draft, String state, MailboxId mailbox, @Nullable String problem) {}

  private record StateData(MailboxId id, String state, String address) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ImportData(
      MailboxId mailbox, String state, long done, long total, @Nullable Instant eta) {}

  private record RecordData(String type, String id) {}
}
