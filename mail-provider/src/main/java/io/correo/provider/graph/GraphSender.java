package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.MailSender;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Drafts and their sending. A message keeps its immutable id when it is sent, so what we know a
/// mail by is that id. Never by `sendMail`, which tells nothing that could be looked up afterwards.
final class GraphSender implements MailSender {
  private static final String FIELDS = "id,conversationId,isDraft";
  private static final String BRIEF = Ask.query("$select", FIELDS);
  private final GraphApi graph;
  private final Drafts drafts;

  GraphSender(GraphApi graph) {
    this.graph = graph;
    this.drafts = new Drafts(graph);
  }

  @Override
  public Draft create(Grant grant, OutgoingMessage message) {
    return draft(drafts.create(grant, message));
  }

  @Override
  public Draft update(Grant grant, String draftRef, OutgoingMessage message) {
    return draft(drafts.rewrite(grant, draftRef, message));
  }

  /// A draft that was sent is none any more: it is left alone.
  @Override
  public void delete(Grant grant, String draftRef) {
    try {
      var draft = drafts.present(grant, draftRef, BRIEF);
      graph.repeatably(
          grant,
          "messages.permanentDelete",
          Ask.post(Targets.message(grant, draft.ref()) + "/permanentDelete", null));
    } catch (Gone _) {
      // Deleting none succeeds.
    }
  }

  @Override
  public Sent send(Grant grant, String draftRef) {
    // Its answer says nothing, so the conversation is asked for before; and what was sent already
    // is found out without asking to send it.
    var draft = drafts.present(grant, draftRef, BRIEF);
    graph.once(grant, "messages.send", Ask.post(Targets.message(grant, draftRef) + "/send", null));
    return sent(draft);
  }

  @Override
  public Look look(Grant grant, String draftRef) {
    try {
      var message = brief(grant, draftRef);
      return message.draft() ? new Look.NotSent(draft(message)) : new Look.Delivered(sent(message));
    } catch (Gone _) {
      // On its way: between the outbox and what was sent a message is nowhere for a while.
      return new Look.Consumed();
    }
  }

  @Override
  public @Nullable Draft findDraft(Grant grant, String mark) {
    var target = Targets.folder(grant, "drafts") + "/messages";
    var found = find(grant, target, OutgoingMessage.DRAFT_MARK, mark, GraphMessage::draft);
    return found == null ? null : draft(found);
  }

  @Override
  public @Nullable Sent findSent(Grant grant, String mark, @Nullable String threadRef) {
    var found =
        find(
            grant,
            Targets.messages(grant),
            OutgoingMessage.SEND_MARK,
            mark,
            message -> !message.draft());
    return found == null ? null : sent(found);
  }

  @Override
  public @Nullable Draft draftOf(Grant grant, String messageRef) {
    try {
      return draft(drafts.present(grant, messageRef, BRIEF));
    } catch (Gone _) {
      return null;
    }
  }

  private @Nullable GraphMessage find(
      Grant grant, String target, String name, String mark, Predicate<GraphMessage> wanted) {
    var filter =
        "singleValueExtendedProperties/Any(ep: ep/id eq '%s' and ep/value eq '%s')"
            .formatted(Property.mark(name), Drafts.quoted(mark));
    var page =
        graph.read(
            grant,
            "messages.list",
            Ask.get(target + Ask.query("$filter", filter, "$select", FIELDS)),
            GraphPage.OfMessages.class);
    return page.items().stream().filter(wanted).findFirst().orElse(null);
  }

  private GraphMessage brief(Grant grant, String ref) {
    return graph.read(
        grant, "messages.get", Ask.get(Targets.message(grant, ref) + BRIEF), GraphMessage.class);
  }

  private static Draft draft(GraphMessage message) {
    return new Draft(message.ref(), message.ref(), message.thread());
  }

  private static Sent sent(GraphMessage message) {
    return new Sent(message.ref(), message.thread());
  }
}
