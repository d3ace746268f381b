package io.correo.link.decision;

import io.correo.events.Address;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Topics;
import io.correo.link.decision.ManualLinks.Manual;
import io.correo.service.messaging.Publisher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Decides about messages. A decision is stored first, marked unpublished, then published, then
/// unmarked: a crash in between publishes it again, with the same sequence.
@Component
public class Linking {
  private static final int PAGE = 200;

  private final Decisions decisions;
  private final Mailboxes mailboxes;
  private final Rules rules;
  private final ManualLinks manual;
  private final Publisher publisher;
  private final Clock clock;

  Linking(
      Decisions decisions,
      Mailboxes mailboxes,
      Rules rules,
      ManualLinks manual,
      Publisher publisher,
      Clock clock) {
    this.decisions = decisions;
    this.mailboxes = mailboxes;
    this.rules = rules;
    this.manual = manual;
    this.publisher = publisher;
    this.clock = clock;
  }

  /// Facts of one mailbox, in order.
  void apply(MailboxId mailbox, List<MailFact> facts) {
    if (mailboxes.isErased(mailbox)) {
      decisions.erase(mailbox);
      return;
    }
    var known = decisions.find(facts.stream().flatMap(Linking::message).toList());
    var byHand = byHand(facts);
    var changed = new LinkedHashMap<MessageId, Decided>();
    for (var fact : facts) {
      switch (fact) {
        case MailFact.MessageUpserted upserted -> {
          var before = changed.getOrDefault(upserted.message(), known.get(upserted.message()));
          var after =
              decide(upserted, before, byHand.getOrDefault(upserted.thread(), Manual.NOTHING));
          if (after != null) changed.put(upserted.message(), after);
        }
        case MailFact.MessageRemoved removed -> {
          var before = changed.getOrDefault(removed.message(), known.get(removed.message()));
          changed.put(removed.message(), tombstone(removed, before));
        }
        case MailFact.MailboxErased _ -> {
          decisions.erase(mailbox);
          changed.clear();
          known.clear();
        }
        case MailFact.MessageStateChanged _,
            MailFact.FolderUpserted _,
            MailFact.FolderRemoved _,
            MailFact.MailboxCaughtUp _,
            MailFact.Unrecognised _ -> {} // links depend on participants only
      }
    }
    decisions.save(changed.values());
    publish(Stream.concat(changed.values().stream(), leftOver(known, changed)).toList());
    // Who linked by hand while we decided found no decision of ours to change.
    var now = byHand(facts);
    for (var decided : changed.values()) {
      var thread = decided.thread();
      if (!Objects.equals(byHand.get(thread), now.get(thread))) redecide(decided.tenant(), thread);
    }
  }

  private Map<ThreadId, Manual> byHand(List<MailFact> facts) {
    var threads = new HashMap<TenantId, Set<ThreadId>>();
    for (var fact : facts) {
      if (fact instanceof MailFact.MessageUpserted upserted) {
        threads.computeIfAbsent(fact.tenant(), _ -> new HashSet<>()).add(upserted.thread());
      }
    }
    var found = new HashMap<ThreadId, Manual>();
    threads.forEach((tenant, some) -> found.putAll(manual.find(tenant, some)));
    return found;
  }

  /// A decision stored before a crash, whose facts come again.
  private static Stream<Decided> leftOver(
      Map<MessageId, Decided> known, Map<MessageId, Decided> changed) {
    return known.values().stream().filter(decided -> !changed.containsKey(decided.message()));
  }

  private @Nullable Decided decide(
      MailFact.MessageUpserted fact, @Nullable Decided before, Manual byHand) {
    if (fact.state().draft()) return null; // decided when it is sent: then it is another message
    var revision = fact.revision().value();
    if (before != null && before.revision() >= revision) return null;
    var participants = participants(fact.content());
    if (before != null && !before.removed() && before.participants().equals(participants)) {
      return null;
    }
    var undecided =
        new Decided(
            fact.message(),
            fact.tenant(),
            fact.mailbox(),
            fact.thread(),
            revision,
            fact.content().subject(),
            participants,
            fact.origin(),
            before == null ? 0 : before.sequence(),
            List.of(),
            "",
            null,
            false,
            false,
            clock.instant());
    return judged(undecided, fact.origin(), byHand);
  }

  private Decided judged(Decided message, Origin origin, Manual byHand) {
    var verdict = rules.judge(message, byHand);
    var reason = verdict.reason();
    return new Decided(
        message.message(),
        message.tenant(),
        message.mailbox(),
        message.thread(),
        message.revision(),
        message.subject(),
        message.participants(),
        origin,
        message.sequence() + 1,
        verdict.links(),
        reason == null ? "" : reason.text(),
        reason == null ? null : reason.why(),
        false,
        true,
        clock.instant());
  }

  private Decided tombstone(MailFact.MessageRemoved fact, @Nullable Decided before) {
    var thread = before == null ? new ThreadId("t_unknown") : before.thread();
    return new Decided(
        fact.message(),
        fact.tenant(),
        fact.mailbox(),
        thread,
        fact.revision().value(),
        "",
        List.of(),
        Origin.LIVE,
        before == null ? 0 : before.sequence(),
        List.of(),
        "",
        null,
        true,
        false,
        clock.instant());
  }

  /// Decides again about every message of a conversation.
  public void redecide(TenantId tenant, ThreadId thread) {
    decisions.ofThread(tenant, thread).forEach(this::redecide);
  }

  /// Decides again about the messages an address takes part in.
  ///
  /// @param onlyUnlinked true to leave what is linked as it is: history stays right when a contact
  ///     changes company
  public void redecide(TenantId tenant, Collection<String> addresses, boolean onlyUnlinked) {
    for (var address : new LinkedHashSet<>(addresses)) {
      var after = "";
      List<Decided> page;
      do {
        page = decisions.withParticipant(tenant, address, after, PAGE);
        for (var decided : page) {
          if (!onlyUnlinked || decided.records().isEmpty()) redecide(decided);
        }
        if (!page.isEmpty()) after = page.getLast().message().value();
      } while (page.size() == PAGE);
    }
  }

  private void redecide(Decided before) {
    if (before.removed()) return;
    var byHand = manual.find(before.tenant(), before.thread());
    var after = judged(before, Origin.LIVE, byHand);
    if (after.records().equals(before.records()) && after.reason().equals(before.reason())) return;
    // Somebody decided meanwhile, from newer knowledge than ours: theirs stands.
    if (decisions.replace(after, before.sequence())) publish(List.of(after));
  }

  @EventListener(ApplicationReadyEvent.class)
  void publishWhatACrashLeft() {
    List<Decided> left;
    do {
      left = decisions.unpublished(PAGE);
      publish(left);
    } while (left.size() == PAGE);
  }

  private void publish(List<Decided> all) {
    var waiting = all.stream().filter(Decided::unpublished).toList();
    CompletableFuture.allOf(
            waiting.stream()
                .map(d -> publisher.send(Topics.LINKS, d.mailbox().value(), d.toDecision()))
                .toArray(CompletableFuture[]::new))
        .join();
    waiting.forEach(decisions::published);
  }

  private static List<String> participants(MessageContent content) {
    var addresses = new LinkedHashSet<String>();
    var from = content.from();
    if (from != null) addresses.add(from.key());
    for (var list : List.of(content.replyTo(), content.to(), content.cc(), content.bcc())) {
      list.stream().map(Address::key).forEach(addresses::add);
    }
    addresses.removeIf(address -> !address.contains("@"));
    return new ArrayList<>(addresses);
  }

  private static Stream<MessageId> message(MailFact fact) {
    return switch (fact) {
      case MailFact.MessageUpserted upserted -> Stream.of(upserted.message());
      case MailFact.MessageRemoved removed -> Stream.of(removed.message());
      default -> Stream.empty();
    };
  }
}
