package io.correo.search.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.engine.SearchNode.Search;
import io.correo.search.suggest.ContactHit;
import io.correo.search.visibility.Mailboxes;
import io.correo.search.visibility.Viewer;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// `GET /search`: one box over messages, contacts and files. All three are counted, one is listed.
@RestController
class SearchController {
  private static final int LONGEST = 1_000;
  private static final int MOST = 40;
  // Seconds from 1970 to the year 9999.
  private static final long FURTHEST = 253_402_300_799L;

  private final SearchNode node;
  private final Indexes indexes;
  private final Mailboxes mailboxes;
  private final ContactSearch contacts;

  SearchController(SearchNode node, Indexes indexes, Mailboxes mailboxes, ContactSearch contacts) {
    this.node = node;
    this.indexes = indexes;
    this.mailboxes = mailboxes;
    this.contacts = contacts;
  }

  @GetMapping("/api/v1/search")
  Answer search(
      Caller caller,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "messages") String kind,
      @RequestParam(required = false) @Nullable String mailbox,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var request =
        new Request(read(q), Kind.named(kind), mailbox, place(cursor), PageCursor.limit(limit));
    var viewer = mailboxes.viewer(caller);
    if (mailbox != null && !viewer.mine().contains(mailbox)) throw Problem.notFound("mailbox");
    return answer(viewer, request);
  }

  private static SearchQuery read(String q) {
    if (q.length() > LONGEST) throw Problem.invalid("q", "must have at most 1,000 characters");
    var query = SearchQuery.parse(q);
    if (query.clauses().size() > MOST) throw Problem.invalid("q", "must have at most 40 words");
    return query;
  }

  private static @Nullable PageCursor place(@Nullable String cursor) {
    var place = PageCursor.decode(cursor);
    // Further away no message is, and OpenSearch knows no date.
    if (place != null && Math.abs(place.date().getEpochSecond()) > FURTHEST) {
      throw new Problem(ProblemType.INVALID_CURSOR, "Use the nextCursor of a page.");
    }
    return place;
  }

  private Answer answer(Viewer viewer, Request request) {
    var name = indexes.name(Index.MESSAGES);
    var searches = new ArrayList<Search>();
    searches.add(new Search(name, MessageSearch.body(viewer, request)));
    searches.add(new Search(name, FileSearch.countBody(viewer, request)));
    if (request.kind() == Kind.FILES) {
      searches.add(new Search(name, FileSearch.pageBody(viewer, request)));
    }
    var found = node.searchAll(searches);
    var people = contacts.find(viewer, request.query());
    var messages = MessageSearch.count(found.getFirst());
    var counts = new Counts(messages, people.size(), FileSearch.count(found.get(1)));
    var page = page(request, found, people);
    return new Answer(page.items(), page.nextCursor(), counts, false);
  }

  private static Page<?> page(Request request, List<JsonNode> found, List<ContactHit> people) {
    return switch (request.kind()) {
      case MESSAGES -> MessageSearch.page(found.getFirst(), request);
      case FILES -> FileSearch.page(found.getLast(), request);
      case CONTACTS -> ContactSearch.page(people, request);
    };
  }

  /// @param counts how much there is of each kind; of contacts at most 1,000
  /// @param degraded whether the answer may be incomplete
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(List<?> items, @Nullable String nextCursor, Counts counts, boolean degraded) {}

  record Counts(long messages, long contacts, long files) {}
}
