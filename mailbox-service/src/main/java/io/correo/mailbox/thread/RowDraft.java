package io.correo.mailbox.thread;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageState;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Places;
import io.correo.mailbox.thread.Row.LinkedRecord;
import io.correo.mailbox.thread.Row.Participant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A row being computed: takes the messages of a conversation one by one, in any order, and keeps
/// no more of them than the row shows. Mail that is kept speaks for the conversation; trash and
/// spam only where there is nothing else, drafts last.
final class RowDraft {
  private static final int MOST_ADDRESSES = 200;
  private static final int MOST_PARTICIPANTS = 50;
  private static final int MOST_RECORDS = 50;

  private final Direction direction;
  private final Group kept = new Group();
  private final Group aside = new Group();
  private final Group drafts = new Group();
  private final Set<FolderRole> roles = EnumSet.noneOf(FolderRole.class);
  private final Set<String> views = new TreeSet<>();
  private final Map<String, LinkedRecord> links = new LinkedHashMap<>();
  private final Set<String> linkKeys = new TreeSet<>();

  RowDraft(Direction direction) {
    this.direction = direction;
  }

  void add(MailMessage message) {
    var shown = message.shown();
    var content = message.content();
    if (shown == null || content == null) return;
    var isAside = MailMessage.isAside(shown);
    roles.addAll(shown.roles());
    for (var place : Places.of(shown)) {
      views.add(place);
      if (shown.unread()) views.add(Places.unread(place));
    }
    (isAside ? aside : shown.draft() ? drafts : kept).add(message.id().value(), content, shown);
    if (isAside || shown.draft()) return;
    views.add(Row.ALL);
    var decision = message.decision();
    if (decision == null) return;
    for (var link : decision.records()) {
      var key = Row.recordKey(link.type(), link.id());
      if (links.size() < MOST_RECORDS) {
        links.putIfAbsent(key, new LinkedRecord(link.type(), link.id(), link.label()));
        linkKeys.add(key);
      }
    }
  }

  /// @param override this conversation's own visibility; null for the mailbox's
  /// @return null when there is nothing to show
  @Nullable Row finish(
      ThreadId thread,
      TenantId tenant,
      MailboxId mailboxId,
      @Nullable ConnectedMailbox mailbox,
      @Nullable Visibility override) {
    var speaking = kept.count > 0 ? kept : aside.count > 0 ? aside : drafts;
    var newest = speaking.newest;
    var first = speaking.first;
    if (newest == null || first == null) return null;
    var visibility = override != null ? override : mailbox == null ? null : mailbox.visibility();
    var isShared = !linkKeys.isEmpty() && visibility != null && visibility != Visibility.PRIVATE;
    return new Row(
        thread,
        tenant,
        mailboxId,
        first.content().subject(),
        newest.content().snippet(),
        participants(speaking),
        newest.content().date(),
        drafts.newest == null ? null : drafts.newest.content().date(),
        speaking.unread,
        kept.starred || drafts.starred || kept.count == 0 && speaking.starred,
        kept.received - (kept.firstIsReceived(direction) ? 1 : 0),
        kept.count + drafts.count == 0 ? aside.count : kept.count + drafts.count,
        speaking.attachments,
        drafts.count,
        links.values().stream()
            .sorted(Comparator.comparing(LinkedRecord::type).thenComparing(LinkedRecord::id))
            .toList(),
        List.copyOf(roles),
        List.copyOf(views),
        List.copyOf(linkKeys),
        speaking.addresses.stream().sorted().toList(),
        isShared ? visibility : null);
  }

  private List<Participant> participants(Group group) {
    var authors = new ArrayList<>(group.authors.values());
    authors.sort(Comparator.comparing(Author::since).thenComparing(a -> a.address().key()));
    var shown = new ArrayList<Participant>();
    for (var author : authors) shown.add(participant(author.address()));
    var newest = group.newest;
    // Nobody but us wrote: then say to whom.
    if (newest != null && shown.stream().allMatch(Participant::me)) {
      for (var to : newest.content().to()) shown.add(participant(to));
    }
    return shown.subList(0, Math.min(shown.size(), MOST_PARTICIPANTS));
  }

  private Participant participant(Address address) {
    return new Participant(address.name(), address.address(), direction.isMine(address));
  }

  private record Author(Address address, Instant since) {}

  private record Seen(String id, MessageContent content, MessageState state) {
    boolean isBefore(Seen other) {
      var order = content.date().compareTo(other.content().date());
      return order == 0 ? id.compareTo(other.id()) < 0 : order < 0;
    }
  }

  /// Messages that are shown alike.
  private final class Group {
    private int count;
    private int received;
    private boolean unread;
    private boolean starred;
    private boolean attachments;
    private @Nullable Seen newest;
    private @Nullable Seen first;
    private final Map<String, Author> authors = new HashMap<>();
    private final Set<String> addresses = new HashSet<>();

    void add(String id, MessageContent content, MessageState state) {
      var seen = new Seen(id, content, state);
      count++;
      unread |= state.unread();
      starred |= state.starred();
      attachments |= content.attachments().stream().anyMatch(file -> !file.inline());
      if (newest == null || newest.isBefore(seen)) newest = seen;
      if (first == null || seen.isBefore(first)) first = seen;
      if (!direction.isOurs(content, state)) received++;
      var from = content.from();
      if (from != null) {
        authors.merge(
            from.key(),
            new Author(from, content.date()),
            (one, other) -> one.since().isAfter(other.since()) ? other : one);
        remember(from);
      }
      content.to().forEach(this::remember);
      content.cc().forEach(this::remember);
    }

    private void remember(Address address) {
      if (addresses.size() < MOST_ADDRESSES) addresses.add(address.key());
    }

    boolean firstIsReceived(Direction direction) {
      return first != null && !direction.isOurs(first.content(), first.state());
    }
  }
}
