package io.correo.provider.graph;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import io.correo.provider.MailActions.Outcome;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Moves messages from folder to folder. Graph says "not found" for a message and for a folder
/// alike, so after a no it is looked where the message is: gone, there already, or held back.
final class Moves {
  private static final String HOME = Ask.query("$select", "id,isDraft,from,internetMessageHeaders");
  private final GraphApi graph;
  private final Folders folders;

  Moves(GraphApi graph, Folders folders) {
    this.graph = graph;
    this.folders = folders;
  }

  Map<String, Outcome> to(Grant grant, Collection<String> refs, FolderRole role) {
    return to(grant, refs, Folders.wellKnown(role), role);
  }

  /// @param folder ref of the folder they are in afterwards
  Map<String, Outcome> to(Grant grant, Collection<String> refs, String folder) {
    return to(grant, refs, folder, null);
  }

  /// To where they belong by themselves: drafts to the drafts, one's own mail to what was sent, the
  /// rest to the inbox.
  Map<String, Outcome> home(Grant grant, Collection<String> refs) {
    var outcomes = new HashMap<String, Outcome>();
    var byRole = new EnumMap<FolderRole, List<String>>(FolderRole.class);
    messages(grant, refs, HOME)
        .forEach(
            (ref, answer) -> {
              switch (answer) {
                case Answer.Given<GraphMessage>(var message) ->
                    byRole.computeIfAbsent(home(grant, message), _ -> new ArrayList<>()).add(ref);
                case Answer.Failed<GraphMessage>(Gone _) ->
                    outcomes.put(ref, new Outcome.Gone(ref));
                case Answer.Failed<GraphMessage>(var why) -> throw why;
              }
            });
    byRole.forEach((role, members) -> outcomes.putAll(to(grant, members, role)));
    return outcomes;
  }

  private Map<String, Outcome> to(
      Grant grant, Collection<String> refs, String folder, @Nullable FolderRole role) {
    var asks = new LinkedHashMap<String, Ask>();
    for (var ref : refs) {
      asks.put(
          ref,
          Ask.post(
              Targets.message(grant, ref) + "/move" + Ask.query("$select", "id"),
              Map.of("destinationId", folder)));
    }
    var outcomes = new HashMap<String, Outcome>();
    var doubtful = new LinkedHashMap<String, ProviderException>();
    graph
        .batch(grant, "messages.move", asks, GraphMessage.class)
        .forEach(
            (ref, answer) -> {
              switch (answer) {
                case Answer.Given<GraphMessage> _ -> outcomes.put(ref, new Outcome.Done(ref));
                case Answer.Failed<GraphMessage>(Gone why) -> doubtful.put(ref, why);
                case Answer.Failed<GraphMessage>(Refused why) -> doubtful.put(ref, why);
                case Answer.Failed<GraphMessage>(var why) -> throw why;
              }
            });
    if (!doubtful.isEmpty()) {
      var map = folders.knowing(grant, List.of());
      var target = role == null ? folder : map.ref(role);
      outcomes.putAll(lookedUp(grant, doubtful, target));
    }
    return outcomes;
  }

  private Map<String, Outcome> lookedUp(
      Grant grant, Map<String, ProviderException> doubtful, @Nullable String target) {
    var outcomes = new HashMap<String, Outcome>();
    messages(grant, doubtful.keySet(), Selection.STATE)
        .forEach(
            (ref, answer) ->
                outcomes.put(
                    ref,
                    switch (answer) {
                      case Answer.Given<GraphMessage>(var message) when isIn(message, target) ->
                          new Outcome.Done(ref);
                      case Answer.Given<GraphMessage> _ -> held(ref, doubtful.get(ref));
                      case Answer.Failed<GraphMessage>(Gone _) -> new Outcome.Gone(ref);
                      case Answer.Failed<GraphMessage>(var why) -> throw why;
                    }));
    return outcomes;
  }

  private static Outcome held(String ref, @Nullable ProviderException why) {
    if (why instanceof Refused refused) return GraphActions.refused(ref, refused);
    return new Outcome.Refused(ref, 404, "There is no such folder.");
  }

  private static boolean isIn(GraphMessage message, @Nullable String folder) {
    return folder != null && folder.equals(message.parentFolderId());
  }

  private static FolderRole home(Grant grant, GraphMessage message) {
    if (message.draft()) return FolderRole.DRAFTS;
    var from = message.from() == null ? null : message.from().emailAddress();
    var own = from != null && grant.account().equalsIgnoreCase(from.address());
    // What was written here came by no transport, which would have left its headers.
    var written =
        message.internetMessageHeaders() == null || message.internetMessageHeaders().isEmpty();
    return own || written ? FolderRole.SENT : FolderRole.INBOX;
  }

  private Map<String, Answer<GraphMessage>> messages(
      Grant grant, Collection<String> refs, String selection) {
    var asks = new LinkedHashMap<String, Ask>();
    for (var ref : refs) asks.put(ref, Ask.get(Targets.message(grant, ref) + selection));
    return graph.batch(grant, "messages.get", asks, GraphMessage.class);
  }
}
