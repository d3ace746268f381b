package io.correo.simulator.google;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Position;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `users.threads`.
@Component
class ThreadMethods implements GmailMethods {

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "threads", "threads.list", 10, ThreadMethods::list),
        Route.of("GET", "threads/{id}", "threads.get", 40, ThreadMethods::get),
        Route.of("DELETE", "threads/{id}", "threads.delete", 20, ThreadMethods::delete),
        Route.of(
            "POST",
            "threads/{id}/modify",
            "threads.modify",
            10,
            call -> change(call, LabelChange.of(call))),
        Route.of(
            "POST",
            "threads/{id}/trash",
            "threads.trash",
            10,
            call -> change(call, LabelChange.TRASH)),
        Route.of(
            "POST",
            "threads/{id}/untrash",
            "threads.untrash",
            10,
            call -> change(call, LabelChange.UNTRASH)));
  }

  private static GmailAnswer list(GmailCall call) {
    var search = new Search(call);
    int max = call.max(100, 500);
    var rows = new ArrayList<Object>();
    @Nullable Position after = PageToken.position(call.query("pageToken"));
    boolean more = true;
    while (rows.size() < max && more) {
      var page = call.mailbox().list(search.labels(), search::matches, after, max);
      more = page.size() == max;
      for (var message : page) {
        after = message.position();
        var thread = call.mailbox().thread(message.threadId());
        var newest = newest(thread, search);
        if (newest != null && newest.id().equals(message.id())) {
          rows.add(row(message, thread));
          if (rows.size() == max) {
            more = true;
            break;
          }
        }
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    if (!rows.isEmpty()) {
      answer.put("threads", rows);
    }
    if (more && after != null) {
      answer.put("nextPageToken", PageToken.of(after));
    }
    answer.put("resultSizeEstimate", more ? call.mailbox().estimate(search.labels()) : rows.size());
    return GmailAnswer.ok(answer);
  }

  /// The message that stands for its thread in a list; also the guard that lists it only once.
  private static @Nullable StoredMessage newest(List<StoredMessage> thread, Search search) {
    for (var message : thread.reversed()) {
      if (search.matches(message)) {
        return message;
      }
    }
    return null;
  }

  private static Map<String, Object> row(StoredMessage message, List<StoredMessage> thread) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", message.threadId());
    json.put("snippet", Wire.escape(message.content().snippet()));
    json.put("historyId", history(thread));
    return json;
  }

  private static String history(List<StoredMessage> thread) {
    long newest = 0;
    for (var message : thread) {
      newest = Long.compareUnsigned(message.historyId(), newest) > 0 ? message.historyId() : newest;
    }
    return Long.toUnsignedString(newest);
  }

  private static GmailAnswer get(GmailCall call) {
    var thread = thread(call);
    var json = new LinkedHashMap<String, Object>();
    json.put("id", call.path("id"));
    json.put("historyId", history(thread));
    var messages = new ArrayList<Object>();
    for (var message : thread) {
      messages.add(MessageJson.of(message, call.query("format"), call.all("metadataHeaders")));
    }
    json.put("messages", messages);
    return GmailAnswer.ok(json);
  }

  private static GmailAnswer change(GmailCall call, LabelChange change) {
    var messages = new ArrayList<Object>();
    for (var message : thread(call)) {
      var now = change.apply(call, message.id());
      if (now != null) {
        messages.add(MessageJson.state(now));
      }
    }
    return GmailAnswer.ok(Map.of("id", call.path("id"), "messages", messages));
  }

  private static GmailAnswer delete(GmailCall call) {
    for (var message : thread(call)) {
      call.mailbox().remove(message.id());
    }
    return GmailAnswer.empty();
  }

  private static List<StoredMessage> thread(GmailCall call) {
    var thread = call.mailbox().thread(call.path("id"));
    if (thread.isEmpty()) {
      throw GmailException.notFound();
    }
    return thread;
  }
}
