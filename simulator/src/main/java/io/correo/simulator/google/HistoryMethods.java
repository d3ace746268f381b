package io.correo.simulator.google;

import io.correo.simulator.mail.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// `users.history`: what changed, as far back as Gmail remembers.
@Component
class HistoryMethods implements GmailMethods {

  @Override
  public List<Route> routes() {
    return List.of(Route.of("GET", "history", "history.list", 2, HistoryMethods::list));
  }

  private static GmailAnswer list(GmailCall call) {
    long start = start(call);
    var mailbox = call.mailbox();
    // Before the read: what comes meanwhile is told again, never lost.
    long now = mailbox.historyId();
    if (!mailbox.knowsHistory(start) || Long.compareUnsigned(start, now) > 0) {
      throw GmailException.notFound();
    }
    int max = call.max(100, 500);
    var token = call.query("pageToken");
    long after = token.isEmpty() ? start : PageToken.number(token);
    var found = new ArrayList<Change>();
    boolean more = true;
    while (more && found.size() <= max) {
      var chunk = mailbox.changesAfter(after, 1000);
      more = chunk.size() == 1000;
      for (var change : chunk) {
        after = change.historyId();
        if (wanted(call, change)) {
          found.add(change);
        }
      }
    }
    var page = found.subList(0, Math.min(max, found.size()));
    var answer = new LinkedHashMap<String, Object>();
    if (!page.isEmpty()) {
      answer.put("history", page.stream().map(HistoryMethods::json).toList());
    }
    if (found.size() > max) {
      answer.put("nextPageToken", PageToken.of(page.getLast().historyId()));
    }
    answer.put("historyId", Long.toUnsignedString(now));
    return GmailAnswer.ok(answer);
  }

  private static long start(GmailCall call) {
    try {
      return Long.parseUnsignedLong(call.query("startHistoryId"));
    } catch (NumberFormatException missing) {
      throw GmailException.invalid("Missing or invalid startHistoryId");
    }
  }

  private static boolean wanted(GmailCall call, Change change) {
    var types = call.all("historyTypes");
    var label = call.query("labelId");
    return (types.isEmpty() || types.contains(type(change)))
        && (label.isEmpty() || change.labels().contains(label) || change.changed().contains(label));
  }

  private static String type(Change change) {
    return switch (change.kind()) {
      case ADDED -> "messageAdded";
      case REMOVED -> "messageDeleted";
      case LABELS_ADDED -> "labelAdded";
      case LABELS_REMOVED -> "labelRemoved";
      case EDITED -> throw new IllegalStateException("Gmail edits no message");
    };
  }

  private static Map<String, Object> json(Change change) {
    var bare = new LinkedHashMap<String, Object>();
    bare.put("id", change.messageId());
    bare.put("threadId", change.threadId());
    var message = new LinkedHashMap<>(bare);
    if (!change.labels().isEmpty()) {
      message.put("labelIds", change.labels());
    }
    var entry = new LinkedHashMap<String, Object>();
    entry.put("message", message);
    if (!change.changed().isEmpty()) {
      entry.put("labelIds", change.changed());
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("id", Long.toUnsignedString(change.historyId()));
    json.put("messages", List.of(bare));
    var name =
        switch (change.kind()) {
          case ADDED -> "messagesAdded";
          case REMOVED -> "messagesDeleted";
          case LABELS_ADDED -> "labelsAdded";
          case LABELS_REMOVED -> "labelsRemoved";
          case EDITED -> throw new IllegalStateException("Gmail edits no message");
        };
    json.put(name, List.of(entry));
    return json;
  }
}
