package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `mailFolders` and the folders in them.
@Component
class FolderMethods implements GraphMethods {

  @Override
  public List<GraphRoute> routes() {
    return List.of(
        GraphRoute.of("GET", "mailFolders", call -> list(call, FolderNames.ROOT)),
        GraphRoute.of("POST", "mailFolders", call -> create(call, FolderNames.ROOT)),
        GraphRoute.of("GET", "mailFolders/$count", call -> count(call, FolderNames.ROOT)),
        GraphRoute.of("GET", "mailFolders/{folder}", this::get),
        GraphRoute.of("PATCH", "mailFolders/{folder}", this::rename),
        GraphRoute.of("DELETE", "mailFolders/{folder}", this::delete),
        GraphRoute.of("POST", "mailFolders/{folder}/move", this::move),
        GraphRoute.of("POST", "mailFolders/{folder}/copy", this::copy),
        GraphRoute.of("GET", "mailFolders/{folder}/childFolders", call -> list(call, folder(call))),
        GraphRoute.of(
            "POST", "mailFolders/{folder}/childFolders", call -> create(call, folder(call))),
        GraphRoute.of(
            "GET", "mailFolders/{folder}/childFolders/$count", call -> count(call, folder(call))));
  }

  private static String folder(GraphCall call) {
    return FolderNames.label(call.mailbox(), call.path("folder"));
  }

  /// What lies at the top has no parent among the labels.
  private static String parent(String folder) {
    return folder.equals(FolderNames.ROOT) ? "" : folder;
  }

  private static List<Label> children(GraphCall call, String folder) {
    boolean hidden = call.query("includeHiddenFolders").equalsIgnoreCase("true");
    return call.mailbox().folders(parent(folder)).stream()
        .filter(label -> hidden || !label.hidden())
        .toList();
  }

  private GraphAnswer list(GraphCall call, String folder) {
    var all = children(call, folder);
    int from = Math.min(call.number("skip"), all.size());
    int to = Math.min(all.size(), from + call.pageSize());
    var value = new ArrayList<Object>();
    for (var label : all.subList(from, to)) {
      value.add(selected(call, json(call.mailbox(), label.id())));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("@odata.context", call.context("mailFolders"));
    if (call.query("count").equals("true")) {
      answer.put("@odata.count", all.size());
    }
    answer.put("value", value);
    if (to < all.size()) {
      var options = new LinkedHashMap<String, String>();
      call.options().forEach(option -> options.put(option.getKey(), option.getValue()));
      options.put("$skip", Integer.toString(to));
      answer.put("@odata.nextLink", call.link(options));
    }
    return GraphAnswer.ok(answer);
  }

  private GraphAnswer count(GraphCall call, String folder) {
    return GraphAnswer.number(children(call, folder).size());
  }

  private GraphAnswer get(GraphCall call) {
    var json = selected(call, json(call.mailbox(), folder(call)));
    return GraphAnswer.ok(entity(call, json));
  }

  private static Map<String, Object> entity(GraphCall call, Map<String, Object> folder) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", call.context("mailFolders/$entity"));
    json.putAll(folder);
    return json;
  }

  private static Map<String, Object> selected(GraphCall call, Map<String, Object> json) {
    var select = call.query("select");
    if (!select.isEmpty()) {
      var wanted = List.of(select.split("\\s*,\\s*"));
      json.keySet().removeIf(name -> !name.equals("id") && !wanted.contains(name));
    }
    return json;
  }

  static Map<String, Object> json(Mailbox mailbox, String id) {
    var label = mailbox.label(id);
    var parent = label == null || label.parent().isEmpty() ? FolderNames.ROOT : label.parent();
    var json = new LinkedHashMap<String, Object>();
    json.put("id", ItemIds.folder(mailbox, id));
    json.put("displayName", FolderNames.shown(mailbox, id));
    json.put("parentFolderId", ItemIds.folder(mailbox, parent));
    json.put("childFolderCount", mailbox.folders(parent(id)).size());
    json.put("unreadItemCount", messages(mailbox, Set.of(id, Label.UNREAD)));
    json.put("totalItemCount", messages(mailbox, Set.of(id)));
    json.put("isHidden", label != null && label.hidden());
    return json;
  }

  private static int messages(Mailbox mailbox, Set<String> labels) {
    return labels.size() == 1
        ? mailbox.estimate(labels)
        : mailbox.list(labels, _ -> true, null, Integer.MAX_VALUE).size();
  }

  private GraphAnswer create(GraphCall call, String folder) {
    var name = name(call);
    boolean hidden = call.json().path("isHidden").asBoolean(false);
    var made = call.mailbox().createFolder(parent(folder), name, hidden);
    if (made == null) {
      throw exists(name);
    }
    return GraphAnswer.json(201, entity(call, json(call.mailbox(), made.id())));
  }

  private static String name(GraphCall call) {
    var name = call.json().path("displayName").asString("").strip();
    if (name.isEmpty()) {
      throw GraphException.of(
          400, "ErrorInvalidFolderName", "The folder's display name is missing.");
    }
    return name;
  }

  private static GraphException exists(String name) {
    return GraphException.of(
        409,
        "ErrorFolderExists",
        "A folder with the specified name '" + name + "' already exists.");
  }

  private GraphAnswer rename(GraphCall call) {
    var label = own(call);
    var name = name(call);
    for (var sister : call.mailbox().folders(label.parent())) {
      if (sister.name().equalsIgnoreCase(name) && !sister.id().equals(label.id())) {
        throw exists(name);
      }
    }
    call.mailbox().replaceLabel(label.renamed(name));
    return GraphAnswer.ok(entity(call, json(call.mailbox(), label.id())));
  }

  /// A folder the user made: Outlook's own are not changed.
  private static Label own(GraphCall call) {
    var label = call.mailbox().label(folder(call));
    if (label == null || label.system()) {
      throw GraphException.of(
          400, "ErrorDistinguishedFolder", "A distinguished folder cannot be changed.");
    }
    return label;
  }

  private static String destination(GraphCall call) {
    return FolderNames.label(call.mailbox(), call.parameter("destinationId").asString(""));
  }

  private GraphAnswer move(GraphCall call) {
    var label = own(call);
    var to = parent(destination(call));
    if (within(call.mailbox(), to, label.id())) {
      throw GraphException.of(400, "ErrorMoveCopyFailed", "A folder cannot be moved into itself.");
    }
    call.mailbox().replaceLabel(label.below(to));
    return GraphAnswer.json(201, entity(call, json(call.mailbox(), label.id())));
  }

  private static boolean within(Mailbox mailbox, String folder, String other) {
    @Nullable Label label = mailbox.label(folder);
    return folder.equals(other)
        || label != null && !label.parent().isEmpty() && within(mailbox, label.parent(), other);
  }

  private GraphAnswer copy(GraphCall call) {
    var label = own(call);
    var mailbox = call.mailbox();
    var made = mailbox.createFolder(parent(destination(call)), label.name(), label.hidden());
    if (made == null) {
      throw exists(label.name());
    }
    for (var message : mailbox.list(Set.of(label.id()), _ -> true, null, Integer.MAX_VALUE)) {
      var copy = message.in(made.id());
      mailbox.add(copy.content(), copy.labels(), copy.date(), null, copy.threadId(), copy.look());
    }
    return GraphAnswer.json(201, entity(call, json(mailbox, made.id())));
  }

  /// Into Deleted Items; from there for ever, with all that lies in it.
  private GraphAnswer delete(GraphCall call) {
    var label = own(call);
    var mailbox = call.mailbox();
    if (within(mailbox, label.parent(), Label.TRASH)) {
      purge(mailbox, label.id());
    } else {
      mailbox.replaceLabel(label.below(Label.TRASH));
    }
    return GraphAnswer.none(204);
  }

  private static void purge(Mailbox mailbox, String folder) {
    mailbox.folders(folder).forEach(child -> purge(mailbox, child.id()));
    mailbox
        .list(Set.of(folder), _ -> true, null, Integer.MAX_VALUE)
        .forEach(message -> mailbox.remove(message.id()));
    mailbox.removeLabel(folder);
  }
}
