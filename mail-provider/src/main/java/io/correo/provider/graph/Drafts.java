package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Writes drafts. A draft is a message whose id survives its sending, so before one is written over
/// or thrown away it is seen to that it still is a draft.
final class Drafts {
  private static final String KEPT =
      Ask.query(
          "$select",
          "id,isDraft,conversationId,hasAttachments",
          "$expand",
          "attachments($select=%s),singleValueExtendedProperties($filter=id eq '%s')"
              .formatted(Selection.files(), Property.FILES));
  private final GraphApi graph;
  private final DraftFiles files;

  Drafts(GraphApi graph) {
    this.graph = graph;
    this.files = new DraftFiles(graph);
  }

  /// A new one. Where a file fails, what there is of the draft carries our mark.
  GraphMessage create(Grant grant, OutgoingMessage message) {
    var plan = FilePlan.of(message.files());
    var original = original(grant, message);
    if (original.isPresent()) return reply(grant, original.get(), message, plan);
    var draft =
        graph.once(
            grant,
            "messages.create",
            Ask.post(Targets.messages(grant), DraftJson.of(message, plan)),
            GraphMessage.class);
    for (var file : message.files()) files.add(grant, draft.ref(), file);
    return draft;
  }

  /// Replaces all of it; files that are the same stay where they are.
  GraphMessage rewrite(Grant grant, String ref, OutgoingMessage message) {
    return rewrite(grant, ref, message, FilePlan.of(message.files()));
  }

  /// @throws Gone when it is no draft any more
  GraphMessage present(Grant grant, String ref, String selection) {
    var message =
        graph.read(
            grant,
            "messages.get",
            Ask.get(Targets.message(grant, ref) + selection),
            GraphMessage.class);
    if (!message.draft()) throw new Gone("The draft was sent.");
    return message;
  }

  /// Puts a draft into the conversation of what it answers, which nothing else does. What Graph
  /// makes of a reply (quotes, recipients) is then written over; the marks come first, so that
  /// it is found should that fail.
  private GraphMessage reply(Grant grant, String original, OutgoingMessage message, FilePlan plan) {
    var marks = Map.of("singleValueExtendedProperties", DraftJson.properties(message, plan));
    var draft =
        graph.once(
            grant,
            "messages.createReply",
            Ask.post(Targets.message(grant, original) + "/createReply", Map.of("message", marks)),
            GraphMessage.class);
    return rewrite(grant, draft.ref(), message, plan);
  }

  /// The message it answers, if this mailbox has it: rather the one of the conversation asked for.
  private Optional<String> original(Grant grant, OutgoingMessage message) {
    if (message.inReplyTo() == null) return Optional.empty();
    var found =
        graph
            .read(
                grant,
                "messages.list",
                Ask.get(
                    Targets.messages(grant)
                        + Ask.query(
                            "$filter",
                            "internetMessageId eq '%s'".formatted(quoted(message.inReplyTo())),
                            "$select",
                            "id,conversationId,isDraft")),
                GraphPage.OfMessages.class)
            .items()
            .stream()
            .filter(it -> !it.draft())
            .toList();
    return found.stream()
        .filter(it -> it.thread().equals(message.threadRef()))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(GraphMessage::ref);
  }

  /// In this order a file on the draft is at any time one of the plan's: those that are not are
  /// taken off before the plan is written, and new ones put on after it.
  private GraphMessage rewrite(Grant grant, String ref, OutgoingMessage message, FilePlan plan) {
    var present = present(grant, ref, KEPT);
    var before = FilePlan.parse(Property.of(present, Property.FILES).orElse(""));
    var missing = new ArrayList<>(plan.entries());
    for (var file : Objects.requireNonNullElse(present.attachments(), List.<GraphAttachment>of())) {
      var kept = before.of(file).filter(missing::remove);
      if (kept.isEmpty()) files.remove(grant, ref, file);
    }
    var written =
        graph.read(
            grant,
            "messages.update",
            Ask.patch(Targets.message(grant, ref), DraftJson.of(message, plan)),
            GraphMessage.class);
    for (int i = 0; i < message.files().size(); i++) {
      if (missing.remove(plan.entries().get(i))) files.add(grant, ref, message.files().get(i));
    }
    return written;
  }

  static String quoted(String value) {
    return value.replace("'", "''");
  }
}
