package io.correo.search.index;

import io.correo.events.ConnectedMailbox;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.search.SearchSettings;
import io.correo.search.engine.Conditions;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.engine.SearchNode.Write;
import io.correo.search.visibility.Mailboxes;
import io.correo.search.visibility.Threads.Own;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Writes the index of messages. Content, state, removal and links of a message have a guard each,
/// so a replay, a repetition, or two topics overtaking each other end in the same document.
@Component
class Messages {
  private final SearchNode node;
  private final Indexes indexes;
  private final Mailboxes mailboxes;
  private final SeenAddresses seen;
  private final OwnVisibility visibility;
  private final SearchSettings settings;

  Messages(
      SearchNode node,
      Indexes indexes,
      Mailboxes mailboxes,
      SeenAddresses seen,
      OwnVisibility visibility,
      SearchSettings settings) {
    this.node = node;
    this.indexes = indexes;
    this.mailboxes = mailboxes;
    this.seen = seen;
    this.visibility = visibility;
    this.settings = settings;
  }

  /// Facts of one mailbox, in any order.
  void apply(MailboxId mailbox, List<MailFact> facts) {
    var updates = new LinkedHashMap<MessageId, MessageUpdate>();
    var told = new ArrayList<MailFact.MessageUpserted>();
    for (var fact : facts) {
      switch (fact) {
        case MailFact.MessageUpserted upserted -> {
          update(updates, fact, upserted.message()).add(upserted);
          told.add(upserted);
        }
        case MailFact.MessageStateChanged changed ->
            update(updates, fact, changed.message()).add(changed);
        case MailFact.MessageRemoved removed ->
            update(updates, fact, removed.message()).add(removed);
        case MailFact.MailboxErased erased -> erase(erased.tenant(), mailbox);
        case MailFact.FolderUpserted _,
            MailFact.FolderRemoved _,
            MailFact.MailboxCaughtUp _,
            MailFact.Unrecognised _ -> {} // folders are searched by their roles
      }
    }
    if (updates.isEmpty() || mailboxes.isErased(mailbox)) return;
    var tenant = facts.getFirst().tenant();
    var threads = told.stream().map(MailFact.MessageUpserted::thread).distinct().toList();
    var own = visibility.of(tenant, mailbox, threads);
    var writes = writes(updates.values(), own);
    writes.addAll(seen.writes(told));
    if (write(mailbox, writes)) visibility.settle(tenant, mailbox, own, threads);
  }

  void link(MailboxId mailbox, List<LinkDecision> decisions) {
    var updates = new LinkedHashMap<MessageId, MessageUpdate>();
    for (var decision : decisions) {
      updates
          .computeIfAbsent(
              decision.message(), message -> new MessageUpdate(decision.tenant(), mailbox, message))
          .add(decision);
    }
    var _ = write(mailbox, writes(updates.values(), Map.of()));
  }

  void connect(ConnectedMailbox mailbox) {
    if (mailbox.state() == ConnectedMailbox.State.ERASED) {
      erase(mailbox.tenant(), mailbox.mailbox());
    } else {
      mailboxes.put(mailbox);
    }
  }

  /// Drops everything of a mailbox, and takes nothing of it any more.
  private void erase(TenantId tenant, MailboxId mailbox) {
    mailboxes.erase(tenant, mailbox);
    drop(mailbox);
  }

  /// @return false when the mailbox is erased
  private boolean write(MailboxId mailbox, List<Write> writes) {
    if (mailboxes.isErased(mailbox)) return false;
    node.write(writes);
    // It may have been erased while we wrote: then what we wrote came after the deletion.
    if (!mailboxes.isErased(mailbox)) return true;
    drop(mailbox);
    return false;
  }

  private void drop(MailboxId mailbox) {
    var ofMailbox = Map.of("query", Conditions.is("mailbox", mailbox.value()));
    for (var index : List.of(Index.MESSAGES, Index.CONTACTS, Index.THREADS)) {
      indexes.refresh(index);
      var path = "/" + indexes.name(index) + "/_delete_by_query";
      node.send("POST", path, Map.of("conflicts", "proceed", "refresh", "true"), ofMailbox);
    }
  }

  private List<Write> writes(Collection<MessageUpdate> updates, Map<ThreadId, Own> own) {
    var index = indexes.name(Index.MESSAGES);
    var writes = new ArrayList<Write>();
    for (var update : updates) {
      var thread = update.thread();
      var chosen = thread == null ? Own.NONE : own.getOrDefault(thread, Own.NONE);
      writes.add(update.write(index, settings.textChars(), chosen));
    }
    return writes;
  }

  private static MessageUpdate update(
      Map<MessageId, MessageUpdate> updates, MailFact fact, MessageId message) {
    return updates.computeIfAbsent(
        message, id -> new MessageUpdate(fact.tenant(), fact.mailbox(), id));
  }
}
