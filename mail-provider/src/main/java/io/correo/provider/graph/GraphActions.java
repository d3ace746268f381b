package io.correo.provider.graph;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Actions in batches, each message with an outcome of its own. All of them are safe to repeat:
/// with immutable ids a message that was moved is still found.
final class GraphActions implements MailActions {
  private final GraphApi graph;
  private final Moves moves;

  GraphActions(GraphApi graph, Folders folders) {
    this.graph = graph;
    this.moves = new Moves(graph, folders);
  }

  @Override
  public List<Outcome> apply(Grant grant, Action action, List<String> refs) {
    var outcomes = outcomes(grant, action, new LinkedHashSet<>(refs));
    return refs.stream().map(ref -> Objects.requireNonNull(outcomes.get(ref))).toList();
  }

  private Map<String, Outcome> outcomes(Grant grant, Action action, Collection<String> refs) {
    return switch (action) {
      case Action.MarkRead _ -> patch(grant, refs, Map.of("isRead", true));
      case Action.MarkUnread _ -> patch(grant, refs, Map.of("isRead", false));
      case Action.Star _ -> flag(grant, refs, "flagged");
      case Action.Unstar _ -> flag(grant, refs, "notFlagged");
      case Action.Trash _ -> moves.to(grant, refs, FolderRole.TRASH);
      case Action.Archive _ -> moves.to(grant, refs, FolderRole.ARCHIVE);
      case Action.Spam _ -> moves.to(grant, refs, FolderRole.SPAM);
      case Action.Move(var folder) -> moves.to(grant, refs, folder);
      case Action.Restore(var folders) -> restore(grant, refs, new TreeSet<>(folders));
      case Action.Delete _ ->
          each(
              grant,
              "messages.permanentDelete",
              refs,
              ref -> Ask.post(Targets.message(grant, ref) + "/permanentDelete", null));
    };
  }

  private Map<String, Outcome> flag(Grant grant, Collection<String> refs, String status) {
    if (graph.starByFlag()) {
      return patch(grant, refs, Map.of("flag", Map.of("flagStatus", status)));
    }
    var refused = new HashMap<String, Outcome>();
    for (var ref : refs) {
      refused.put(ref, new Outcome.Refused(ref, 400, "Messages are not starred in this mailbox."));
    }
    return refused;
  }

  private Map<String, Outcome> patch(Grant grant, Collection<String> refs, Object change) {
    return each(
        grant,
        "messages.update",
        refs,
        ref -> Ask.patch(Targets.message(grant, ref) + Ask.query("$select", "id"), change));
  }

  /// A message is in one folder, so it came from one. Where that is gone, it goes where it would
  /// have gone had nobody known.
  private Map<String, Outcome> restore(
      Grant grant, Collection<String> refs, TreeSet<String> folders) {
    if (folders.isEmpty()) return moves.home(grant, refs);
    var outcomes = new HashMap<>(moves.to(grant, refs, folders.first()));
    var homeless =
        outcomes.values().stream()
            .filter(Outcome.Refused.class::isInstance)
            .map(Outcome::ref)
            .toList();
    if (!homeless.isEmpty()) outcomes.putAll(moves.home(grant, homeless));
    return outcomes;
  }

  private Map<String, Outcome> each(
      Grant grant, String name, Collection<String> refs, Function<String, Ask> ask) {
    var asks = new LinkedHashMap<String, Ask>();
    for (var ref : refs) asks.put(ref, ask.apply(ref));
    var outcomes = new HashMap<String, Outcome>();
    graph
        .batch(grant, name, asks, JsonNode.class)
        .forEach((ref, answer) -> outcomes.put(ref, outcome(ref, answer)));
    return outcomes;
  }

  private static Outcome outcome(String ref, Answer<JsonNode> answer) {
    return switch (answer) {
      case Answer.Given<JsonNode> _ -> new Outcome.Done(ref);
      case Answer.Failed<JsonNode>(Gone _) -> new Outcome.Gone(ref);
      case Answer.Failed<JsonNode>(Refused why) -> refused(ref, why);
      case Answer.Failed<JsonNode>(var why) -> throw why;
    };
  }

  static Outcome refused(String ref, Refused why) {
    return new Outcome.Refused(
        ref, why.status(), Optional.ofNullable(why.getMessage()).orElse(why.code()));
  }
}
