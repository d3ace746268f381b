package io.correo.provider.gmail;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.gmail.Gmail.Users;
import com.google.api.services.gmail.model.Message;
import com.google.api.services.gmail.model.Thread;
import io.correo.events.MessageId;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.gmail.GmailApi.Answer;
import io.correo.provider.gmail.GmailApi.Ask;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads messages by the cheapest calls: a thread as a whole once enough of it is wanted, the rest
/// one by one in batches.
final class MessageReading {
  private final GmailApi gmail;
  private final ContentReader contents;
  private final Drafts drafts;

  MessageReading(GmailApi gmail, ContentReader contents, Drafts drafts) {
    this.gmail = gmail;
    this.contents = contents;
    this.drafts = drafts;
  }

  /// Whole messages, in the order asked for; what is gone is [Change.Removed].
  List<Read> whole(Grant grant, List<Listed> wanted) {
    var messages = messages(grant, wanted, "full");
    var shapes =
        drafts.ids(
            grant,
            messages.values().stream()
                .filter(message -> labels(message).contains(Labels.DRAFT))
                .map(Message::getId)
                .collect(Collectors.toSet()));
    return wanted.stream()
        .map(Listed::ref)
        .distinct()
        .map(
            ref ->
                Optional.ofNullable(messages.get(ref))
                    .map(message -> read(grant, message, shapes.get(ref)))
                    .orElseGet(() -> new Read(new Change.Removed(ref), BigInteger.ZERO)))
        .toList();
  }

  /// Their labels only; what is gone is left out.
  List<Change.StateChanged> states(Grant grant, List<Listed> wanted) {
    return messages(grant, wanted, "minimal").values().stream()
        .map(
            message ->
                new Change.StateChanged(
                    message.getId(), Labels.state(grant.mailbox(), message.getLabelIds())))
        .toList();
  }

  private Read read(Grant grant, Message message, @Nullable String draft) {
    var ref = message.getId();
    var key = draft == null ? ref : Drafts.key(draft);
    var content = contents.read(grant, MessageId.of(grant.mailbox(), key), message);
    var state = Labels.state(grant.mailbox(), message.getLabelIds());
    return new Read(
        new Change.Upserted(
            key, ref, Objects.requireNonNullElse(message.getThreadId(), ref), content, state),
        Objects.requireNonNullElse(message.getHistoryId(), BigInteger.ZERO));
  }

  private Map<String, Message> messages(Grant grant, List<Listed> wanted, String format) {
    var found = new LinkedHashMap<String, Message>();
    var refs = wanted.stream().map(Listed::ref).collect(Collectors.toSet());
    var single = new LinkedHashMap<String, Ask<Message>>();
    var byThread = wanted.stream().collect(Collectors.groupingBy(Listed::threadRef));
    byThread.forEach(
        (thread, members) -> {
          if (!thread.isEmpty() && members.size() >= gmail.limits().threadFrom()) {
            thread(grant, thread, format).stream()
                .filter(message -> refs.contains(message.getId()))
                .forEach(message -> found.put(message.getId(), message));
          }
        });
    for (var listed : wanted) {
      // Also what a thread did not have: it may have moved to another.
      if (!found.containsKey(listed.ref())) {
        single.put(listed.ref(), (users, account) -> get(users, account, listed.ref(), format));
      }
    }
    found.putAll(single(grant, single));
    return found;
  }

  private Map<String, Message> single(Grant grant, Map<String, Ask<Message>> asks) {
    if (asks.isEmpty()) return Map.of();
    try {
      return given(gmail.batch(grant, "messages.get", gmail.costs().messageGet(), asks));
    } catch (Refused refused) {
      if (!refused.code().equals(Failures.TOO_DEEP)) throw refused;
      // One of them; the others need not suffer for it.
      var found = new HashMap<String, Message>();
      for (var ref : asks.keySet()) alone(grant, ref).ifPresent(it -> found.put(ref, it));
      return found;
    }
  }

  private Optional<Message> alone(Grant grant, String ref) {
    try {
      return Optional.of(alone(grant, ref, "full"));
    } catch (Gone _) {
      return Optional.empty();
    } catch (Refused refused) {
      if (!refused.code().equals(Failures.TOO_DEEP)) throw refused;
      return Optional.of(alone(grant, ref, "metadata"));
    }
  }

  private Message alone(Grant grant, String ref, String format) {
    return gmail.read(
        grant,
        "messages.get",
        gmail.costs().messageGet(),
        (users, account) -> get(users, account, ref, format));
  }

  private static Map<String, Message> given(Map<String, Answer<Message>> answers) {
    var found = new HashMap<String, Message>();
    answers.forEach(
        (ref, answer) -> {
          switch (answer) {
            case Answer.Given<Message>(var message) -> found.put(ref, message);
            case Answer.Failed<Message>(Gone _) -> {} // gone between the listing and now
            case Answer.Failed<Message>(var why) -> throw why;
          }
        });
    return found;
  }

  private List<Message> thread(Grant grant, String ref, String format) {
    try {
      Thread thread =
          gmail.read(
              grant,
              "threads.get",
              gmail.costs().threadGet(),
              (users, account) -> users.threads().get(account, ref).setFormat(format));
      return Objects.requireNonNullElse(thread.getMessages(), List.of());
    } catch (Gone | Refused _) {
      return List.of();
    }
  }

  private static AbstractGoogleClientRequest<Message> get(
      Users users, String account, String ref, String format) throws IOException {
    return users.messages().get(account, ref).setFormat(format);
  }

  private static Set<String> labels(Message message) {
    return Set.copyOf(Objects.requireNonNullElse(message.getLabelIds(), List.of()));
  }

  /// @param historyId up to which changes are in it; zero when it is gone
  record Read(Change change, BigInteger historyId) {}
}
