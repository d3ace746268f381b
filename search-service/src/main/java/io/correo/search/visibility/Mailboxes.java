package io.correo.search.visibility;

import io.correo.events.ConnectedMailbox;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.search.engine.Conditions;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.engine.SearchNode.Write;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The index of connected mailboxes: a copy of `mail.accounts`. An erased one stays for ever, as
/// the marker that nothing of it may come back.
@Component
public class Mailboxes {
  // No revision is higher, so what is erased stays erased.
  private static final long FOR_EVER = 1L << 62;
  private static final int PAGE = 5_000;

  private final SearchNode node;
  private final Indexes indexes;

  Mailboxes(SearchNode node, Indexes indexes) {
    this.node = node;
    this.indexes = indexes;
  }

  /// Keeps the newer of what is stored and what comes.
  public void put(ConnectedMailbox mailbox) {
    var members = mailbox.members().stream().map(member -> member.user().value()).toList();
    write(
        mailbox.mailbox(),
        mailbox.revision().value(),
        Map.of(
            "tenant", mailbox.tenant().value(),
            "mailbox", mailbox.mailbox().value(),
            "state", mailbox.state().wireName(),
            "members", members,
            "visibility", mailbox.visibility().wireName()));
  }

  public void erase(TenantId tenant, MailboxId mailbox) {
    write(
        mailbox,
        FOR_EVER,
        Map.of(
            "tenant", tenant.value(),
            "mailbox", mailbox.value(),
            "state", State.ERASED.wireName()));
  }

  public boolean isErased(MailboxId mailbox) {
    var document = node.find("/%s/_doc/%s".formatted(name(), mailbox.value()));
    return document != null
        && document.path("_source").path("state").asString("").equals(State.ERASED.wireName());
  }

  /// @throws Problem 403 for a token without a tenant
  public Viewer viewer(Caller caller) {
    if (caller.tenant().isBlank()) {
      throw new Problem(ProblemType.FORBIDDEN, "The token names no tenant.");
    }
    var tenant = new TenantId(caller.tenant());
    var user = caller.has(Caller.READ) ? new UserId(caller.subject()) : null;
    var mine = new HashSet<String>();
    var shared = new HashSet<String>();
    for (var mailbox : read(Conditions.is("tenant", tenant.value()))) {
      var id = mailbox.path("mailbox").asString("");
      if (isMember(mailbox, user)) mine.add(id);
      else if (isShared(mailbox)) shared.add(id);
    }
    return new Viewer(tenant, mine, shared);
  }

  private List<JsonNode> read(Map<String, Object> condition) {
    var found = new ArrayList<JsonNode>();
    var erased = Conditions.is("state", State.ERASED.wireName());
    var body = new LinkedHashMap<String, Object>();
    body.put("size", PAGE);
    body.put("query", Conditions.all(List.of(condition, Conditions.not(erased))));
    body.put("sort", List.of("mailbox"));
    JsonNode hits;
    do {
      hits = node.search(name(), body).path("hits").path("hits");
      for (var hit : hits) {
        found.add(hit.path("_source"));
        body.put("search_after", hit.path("sort"));
      }
    } while (hits.size() == PAGE);
    return found;
  }

  private void write(MailboxId mailbox, long version, Map<String, Object> document) {
    Map<String, Object> target =
        Map.of(
            "_index",
            name(),
            "_id",
            mailbox.value(),
            "version",
            version,
            "version_type",
            "external_gte");
    node.write(List.of(new Write("index", target, document)));
  }

  private static boolean isMember(JsonNode mailbox, @Nullable UserId user) {
    if (user == null) return false;
    for (var member : mailbox.path("members")) {
      if (member.asString().equals(user.value())) return true;
    }
    return false;
  }

  private static boolean isShared(JsonNode mailbox) {
    return mailbox.path("visibility").asString("").equals(Visibility.EVERYTHING.wireName());
  }

  private String name() {
    return indexes.name(Index.MAILBOXES);
  }
}
