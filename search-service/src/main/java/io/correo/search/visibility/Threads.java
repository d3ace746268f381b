package io.correo.search.visibility;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.search.SearchSettings;
import io.correo.search.engine.Index;
import io.correo.search.engine.Indexes;
import io.correo.search.engine.SearchNode;
import io.correo.search.engine.SearchNode.Write;
import io.correo.service.internal.InternalHttp;
import io.correo.service.messaging.Outage;
import io.correo.service.paging.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/// The index of conversations whose visibility was chosen for them alone. Of a mailbox it knows
/// nothing of yet it asks mailbox-service, once, and until that answers none of its mail is
/// indexed: better late than shown to the wrong people.
@Component
public class Threads {
  private static final ParameterizedTypeReference<Page<Told>> CHOICES =
      new ParameterizedTypeReference<>() {};

  private final SearchNode node;
  private final Indexes indexes;
  private final RestClient mailboxService;

  Threads(SearchNode node, Indexes indexes, InternalHttp http, SearchSettings settings) {
    this.node = node;
    this.indexes = indexes;
    this.mailboxService = http.client(settings.mailbox());
  }

  /// What was chosen last.
  ///
  /// @param sequence 0 when nothing ever was
  /// @param visibility as on the wire; null when the mailbox's holds
  public record Own(long sequence, @Nullable String visibility) {
    public static final Own NONE = new Own(0, null);

    public static Own of(long sequence, @Nullable Visibility visibility) {
      return new Own(sequence, visibility == null ? null : visibility.wireName());
    }
  }

  private record Told(ThreadId thread, long sequence, @Nullable String visibility) {}

  /// @throws Outage while it cannot be known
  public Map<ThreadId, Own> of(TenantId tenant, MailboxId mailbox, Collection<ThreadId> threads) {
    var found = find(mailbox, threads);
    if (found != null) return found;
    ask(tenant, mailbox);
    found = find(mailbox, threads);
    if (found == null) throw new Outage("The index of conversations vanished", null);
    return found;
  }

  /// Keeps the newer of what is stored and what comes.
  public void put(TenantId tenant, MailboxId mailbox, ThreadId thread, Own own) {
    node.write(List.of(write(tenant, mailbox, thread, own)));
  }

  /// @return null when nobody asked about this mailbox yet
  private @Nullable Map<ThreadId, Own> find(MailboxId mailbox, Collection<ThreadId> threads) {
    var ids = new ArrayList<String>();
    ids.add(mailbox.value());
    threads.forEach(thread -> ids.add(thread.value()));
    // By id, so what was written a moment ago is seen.
    var answer = node.send("POST", "/" + name() + "/_mget", Map.of(), Map.of("ids", ids));
    var found = new HashMap<ThreadId, Own>();
    var asked = false;
    for (var document : answer.path("docs")) {
      if (document.has("error")) throw new Outage("There is no index of conversations now", null);
      if (!document.path("found").asBoolean(false)) continue;
      var id = document.path("_id").asString();
      if (id.equals(mailbox.value())) asked = true;
      else found.put(new ThreadId(id), own(document.path("_source")));
    }
    return asked ? found : null;
  }

  private static Own own(JsonNode source) {
    var visibility = source.path("visibility").asString("");
    return new Own(source.path("sequence").asLong(), visibility.isEmpty() ? null : visibility);
  }

  private void ask(TenantId tenant, MailboxId mailbox) {
    @Nullable String cursor = "";
    while (cursor != null) {
      var page = page(mailbox, cursor);
      var writes = new ArrayList<Write>();
      for (var told : page.items()) {
        var own = new Own(told.sequence(), told.visibility());
        writes.add(write(tenant, mailbox, told.thread(), own));
      }
      node.write(writes);
      cursor = page.nextCursor();
    }
    Map<String, Object> target = Map.of("_index", name(), "_id", mailbox.value());
    var marker = Map.of("tenant", tenant.value(), "mailbox", mailbox.value());
    node.write(List.of(new Write("index", target, marker)));
  }

  private Page<Told> page(MailboxId mailbox, String cursor) {
    try {
      return Objects.requireNonNull(
          mailboxService
              .get()
              .uri("/internal/mailboxes/{id}/visibilities?cursor={cursor}", mailbox, cursor)
              .retrieve()
              .body(CHOICES));
    } catch (RestClientException failure) {
      throw new Outage("mailbox-service does not say who may see conversations", failure);
    }
  }

  private Write write(TenantId tenant, MailboxId mailbox, ThreadId thread, Own own) {
    Map<String, Object> target =
        Map.of(
            "_index",
            name(),
            "_id",
            thread.value(),
            "version",
            own.sequence(),
            "version_type",
            "external_gte");
    var document = new LinkedHashMap<String, Object>();
    document.put("tenant", tenant.value());
    document.put("mailbox", mailbox.value());
    document.put("sequence", own.sequence());
    if (own.visibility() != null) document.put("visibility", own.visibility());
    return new Write("index", target, document);
  }

  private String name() {
    return indexes.name(Index.THREADS);
  }
}
