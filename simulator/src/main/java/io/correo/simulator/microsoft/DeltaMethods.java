package io.correo.simulator.microsoft;

import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// What changed in a folder: first everything in it, newest first, then what came, changed or left.
@Component
class DeltaMethods implements GraphMethods {

  private static final int FILTERED = 5000;
  private static final Pattern SINCE =
      Pattern.compile("\\s*receivedDateTime\\s+(ge|gt)\\s+\\S+\\s*", Pattern.CASE_INSENSITIVE);

  @Override
  public List<GraphRoute> routes() {
    return List.of(
        GraphRoute.of("GET", "mailFolders/{folder}/messages/delta", this::delta),
        // Without a folder Graph knows no delta of messages.
        GraphRoute.of(
            "GET",
            "messages/delta",
            _ -> {
              throw GraphException.badQuery(
                  "Change tracking is not supported against 'microsoft.graph.message'.");
            }));
  }

  private GraphAnswer delta(GraphCall call) {
    var folder = FolderNames.label(call.mailbox(), call.path("folder"));
    var skip = call.query("skiptoken");
    var text = skip.isEmpty() ? call.query("deltatoken") : skip;
    if (text.isEmpty() || text.equals("latest")) {
      return text.isEmpty()
          ? wholeFolder(call, first(call, folder))
          : page(call, List.of(), "@odata.deltaLink", first(call, folder));
    }
    var token = DeltaToken.read(text, folder);
    return token.after() == null ? changes(call, token) : wholeFolder(call, token);
  }

  private static DeltaToken first(GraphCall call, String folder) {
    var filter = call.query("filter");
    if (!filter.isEmpty() && !SINCE.matcher(filter).matches()) {
      throw GraphException.of(
          400,
          "ErrorInvalidUrlQueryFilter",
          "The query filter contains one or more invalid nodes.");
    }
    // Before anything is read: what changes meanwhile is told in the next round.
    long now = call.mailbox().historyId();
    return new DeltaToken(
        folder, now, 0, 0, null, call.query("select"), filter, call.query("expand"));
  }

  private GraphAnswer wholeFolder(GraphCall call, DeltaToken token) {
    int told = token.skip();
    int size = call.pageSize();
    if (!token.filter().isEmpty()) {
      size = Math.min(size, FILTERED - told);
    }
    var search = new MessageSearch(call, token.filter(), "", "");
    var found =
        call.mailbox().list(Set.of(token.folder()), search.filter(), token.after(), size + 1);
    var page = found.subList(0, Math.min(size, found.size()));
    var items = new ArrayList<Map<String, Object>>();
    page.forEach(message -> items.add(item(call, token, message)));
    boolean full = !token.filter().isEmpty() && told + page.size() >= FILTERED;
    if (found.size() > size && !full) {
      var next = token.told(page.size(), 0).at(page.getLast().position());
      return page(call, items, "@odata.nextLink", next);
    }
    return page(call, items, "@odata.deltaLink", token.next(token.since()));
  }

  private GraphAnswer changes(GraphCall call, DeltaToken token) {
    var mailbox = call.mailbox();
    if (!mailbox.knowsHistory(token.since())) {
      throw GraphException.of(410, "syncStateNotFound", "The sync state generation is not found.");
    }
    long upTo = token.upTo() == 0 ? mailbox.historyId() : token.upTo();
    var all = FolderChanges.between(mailbox, token.folder(), token.since(), upTo);
    int from = Math.min(token.skip(), all.size());
    int to = Math.min(all.size(), from + call.pageSize());
    var passes = new MessageSearch(call, token.filter(), "", "").filter();
    var items = new ArrayList<Map<String, Object>>();
    for (var entry : all.subList(from, to)) {
      var message = mailbox.find(entry.messageId());
      if (!entry.here() || message == null) {
        items.add(removed(call, entry));
      } else if (passes.test(message)) {
        items.add(item(call, token, message));
      }
    }
    return to < all.size()
        ? page(call, items, "@odata.nextLink", token.told(to - from, upTo))
        : page(call, items, "@odata.deltaLink", token.next(upTo));
  }

  private static Map<String, Object> item(GraphCall call, DeltaToken token, StoredMessage message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.type", "#microsoft.graph.message");
    json.putAll(Selection.of(token.select(), token.expand()).json(call.seen(message)));
    return json;
  }

  private static Map<String, Object> removed(GraphCall call, FolderChanges.Entry entry) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.type", "#microsoft.graph.message");
    json.put(
        "id",
        ItemIds.of(call.mailbox(), entry.messageId(), entry.moves(), call.prefer().immutable()));
    json.put("@removed", Map.of("reason", "deleted"));
    return json;
  }

  private static GraphAnswer page(
      GraphCall call, List<Map<String, Object>> items, String kind, DeltaToken token) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("@odata.context", call.request().base() + "/$metadata#Collection(message)");
    var name = kind.equals("@odata.nextLink") ? "$skiptoken" : "$deltatoken";
    answer.put(kind, call.link(Map.of(name, token.text())));
    answer.put("value", items);
    return GraphAnswer.ok(answer);
  }
}
