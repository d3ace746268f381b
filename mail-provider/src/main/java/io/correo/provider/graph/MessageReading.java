package io.correo.provider.graph;

import io.correo.events.MessageId;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads messages by their ids, in batches, and says what Graph's messages mean here.
final class MessageReading {
  private final GraphApi graph;
  private final Folders folders;
  private final ContentReader contents;

  MessageReading(GraphApi graph, Folders folders) {
    this.graph = graph;
    this.folders = folders;
    this.contents = new ContentReader(graph.limits());
  }

  /// Whole messages, in the order asked for; what is gone is [Change.Removed].
  List<Change> whole(Grant grant, Collection<String> refs) {
    var found = messages(grant, refs, Selection.WHOLE);
    var map = folders(grant, found.values());
    return refs.stream()
        .distinct()
        .map(
            ref -> {
              var message = found.get(ref);
              return message == null
                  ? new Change.Removed(ref)
                  : (Change) upserted(grant, map, message);
            })
        .toList();
  }

  /// Where they are and how they are marked, by ref; what is gone is left out.
  Map<String, Change.StateChanged> states(Grant grant, Collection<String> refs) {
    var found = messages(grant, refs, Selection.STATE);
    var map = folders(grant, found.values());
    var states = new HashMap<String, Change.StateChanged>();
    found.forEach((ref, message) -> states.put(ref, state(grant, map, ref, message)));
    return states;
  }

  /// Those of their folders that are known, and all that these messages are in.
  FolderMap folders(Grant grant, Collection<GraphMessage> messages) {
    // A poll that brings nothing costs one request, also in a process that has just started.
    if (messages.isEmpty()) return FolderMap.of(List.of());
    var refs =
        messages.stream()
            .map(GraphMessage::parentFolderId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return folders.knowing(grant, refs);
  }

  Change.Upserted upserted(Grant grant, FolderMap map, GraphMessage message) {
    var ref = message.ref();
    return new Change.Upserted(
        ref,
        ref,
        message.thread(),
        contents.read(MessageId.of(grant.mailbox(), ref), message),
        map.state(grant.mailbox(), message, graph.starByFlag()));
  }

  Change.StateChanged state(Grant grant, FolderMap map, String ref, GraphMessage message) {
    return new Change.StateChanged(ref, map.state(grant.mailbox(), message, graph.starByFlag()));
  }

  private Map<String, GraphMessage> messages(
      Grant grant, Collection<String> refs, String selection) {
    var asks = new LinkedHashMap<String, Ask>();
    for (var ref : refs) asks.put(ref, Ask.get(Targets.message(grant, ref) + selection));
    var found = new LinkedHashMap<String, GraphMessage>();
    graph
        .batch(grant, "messages.get", asks, GraphMessage.class)
        .forEach(
            (ref, answer) -> {
              switch (answer) {
                case Answer.Given<GraphMessage>(var message) -> found.put(ref, message);
                case Answer.Failed<GraphMessage>(Gone _) -> {} // gone between then and now
                // Whatever named it, it is none of this mailbox's.
                case Answer.Failed<GraphMessage>(Refused why)
                    when why.code().equalsIgnoreCase(Failures.NO_ID) -> {}
                case Answer.Failed<GraphMessage>(var why) -> throw why;
              }
            });
    return found;
  }
}
