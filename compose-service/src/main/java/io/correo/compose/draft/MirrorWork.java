package io.correo.compose.draft;

import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Grants;
import io.correo.compose.work.WorkLoop;
import io.correo.events.DraftId;
import io.correo.provider.ProviderException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Lets the provider's copies follow the drafts.
@Component
public class MirrorWork {
  private static final Logger log = LoggerFactory.getLogger(MirrorWork.class);
  private static final Duration AGAIN = Duration.ofSeconds(15);
  private static final Duration LATER = Duration.ofMinutes(10);

  private final Drafts drafts;
  private final DraftLocks locks;
  private final DraftCopies copies;
  private final Grants grants;
  private final Clock clock;
  private final WorkLoop loop;

  public MirrorWork(
      Drafts drafts,
      DraftLocks locks,
      DraftCopies copies,
      Grants grants,
      Clock clock,
      ComposeSettings settings) {
    this.drafts = drafts;
    this.locks = locks;
    this.copies = copies;
    this.grants = grants;
    this.clock = clock;
    this.loop =
        new WorkLoop(
            "mirror",
            clock,
            settings.tick(),
            settings.parallel(),
            (now, max) -> drafts.due(now, max).stream().map(DraftId::value).toList(),
            id -> run(new DraftId(id)));
  }

  @PostConstruct
  public void start() {
    loop.start(() -> {});
  }

  @PreDestroy
  public void stop() {
    loop.close();
  }

  void wakeAt(Instant due) {
    loop.wakeAt(due);
  }

  void run(DraftId id) {
    try (var lock = locks.tryTake(id)) {
      if (lock == null) return;
      // Under the lock: what we saw before may be older.
      var draft = drafts.find(id);
      if (draft == null || draft.isHeld()) return;
      var due = draft.mirror().due();
      if (due == null || due.isAfter(clock.instant())) return;
      try {
        if (draft.mirror().discarded()) {
          copies.drop(draft);
          drafts.remove(draft);
        } else {
          finish(copies.bring(draft));
        }
      } catch (ProviderException failure) {
        put(draft, failure);
      } catch (RuntimeException unexpected) {
        // Not at every tick: one draft we cannot copy must not keep us from the others.
        again(draft, "an error of ours", clock.instant().plus(LATER));
        throw unexpected;
      }
    }
  }

  private void finish(@Nullable Draft draft) {
    if (draft == null) return;
    drafts.change(
        draft.id(),
        d -> d.isMirrored() && d.mirror().due() != null ? d.withMirror(d.mirror().dueAt(null)) : d);
    grants.wake(draft.mailbox());
  }

  private void put(Draft draft, ProviderException failure) {
    var now = clock.instant();
    log.info("Draft {} is not mirrored: {}", draft.id(), failure.getClass().getSimpleName());
    switch (failure) {
      case ProviderException.Throttled wait -> {
        grants.throttled(draft.mailbox(), wait);
        again(draft, "the provider asks to wait", now.plus(wait.retryAfter()));
      }
      case ProviderException.GrantExpired _ -> {
        grants.expired(draft.mailbox());
        again(draft, "the right to call had ended", now);
      }
      case ProviderException.ReconnectRequired _ ->
          again(draft, "the mailbox must be connected again", now.plus(LATER));
      case ProviderException.Refused refused ->
          again(draft, String.valueOf(refused.getMessage()), now.plus(LATER));
      case ProviderException.Gone _ ->
          again(draft, "a file it carries is gone at the provider", now.plus(LATER));
      case ProviderException.CursorExpired _, ProviderException.Unavailable _ ->
          again(draft, "the provider does not answer", now.plus(AGAIN));
    }
  }

  private void again(Draft draft, String why, Instant when) {
    drafts.change(draft.id(), d -> d.withMirror(d.mirror().failed(why, when)));
    loop.wakeAt(when);
  }
}
