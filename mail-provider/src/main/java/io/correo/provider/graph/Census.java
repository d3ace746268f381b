package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The states of all messages, newest first, over all folders.
///
/// Graph's own next links count how many to skip: a message deleted between two pages would move
/// the rest up, and one would be passed over. So a page begins at the second the last one ended in,
/// without those already listed of that second. New mail is newer than any page to come, and what
/// is deleted or moved changes no other message's time; so each is listed once, and none is missed.
final class Census {
  private final GraphApi graph;
  private final Folders folders;
  private final MessageReading reading;

  Census(GraphApi graph, Folders folders, MessageReading reading) {
    this.graph = graph;
    this.folders = folders;
    this.reading = reading;
  }

  Listing page(Grant grant, @Nullable String pageToken) {
    var at = pageToken == null ? null : CensusToken.parse(pageToken);
    var fresh = new ArrayList<GraphMessage>();
    String link = first(grant, at);
    // More than a page of one second: on by Graph's links until there is something not listed yet.
    do {
      var page = graph.read(grant, "messages.list", Ask.get(link), GraphPage.OfMessages.class);
      page.items().stream().filter(item -> at == null || !at.has(item.ref())).forEach(fresh::add);
      link = page.nextLink() == null ? null : graph.relative(page.nextLink());
    } while (fresh.isEmpty() && link != null);
    var estimate = at == null ? folders.read(grant).messages() : at.estimate();
    var next = link == null ? null : next(estimate, at, fresh).toString();
    return new Listing(listed(grant, fresh), next, estimate);
  }

  private List<Listed> listed(Grant grant, List<GraphMessage> messages) {
    var map = reading.folders(grant, messages);
    return messages.stream()
        .map(
            it ->
                new Listed(it.ref(), it.thread(), reading.state(grant, map, it.ref(), it).state()))
        .toList();
  }

  private String first(Grant grant, @Nullable CensusToken at) {
    var options =
        Ask.query(
            "$select",
            Selection.DATED_STATE,
            "$orderby",
            "receivedDateTime desc",
            "$top",
            Integer.toString(graph.limits().listPage()));
    // Graph shows whole seconds of what may be kept more exactly: up to the end of that second.
    var until =
        at == null
            ? ""
            : "&$filter=receivedDateTime%20lt%20" + at.second().plus(1, ChronoUnit.SECONDS);
    return Targets.messages(grant) + options + until;
  }

  private static CensusToken next(
      long estimate, @Nullable CensusToken at, List<GraphMessage> fresh) {
    var second = second(fresh.getLast());
    var listed =
        fresh.stream()
            .filter(it -> second(it).equals(second))
            .map(it -> CensusToken.digest(it.ref()))
            .collect(Collectors.toCollection(HashSet::new));
    if (at != null && at.second().equals(second)) listed.addAll(at.listed());
    return new CensusToken(estimate, second, Set.copyOf(listed));
  }

  private static Instant second(GraphMessage message) {
    return ContentReader.date(Objects.requireNonNullElse(message.receivedDateTime(), ""))
        .truncatedTo(ChronoUnit.SECONDS);
  }
}
