package io.correo.provider.gmail;

import com.google.api.services.gmail.model.BatchDeleteMessagesRequest;
import com.google.api.services.gmail.model.BatchModifyMessagesRequest;
import com.google.api.services.gmail.model.Message;
import com.google.api.services.gmail.model.ModifyMessageRequest;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Actions as changes of labels. A few messages are changed one by one, which tells what is gone;
/// many in one call, where Gmail passes over what is gone in silence.
final class GmailActions implements MailActions {
  private static final int MOST = 1_000; // ids Gmail takes in one call
  private static final Set<String> ELSEWHERE = Set.of(Labels.INBOX, Labels.TRASH, Labels.SPAM);
  private static final Set<String> NOT_SETTABLE = Set.of(Labels.SENT, Labels.DRAFT);
  private final GmailApi gmail;

  GmailActions(GmailApi gmail) {
    this.gmail = gmail;
  }

  @Override
  public List<Outcome> apply(Grant grant, Action action, List<String> refs) {
    return switch (action) {
      case Action.MarkRead _ -> relabel(grant, refs, Set.of(), Set.of(Labels.UNREAD));
      case Action.MarkUnread _ -> relabel(grant, refs, Set.of(Labels.UNREAD), Set.of());
      case Action.Star _ -> relabel(grant, refs, Set.of(Labels.STARRED), Set.of());
      case Action.Unstar _ -> relabel(grant, refs, Set.of(), Set.of(Labels.STARRED));
      case Action.Archive _ -> relabel(grant, refs, Set.of(), ELSEWHERE);
      case Action.Spam _ ->
          relabel(grant, refs, Set.of(Labels.SPAM), Set.of(Labels.INBOX, Labels.TRASH));
      case Action.Trash _ -> trash(grant, refs);
      case Action.Restore(var folders) -> each(refs, ref -> restore(grant, ref, folders));
      case Action.Delete _ -> delete(grant, refs);
      case Action.Move(var folder) when folder.equals(Labels.TRASH) -> trash(grant, refs);
      case Action.Move(var folder) -> each(refs, ref -> move(grant, ref, folder));
    };
  }

  private List<Outcome> trash(Grant grant, List<String> refs) {
    if (refs.size() >= gmail.limits().modifyFrom()) {
      return relabel(grant, refs, Set.of(Labels.TRASH), Set.of(Labels.INBOX, Labels.SPAM));
    }
    return each(
        refs,
        ref ->
            gmail.read(
                grant,
                "messages.trash",
                gmail.costs().modify(),
                (users, account) -> users.messages().trash(account, ref)));
  }

  private void restore(Grant grant, String ref, Set<String> folders) {
    var message =
        gmail.read(
            grant,
            "messages.untrash",
            gmail.costs().modify(),
            (users, account) -> users.messages().untrash(account, ref));
    var labels = labels(message);
    // Gmail's untrash does not put the inbox back.
    var back =
        folders.isEmpty()
            ? labels.stream().anyMatch(NOT_SETTABLE::contains)
                ? Set.<String>of()
                : Set.of(Labels.INBOX)
            : folders.stream()
                .filter(it -> !NOT_SETTABLE.contains(it) && !it.equals(Labels.TRASH))
                .collect(Collectors.toSet());
    var spam = labels.contains(Labels.SPAM) && !back.contains(Labels.SPAM);
    if (!labels.containsAll(back) || spam) {
      modify(grant, ref, back, spam ? Set.of(Labels.SPAM) : Set.of());
    }
  }

  /// Out of the inbox; a message that is filed already leaves the folder it is filed in.
  private void move(Grant grant, String ref, String folder) {
    var labels =
        labels(
            gmail.read(
                grant,
                "messages.get",
                gmail.costs().messageGet(),
                (users, account) -> users.messages().get(account, ref).setFormat("minimal")));
    var filed = labels.stream().noneMatch(ELSEWHERE::contains);
    var remove =
        Stream.concat(ELSEWHERE.stream(), labels.stream().filter(it -> filed && Labels.own(it)))
            .filter(it -> !it.equals(folder))
            .collect(Collectors.toSet());
    modify(grant, ref, NOT_SETTABLE.contains(folder) ? Set.of() : Set.of(folder), remove);
  }

  private List<Outcome> delete(Grant grant, List<String> refs) {
    if (refs.size() < gmail.limits().modifyFrom()) {
      return each(
          refs,
          ref ->
              gmail.read(
                  grant,
                  "messages.delete",
                  gmail.costs().delete(),
                  (users, account) -> users.messages().delete(account, ref)));
    }
    return together(
        refs,
        some ->
            gmail.read(
                grant,
                "messages.batchDelete",
                gmail.costs().batchDelete(),
                (users, account) ->
                    users
                        .messages()
                        .batchDelete(account, new BatchDeleteMessagesRequest().setIds(some))));
  }

  private List<Outcome> relabel(
      Grant grant, List<String> refs, Set<String> add, Set<String> remove) {
    if (refs.size() < gmail.limits().modifyFrom()) {
      return each(refs, ref -> modify(grant, ref, add, remove));
    }
    return together(
        refs,
        some ->
            gmail.read(
                grant,
                "messages.batchModify",
                gmail.costs().batchModify(),
                (users, account) ->
                    users
                        .messages()
                        .batchModify(
                            account,
                            new BatchModifyMessagesRequest()
                                .setIds(some)
                                .setAddLabelIds(List.copyOf(add))
                                .setRemoveLabelIds(List.copyOf(remove)))));
  }

  private void modify(Grant grant, String ref, Set<String> add, Set<String> remove) {
    gmail.read(
        grant,
        "messages.modify",
        gmail.costs().modify(),
        (users, account) ->
            users
                .messages()
                .modify(
                    account,
                    ref,
                    new ModifyMessageRequest()
                        .setAddLabelIds(List.copyOf(add))
                        .setRemoveLabelIds(List.copyOf(remove))));
  }

  /// When one of them spoils the call, each is asked for alone, to learn which.
  private List<Outcome> together(List<String> refs, Consumer<List<String>> call) {
    var outcomes = new ArrayList<Outcome>();
    for (int from = 0; from < refs.size(); from += MOST) {
      var some = refs.subList(from, Math.min(refs.size(), from + MOST));
      try {
        call.accept(some);
        some.forEach(ref -> outcomes.add(new Outcome.Done(ref)));
      } catch (Gone | Refused spoiled) {
        outcomes.addAll(each(some, ref -> call.accept(List.of(ref))));
      }
    }
    return outcomes;
  }

  private static List<Outcome> each(List<String> refs, Consumer<String> call) {
    Map<String, Outcome> outcomes = new HashMap<>();
    for (var ref : refs) outcomes.computeIfAbsent(ref, it -> one(it, call));
    return refs.stream().map(ref -> Objects.requireNonNull(outcomes.get(ref))).toList();
  }

  private static Outcome one(String ref, Consumer<String> call) {
    try {
      call.accept(ref);
      return new Outcome.Done(ref);
    } catch (Gone _) {
      return new Outcome.Gone(ref);
    } catch (Refused refused) {
      return new Outcome.Refused(
          ref, refused.status(), Objects.requireNonNullElse(refused.getMessage(), refused.code()));
    }
  }

  private static Set<String> labels(Message message) {
    return Set.copyOf(Objects.requireNonNullElse(message.getLabelIds(), List.of()));
  }
}
