package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.StoredMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Messages are listed, read, moved, copied and deleted.
@Component
class MessageMethods implements GraphMethods {

  @Override
  public List<GraphRoute> routes() {
    return List.of(
        GraphRoute.of("GET", "messages", call -> list(call, Set.of(), "messages")),
        GraphRoute.of("GET", "messages/$count", call -> count(call, Set.of())),
        GraphRoute.of("GET", "messages/{message}", this::get),
        GraphRoute.of("GET", "messages/{message}/$value", this::mime),
        GraphRoute.of("DELETE", "messages/{message}", this::delete),
        GraphRoute.of("POST", "messages/{message}/move", this::move),
        GraphRoute.of("POST", "messages/{message}/copy", this::copy),
        GraphRoute.of("POST", "messages/{message}/permanentDelete", this::purge),
        GraphRoute.of(
            "GET",
            "mailFolders/{folder}/messages",
            call ->
                list(call, folder(call), "mailFolders('" + call.path("folder") + "')/messages")),
        GraphRoute.of(
            "GET", "mailFolders/{folder}/messages/$count", call -> count(call, folder(call))));
  }

  private static Set<String> folder(GraphCall call) {
    return Set.of(FolderNames.label(call.mailbox(), call.path("folder")));
  }

  private GraphAnswer list(GraphCall call, Set<String> labels, String context) {
    var search = search(call);
    var selection = Selection.of(call.query("select"), call.query("expand"));
    int skip = call.number("skip");
    int size = call.pageSize();
    var page = search.page(labels, skip, size + 1);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("@odata.context", call.context(context));
    if (call.query("count").equals("true")) {
      answer.put("@odata.count", search.all(labels).size());
    }
    answer.put(
        "value",
        page.subList(0, Math.min(size, page.size())).stream()
            .map(message -> selection.json(call.seen(message)))
            .toList());
    if (page.size() > size) {
      var options = new LinkedHashMap<String, String>();
      call.options().forEach(option -> options.put(option.getKey(), option.getValue()));
      options.keySet().removeIf(name -> name.equalsIgnoreCase("skip"));
      options.put("$skip", Integer.toString(skip + size));
      answer.put("@odata.nextLink", call.link(options));
    }
    return GraphAnswer.ok(answer);
  }

  private static MessageSearch search(GraphCall call) {
    return new MessageSearch(
        call, call.query("filter"), call.query("search"), call.query("orderby"));
  }

  private GraphAnswer count(GraphCall call, Set<String> labels) {
    return GraphAnswer.number(search(call).all(labels).size());
  }

  private GraphAnswer get(GraphCall call) {
    return entity(call, 200, call.message());
  }

  /// A message as the answer to something done with it.
  static GraphAnswer entity(GraphCall call, int status, StoredMessage message) {
    var selection = Selection.of(call.query("select"), call.query("expand"));
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", call.context("messages/$entity"));
    json.putAll(selection.json(call.seen(message)));
    return GraphAnswer.json(status, json).with("ETag", call.seen(message).etag());
  }

  private GraphAnswer mime(GraphCall call) {
    return GraphAnswer.bytes(call.message().content().raw(), "text/plain");
  }

  private static String destination(GraphCall call) {
    var to = call.parameter("destinationId").asString("");
    if (to.isEmpty()) {
      throw GraphException.badRequest("The parameter 'DestinationId' is missing.");
    }
    return FolderNames.label(call.mailbox(), to);
  }

  private GraphAnswer move(GraphCall call) {
    var to = destination(call);
    return entity(call, 201, moved(call, call.message(), to));
  }

  private static StoredMessage moved(GraphCall call, StoredMessage message, String to) {
    var moved = call.mailbox().edit(message.id(), old -> old.in(to));
    if (moved == null) {
      throw GraphException.notFound();
    }
    return moved;
  }

  private GraphAnswer copy(GraphCall call) {
    var copy = call.message().in(destination(call));
    var made =
        call.mailbox()
            .add(copy.content(), copy.labels(), copy.date(), null, copy.threadId(), copy.look());
    return entity(call, 201, made);
  }

  /// Into Deleted Items; from there to where this simulator looks no more.
  private GraphAnswer delete(GraphCall call) {
    var message = call.message();
    if (message.folder().equals(Label.TRASH)) {
      return purge(call);
    }
    moved(call, message, Label.TRASH);
    return GraphAnswer.none(204);
  }

  private GraphAnswer purge(GraphCall call) {
    if (!call.mailbox().remove(call.message().id())) {
      throw GraphException.notFound();
    }
    return GraphAnswer.none(204);
  }
}
