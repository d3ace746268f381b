package io.correo.provider.gmail;

import com.google.api.services.gmail.model.Draft;
import com.google.api.services.gmail.model.ListDraftsResponse;
import io.correo.provider.Grant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gmail renames the message of a draft at every update; the draft's own id stays. Only
/// `drafts.list` says which message is which draft.
final class Drafts {
  private static final String KEY = "draft/";
  private final GmailApi gmail;

  Drafts(GmailApi gmail) {
    this.gmail = gmail;
  }

  /// What a draft's `MessageId` is made from.
  static String key(String draftId) {
    return KEY + draftId;
  }

  /// Draft ids by the messages asked for. A message that is no draft's present shape is left out.
  Map<String, String> ids(Grant grant, Set<String> messages) {
    var ids = new HashMap<String, String>();
    find(grant, messages).forEach((message, draft) -> ids.put(message, draft.getId()));
    return ids;
  }

  /// The newest drafts, without their content.
  List<Draft> newest(Grant grant, int count) {
    return drafts(page(grant, null).getDrafts()).stream()
        .filter(draft -> draft.getMessage() != null)
        .limit(count)
        .toList();
  }

  /// The draft whose present shape the message is.
  Optional<Draft> of(Grant grant, String message) {
    return Optional.ofNullable(find(grant, Set.of(message)).get(message));
  }

  private Map<String, Draft> find(Grant grant, Set<String> messages) {
    var found = new HashMap<String, Draft>();
    if (messages.isEmpty()) return found;
    String next = null;
    do {
      var page = page(grant, next);
      for (var draft : drafts(page.getDrafts())) {
        var message = draft.getMessage();
        if (message != null && messages.contains(message.getId())) {
          found.put(message.getId(), draft);
        }
      }
      next = page.getNextPageToken();
    } while (next != null && found.size() < messages.size());
    return found;
  }

  private ListDraftsResponse page(Grant grant, @Nullable String page) {
    return gmail.read(
        grant,
        "drafts.list",
        gmail.costs().draftList(),
        (users, account) ->
            users
                .drafts()
                .list(account)
                // Wherever it was put, a draft that is written on stays the same one.
                .setIncludeSpamTrash(true)
                .setMaxResults(gmail.limits().listPage())
                .setPageToken(page));
  }

  private static List<Draft> drafts(@Nullable List<Draft> drafts) {
    return Objects.requireNonNullElse(drafts, List.of());
  }
}
