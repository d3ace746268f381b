package io.correo.sync.account;

import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.MailboxId;
import io.correo.events.Visibility;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.problem.Problem;
import io.correo.sync.census.Censuses;
import io.correo.sync.ingest.Positions;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// A user's mailboxes over HTTP.
@RestController
class MailboxController {
  private static final int LONGEST_SIGNATURE = 50_000;

  private final MyMailboxes mine;
  private final Mailboxes mailboxes;
  private final MailboxViews views;
  private final Positions positions;
  private final Censuses censuses;
  private final Schedule schedule;

  MailboxController(
      MyMailboxes mine,
      Mailboxes mailboxes,
      MailboxViews views,
      Positions positions,
      Censuses censuses,
      Schedule schedule) {
    this.mine = mine;
    this.mailboxes = mailboxes;
    this.views = views;
    this.positions = positions;
    this.censuses = censuses;
    this.schedule = schedule;
  }

  @GetMapping("/api/v1/mailboxes")
  Page<MailboxViews.View> all(Caller caller) {
    return Page.whole(mine.all(caller)).map(views::of);
  }

  @GetMapping("/api/v1/mailboxes/{id}")
  MailboxViews.View one(Caller caller, @PathVariable MailboxId id) {
    return views.of(mine.toSee(caller, id));
  }

  @GetMapping("/api/v1/mailboxes/{id}/health")
  MailboxViews.Health health(Caller caller, @PathVariable MailboxId id) {
    return views.health(mine.toSee(caller, id));
  }

  /// A body as a tree, because a signature that is null is not one that is absent.
  @PatchMapping("/api/v1/mailboxes/{id}")
  MailboxViews.View change(
      Caller caller, @PathVariable MailboxId id, @RequestBody JsonNode changes) {
    var mailbox = mine.toChange(caller, id);
    var visibility = changes.has("visibility") ? visibility(changes.get("visibility")) : null;
    var signature = changes.has("signature") ? signature(changes.get("signature")) : null;
    if (changes.has("signature")) mailbox = or(mailboxes.sign(id, signature), mailbox);
    if (visibility != null) mailbox = or(mailboxes.show(id, visibility), mailbox);
    return views.of(mailbox);
  }

  /// Gone for the user at once; the rest is done in the mailbox's last turn.
  @DeleteMapping("/api/v1/mailboxes/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disconnect(Caller caller, @PathVariable MailboxId id) {
    var mailbox = mine.toChange(caller, id);
    mailboxes.erase(id);
    schedule.add(id, mailbox.tenant(), mailbox.lane());
  }

  @PostMapping("/api/v1/mailboxes/{id}/census")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Map<String, Object> census(Caller caller, @PathVariable MailboxId id) {
    mine.toChange(caller, id);
    censuses.want(id);
    schedule.want(id);
    return Map.of();
  }

  @PostMapping("/api/v1/mailboxes/{id}/import/pause")
  MailboxViews.Health pause(Caller caller, @PathVariable MailboxId id) {
    return pause(mine.toChange(caller, id), true);
  }

  @PostMapping("/api/v1/mailboxes/{id}/import/resume")
  MailboxViews.Health resume(Caller caller, @PathVariable MailboxId id) {
    return pause(mine.toChange(caller, id), false);
  }

  private MailboxViews.Health pause(Mailbox mailbox, boolean paused) {
    positions.pause(mailbox.id(), paused);
    var progress = mailbox.progress();
    if (progress != null && !progress.state().equals("done")) {
      mailboxes.progressed(
          mailbox.id(),
          new Progress(paused ? "paused" : "running", progress.done(), progress.total(), null));
    }
    schedule.want(mailbox.id());
    return views.health(mine(mailbox));
  }

  private Mailbox mine(Mailbox mailbox) {
    return or(mailboxes.find(mailbox.id()), mailbox);
  }

  private static Mailbox or(@Nullable Mailbox changed, Mailbox otherwise) {
    return Objects.requireNonNullElse(changed, otherwise);
  }

  private static @Nullable String signature(JsonNode value) {
    if (value.isNull()) return null;
    if (!value.isString()) throw Problem.invalid("signature", "must be text or null");
    if (value.asString().length() > LONGEST_SIGNATURE) {
      throw Problem.invalid("signature", "is longer than " + LONGEST_SIGNATURE + " characters");
    }
    return value.asString();
  }

  private static Visibility visibility(JsonNode value) {
    return Arrays.stream(Visibility.values())
        .filter(known -> known.wireName().equals(value.asString("")))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid("visibility", "must be everything, subject, metadata or private"));
  }
}
