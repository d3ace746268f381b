package io.correo.search.suggest;

import static io.correo.search.engine.Conditions.all;
import static io.correo.search.engine.Conditions.any;
import static io.correo.search.engine.Conditions.is;
import static io.correo.search.engine.Conditions.isAmong;
import static io.correo.search.engine.Conditions.not;

import io.correo.events.RecordRef;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.engine.SearchNode.Search;
import io.correo.search.visibility.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Finds contacts of the caller's tenant, and addresses seen in the caller's own mailboxes.
@Component
public class Contacts {
  private static final int ACCOUNTS = 200;
  private static final String SEEN = "seen";

  private final SearchNode node;
  private final Indexes indexes;

  Contacts(SearchNode node, Indexes indexes) {
    this.node = node;
    this.indexes = indexes;
  }

  /// The CRM's contacts first, of them the primary ones first, then by name; then who was seen, the
  /// latest first, without those the CRM knows.
  ///
  /// @param most of each of the two
  public List<ContactHit> find(Viewer viewer, Wanted wanted, int most) {
    var accounts = accountsByWord(viewer, wanted);
    var found = node.searchAll(searches(viewer, wanted, accounts, most));
    var hits = new ArrayList<ContactHit>();
    if (found.size() > 1) hits.addAll(0, seen(viewer, found.get(1)));
    hits.addAll(0, contacts(viewer, found.getFirst()));
    return hits;
  }

  private List<Search> searches(
      Viewer viewer, Wanted wanted, Map<String, List<String>> accounts, int most) {
    var contacts = conditions(viewer, RecordRef.CONTACT);
    var seen = conditions(viewer, SEEN);
    seen.add(viewer.inMyMailboxes());
    for (var word : wanted.words()) {
      seen.add(typed(word));
      var ofAccounts = accounts.getOrDefault(word, List.of());
      contacts.add(any(List.of(typed(word), isAmong("accounts", ofAccounts))));
    }
    for (var word : wanted.without()) {
      seen.add(not(typed(word)));
      contacts.add(not(typed(word)));
    }
    var searches = new ArrayList<Search>();
    var byName = List.of(Map.of("primary", "desc"), Map.of("order", "asc"), Map.of("id", "asc"));
    searches.add(search(contacts, most, byName));
    if (!viewer.mine().isEmpty()) {
      var latest = search(seen, most, List.of(Map.of("seenAt", "desc"), Map.of("address", "asc")));
      latest.body().put("collapse", Map.of("field", "address"));
      searches.add(latest);
    }
    return searches;
  }

  /// Accounts that have a word in their name: their contacts are found by it.
  private Map<String, List<String>> accountsByWord(Viewer viewer, Wanted wanted) {
    if (wanted.words().isEmpty()) return Map.of();
    var searches = new ArrayList<Search>();
    for (var word : wanted.words()) {
      var conditions = conditions(viewer, RecordRef.ACCOUNT);
      conditions.add(typed(word));
      searches.add(search(conditions, ACCOUNTS, List.of(Map.of("order", "asc"))));
    }
    var answers = node.searchAll(searches);
    var found = new HashMap<String, List<String>>();
    for (var i = 0; i < answers.size(); i++) {
      found.put(
          wanted.words().get(i),
          sources(answers.get(i)).stream().map(account -> account.path("id").asString()).toList());
    }
    return found;
  }

  private List<ContactHit> contacts(Viewer viewer, JsonNode answer) {
    var contacts = sources(answer);
    var labels = accountLabels(viewer, contacts);
    var hits = new ArrayList<ContactHit>();
    for (var contact : contacts) {
      var id = contact.path("id").asString();
      var name = contact.path("name").asString("");
      var records = new ArrayList<RecordLabel>();
      records.add(new RecordLabel(RecordRef.CONTACT, id, name));
      for (var account : texts(contact.path("accounts"))) {
        var label = labels.get(account);
        if (label != null) records.add(new RecordLabel(RecordRef.ACCOUNT, account, label));
      }
      var addresses = texts(contact.path("addresses"));
      var primary = contact.path("primary").asBoolean(false);
      hits.add(new ContactHit(id, name, addresses, records, "directory", primary));
    }
    return hits;
  }

  private Map<String, String> accountLabels(Viewer viewer, List<JsonNode> contacts) {
    var wanted = new HashSet<String>();
    contacts.forEach(contact -> wanted.addAll(texts(contact.path("accounts"))));
    if (wanted.isEmpty()) return Map.of();
    var conditions = conditions(viewer, RecordRef.ACCOUNT);
    conditions.add(isAmong("id", wanted));
    var labels = new HashMap<String, String>();
    for (var account : sources(answer(search(conditions, wanted.size(), List.of())))) {
      labels.put(account.path("id").asString(), account.path("name").asString(""));
    }
    return labels;
  }

  private List<ContactHit> seen(Viewer viewer, JsonNode answer) {
    var sources = sources(answer);
    var known = known(viewer, sources.stream().map(s -> s.path("address").asString()).toList());
    var hits = new ArrayList<ContactHit>();
    for (var source : sources) {
      var address = source.path("address").asString();
      if (known.contains(address)) continue;
      var name = source.path("name").asString("");
      hits.add(new ContactHit(address, name, List.of(address), List.of(), SEEN, null));
    }
    return hits;
  }

  private Set<String> known(Viewer viewer, List<String> addresses) {
    if (addresses.isEmpty()) return Set.of();
    var conditions = conditions(viewer, RecordRef.CONTACT);
    conditions.add(isAmong("addresses", addresses));
    var known = new HashSet<String>();
    for (var contact : sources(answer(search(conditions, addresses.size(), List.of())))) {
      known.addAll(texts(contact.path("addresses")));
    }
    return known;
  }

  private JsonNode answer(Search search) {
    return node.searchAll(List.of(search)).getFirst();
  }

  private Search search(List<Map<String, Object>> conditions, int most, List<?> sort) {
    var body = new LinkedHashMap<String, Object>();
    body.put("size", most);
    body.put("query", all(conditions));
    if (!sort.isEmpty()) body.put("sort", sort);
    return new Search(indexes.name(Index.CONTACTS), body);
  }

  private static List<Map<String, Object>> conditions(Viewer viewer, String kind) {
    return new ArrayList<>(List.of(viewer.inTenant(), is("kind", kind)));
  }

  // What is typed may hold several words for the index: `marta@obra`.
  private static Map<String, Object> typed(String word) {
    return Map.of("match", Map.of("typed", Map.of("query", word, "operator", "and")));
  }

  private static List<JsonNode> sources(JsonNode answer) {
    return answer.path("hits").path("hits").valueStream().map(hit -> hit.path("_source")).toList();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
