package io.correo.provider.gmail;

import com.google.api.services.gmail.model.Label;
import com.google.api.services.gmail.model.ListMessagesResponse;
import com.google.api.services.gmail.model.Message;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import io.correo.provider.gmail.GmailApi.Answer;
import io.correo.provider.gmail.GmailApi.Ask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists all messages, with their state or without. `messages.list` tells no labels, and asking for
/// each message costs 20 units; so every label's own list, in the same order, is read beside it:
/// about one call of 5 units per label and page. What changes meanwhile is told wrong, and whoever
/// compares looks a second time.
final class LabelledListing {
  private static final ListingToken NAMES = new ListingToken("", false, Map.of());

  private final GmailApi gmail;

  LabelledListing(GmailApi gmail) {
    this.gmail = gmail;
  }

  Listing page(Grant grant, @Nullable String pageToken) {
    return page(grant, pageToken == null ? start(grant) : ListingToken.parse(pageToken));
  }

  /// Without states, for who is going to read every message.
  Listing names(Grant grant, @Nullable String pageToken) {
    return page(grant, pageToken == null ? NAMES : ListingToken.parse(pageToken));
  }

  private Listing page(Grant grant, ListingToken at) {
    var page = gmail.read(grant, "messages.list", gmail.costs().messageList(), all(at.all()));
    var messages = messages(page);
    var labels = new HashMap<String, Set<String>>();
    var open = at.isLabelled() ? labels(grant, at.labels(), messages, labels) : at.labels();
    var next = page.getNextPageToken();
    return new Listing(
        messages.stream().map(it -> listed(grant, it, at.isLabelled() ? labels : null)).toList(),
        next == null ? null : new ListingToken(next, at.isLabelled(), open).toString(),
        Objects.requireNonNullElse(page.getResultSizeEstimate(), (long) messages.size()));
  }

  private ListingToken start(Grant grant) {
    var answer =
        gmail.read(
            grant,
            "labels.list",
            gmail.costs().small(),
            (users, account) -> users.labels().list(account));
    var telling =
        Objects.requireNonNullElse(answer.getLabels(), List.<Label>of()).stream()
            .map(Label::getId)
            .filter(Labels::isTold)
            .toList();
    var labelled = telling.size() <= gmail.limits().listedLabels();
    var open = new LinkedHashMap<String, String>();
    if (labelled) telling.forEach(label -> open.put(label, ""));
    return new ListingToken("", labelled, open);
  }

  /// Reads on in every label's list as far as this page of all messages goes.
  ///
  /// @param open pages of the labels' lists that are not wholly behind us
  /// @param labels is filled with the labels of each message
  /// @return the pages to begin with next time
  private Map<String, String> labels(
      Grant grant,
      Map<String, String> open,
      List<Message> messages,
      Map<String, Set<String>> labels) {
    var wanted = messages.stream().map(Message::getId).collect(Collectors.toSet());
    var next = new LinkedHashMap<String, String>();
    var reading = new LinkedHashMap<>(open);
    while (!reading.isEmpty()) {
      var asks = new LinkedHashMap<String, Ask<ListMessagesResponse>>();
      reading.forEach((label, token) -> asks.put(label, of(label, token)));
      var answers = gmail.batch(grant, "messages.list", gmail.costs().messageList(), asks);
      for (var label : List.copyOf(reading.keySet())) {
        var token = reading.remove(label);
        if (!(answers.get(label) instanceof Answer.Given<ListMessagesResponse>(var page))) {
          continue; // a label that was removed meanwhile
        }
        var members = new ArrayList<>(messages(page));
        for (var member : members) {
          if (wanted.contains(member.getId())) {
            labels.computeIfAbsent(member.getId(), _ -> new HashSet<>()).add(label);
          }
        }
        var behind = members.isEmpty() || wanted.contains(members.getLast().getId());
        var following = page.getNextPageToken();
        if (!behind) next.put(label, Objects.requireNonNullElse(token, ""));
        else if (following != null) reading.put(label, following);
      }
    }
    return next;
  }

  private static Listed listed(
      Grant grant, Message message, @Nullable Map<String, Set<String>> labels) {
    var state =
        labels == null
            ? null
            : Labels.state(grant.mailbox(), labels.getOrDefault(message.getId(), Set.of()));
    return new Listed(
        message.getId(), Objects.requireNonNullElse(message.getThreadId(), ""), state);
  }

  private Ask<ListMessagesResponse> all(String token) {
    return (users, account) ->
        users
            .messages()
            .list(account)
            .setIncludeSpamTrash(true)
            .setMaxResults(gmail.limits().listPage())
            .setPageToken(token.isEmpty() ? null : token);
  }

  private Ask<ListMessagesResponse> of(String label, String token) {
    return (users, account) ->
        users
            .messages()
            .list(account)
            .setIncludeSpamTrash(true)
            .setLabelIds(List.of(label))
            .setMaxResults(gmail.limits().listPage())
            .setPageToken(token.isEmpty() ? null : token);
  }

  private static List<Message> messages(ListMessagesResponse page) {
    return Objects.requireNonNullElse(page.getMessages(), List.of());
  }
}
