package io.correo.mailbox.action;

import io.correo.events.MessageState;
import io.correo.events.RecordRef;
import io.correo.events.ThreadId;
import io.correo.mailbox.action.ActionRequest.Selection;
import io.correo.mailbox.folder.Folders;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.message.Places;
import io.correo.mailbox.thread.Row;
import io.correo.mailbox.visibility.Viewer;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Which messages a request means.
@Component
class Targets {
  private static final int CHUNK = 500;
  private static final Set<String> ROLES =
      Set.of("inbox", "starred", "drafts", "sent", "trash", "archive", "spam");

  private final Messages messages;
  private final Folders folders;
  private final Clock clock;
  private final int mostSelected;

  Targets(
      Messages messages,
      Folders folders,
      Clock clock,
      @Value("${correo.mailbox.selection}") int mostSelected) {
    this.messages = messages;
    this.folders = folders;
    this.clock = clock;
    this.mostSelected = mostSelected;
  }

  /// The messages of one conversation that an action on it means: star takes the newest received,
  /// unread the newest, unstar and read all, the others all in the list that is shown.
  List<MailMessage> ofThread(
      Viewer viewer, ThreadId thread, ActionName action, @Nullable String in) {
    var all = new ArrayList<MailMessage>();
    messages.ofThreads(
        List.of(thread),
        message -> {
          if (message.shown() != null) all.add(message);
        });
    all.sort(java.util.Comparator.comparing(Targets::date).thenComparing(MailMessage::id));
    if (all.isEmpty()) return all;
    var direction = new Direction(viewer.mine(all.getFirst().mailbox()));
    return switch (action) {
      case STAR -> {
        var received = all.stream().filter(m -> isReceived(m, direction)).toList();
        yield newest(received.isEmpty() ? letters(all) : received);
      }
      case UNREAD -> newest(letters(all));
      case UNSTAR, READ -> all;
      case RESTORE, DELETE -> inPlace(all, in == null ? "trash" : in);
      case TRASH, ARCHIVE, SPAM, MOVE ->
          in == null ? letters(all).stream().filter(Targets::isKept).toList() : inPlace(all, in);
    };
  }

  /// What a selection holds now, newest first.
  ///
  /// @throws Problem 422 when it is more than one operation may change
  List<MailMessage> selected(Viewer viewer, Selection selection) {
    if (selection.q() != null) {
      throw Problem.invalid("select.q", "is not understood here: name what the search found");
    }
    var place = place(selection);
    var view = Boolean.TRUE.equals(selection.unread()) ? Places.unread(place) : place;
    var until = selection.until() == null ? clock.instant() : selection.until();
    var except = new HashSet<>(selection.except() == null ? List.of() : selection.except());
    var found = new ArrayList<MailMessage>();
    for (var mailbox : viewer.mailboxes()) {
      if (selection.mailbox() != null && !selection.mailbox().equals(mailbox.mailbox().value())) {
        continue;
      }
      List<MailMessage> page;
      MailMessage last = null;
      do {
        page = messages.inPlace(mailbox.mailbox(), view, until, last, CHUNK);
        for (var message : page) if (isMeant(message, selection, except)) found.add(message);
        if (found.size() > mostSelected) {
          throw new Problem(
              ProblemType.UNPROCESSABLE,
              "These are more than %d messages. Choose fewer.".formatted(mostSelected));
        }
        if (!page.isEmpty()) last = page.getLast();
      } while (page.size() == CHUNK);
    }
    return found;
  }

  private static boolean isMeant(MailMessage message, Selection selection, Set<String> except) {
    var thread = message.thread();
    if (except.contains(message.id().value())) return false;
    if (thread != null && except.contains(thread.value())) return false;
    var account = selection.account();
    if (account == null) return true;
    var decision = message.decision();
    var key = Row.recordKey(RecordRef.ACCOUNT, account);
    return decision != null
        && decision.records().stream().anyMatch(r -> Row.recordKey(r.type(), r.id()).equals(key));
  }

  private String place(Selection selection) {
    if (selection.folder() != null) return folders.place(selection.folder());
    var role = selection.role();
    if (role == null || !ROLES.contains(role)) {
      throw Problem.invalid("select.role", "must name the list that is shown");
    }
    return role;
  }

  private List<MailMessage> inPlace(List<MailMessage> all, String in) {
    var place = folders.place(in);
    return all.stream().filter(m -> Places.of(shown(m)).contains(place)).toList();
  }

  private static List<MailMessage> letters(List<MailMessage> all) {
    return all.stream().filter(m -> !shown(m).draft()).toList();
  }

  private static List<MailMessage> newest(List<MailMessage> some) {
    return some.isEmpty() ? List.of() : List.of(some.getLast());
  }

  private static boolean isReceived(MailMessage message, Direction direction) {
    var content = message.content();
    return content != null && isKept(message) && !direction.isOurs(content, shown(message));
  }

  private static boolean isKept(MailMessage message) {
    return !MailMessage.isAside(shown(message));
  }

  private static MessageState shown(MailMessage message) {
    return java.util.Objects.requireNonNull(message.shown());
  }

  private static java.time.Instant date(MailMessage message) {
    return java.util.Objects.requireNonNull(message.content()).date();
  }
}
