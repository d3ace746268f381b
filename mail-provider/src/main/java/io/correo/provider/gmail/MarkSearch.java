package io.correo.provider.gmail;

import com.google.api.services.gmail.model.Message;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.gmail.GmailApi.Answer;
import io.correo.provider.gmail.GmailApi.Ask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a message by our own header. Gmail's search does not know such headers, so the newest
/// candidates are looked through.
final class MarkSearch {
  private final GmailApi gmail;

  MarkSearch(GmailApi gmail) {
    this.gmail = gmail;
  }

  Optional<Message> inThread(Grant grant, @Nullable String threadRef, String header, String mark) {
    if (threadRef == null) return Optional.empty();
    try {
      var thread =
          gmail.read(
              grant,
              "threads.get",
              gmail.costs().threadGet(),
              (users, account) ->
                  users
                      .threads()
                      .get(account, threadRef)
                      .setFormat("metadata")
                      .setMetadataHeaders(List.of(header)));
      return each(thread.getMessages()).stream()
          .filter(it -> isSent(it) && carries(it, header, mark))
          .findFirst();
    } catch (Gone _) {
      return Optional.empty();
    }
  }

  Optional<Message> amongSent(Grant grant, String header, String mark) {
    var newest =
        gmail.read(
            grant,
            "messages.list",
            gmail.costs().messageList(),
            (users, account) ->
                users
                    .messages()
                    .list(account)
                    .setLabelIds(List.of(Labels.SENT))
                    .setIncludeSpamTrash(true)
                    .setMaxResults((long) gmail.limits().lookBack()));
    return find(
            grant, each(newest.getMessages()).stream().map(Message::getId).toList(), header, mark)
        .filter(MarkSearch::isSent);
  }

  /// The first of these messages that carries the mark.
  Optional<Message> find(Grant grant, List<String> refs, String header, String mark) {
    var asks = new LinkedHashMap<String, Ask<Message>>();
    for (var ref : refs) {
      asks.put(
          ref,
          (users, account) ->
              users
                  .messages()
                  .get(account, ref)
                  .setFormat("metadata")
                  .setMetadataHeaders(List.of(header)));
    }
    var answers = gmail.batch(grant, "messages.get", gmail.costs().messageGet(), asks);
    for (var ref : refs) {
      if (answers.get(ref) instanceof Answer.Given<Message>(var message)
          && carries(message, header, mark)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  private static boolean isSent(Message message) {
    return !each(message.getLabelIds()).contains(Labels.DRAFT);
  }

  private static boolean carries(Message message, String header, String mark) {
    return message.getPayload() != null
        && Parts.headers(message.getPayload()).text(header).equals(mark);
  }

  private static <T> List<T> each(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
