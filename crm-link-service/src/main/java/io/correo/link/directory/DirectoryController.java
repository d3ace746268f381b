package io.correo.link.directory;

import io.correo.events.DirectoryRecord;
import io.correo.events.TenantId;
import io.correo.events.Topics;
import io.correo.service.caller.Caller;
import io.correo.service.messaging.Publisher;
import io.correo.service.problem.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /crm/directory`: for CRMs without Kafka. What comes here goes to `crm.directory`, as if the
/// CRM had written it there, and reaches us and everybody else from the topic.
@RestController
class DirectoryController {
  private static final int MOST = 1_000;

  private final Publisher publisher;
  private final Clock clock;

  DirectoryController(Publisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  @PutMapping("/api/v1/crm/directory")
  Accepted put(Caller caller, @RequestBody Bulk bulk) {
    caller.require(Caller.ADMIN);
    var items = bulk.items();
    if (items == null || items.isEmpty()) throw Problem.invalid("items", "must not be empty");
    if (items.size() > MOST) throw Problem.invalid("items", "at most " + MOST + " at a time");
    var tenant = new TenantId(caller.tenant());
    var records = new ArrayList<DirectoryRecord>();
    for (var i = 0; i < items.size(); i++) records.add(record(tenant, items.get(i), i));
    var sent =
        java.util.stream.IntStream.range(0, records.size())
            .mapToObj(
                i ->
                    publisher.send(
                        Topics.DIRECTORY,
                        records.get(i).key(),
                        items.get(i).deleted() ? null : records.get(i)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(sent).join();
    return new Accepted(records.size());
  }

  private DirectoryRecord record(TenantId tenant, Item item, int index) {
    var at = "items[%d].".formatted(index);
    var type = required(item.type(), at + "type");
    var id = required(item.id(), at + "id");
    var label = item.deleted() ? "" : required(item.label(), at + "label");
    return new DirectoryRecord(
        tenant,
        type,
        id,
        label,
        item.url(),
        orEmpty(item.addresses()),
        orEmpty(item.domains()),
        orEmpty(item.accounts()),
        item.primary(),
        item.fields() == null ? Map.of() : item.fields(),
        clock.instant());
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static String required(@Nullable String value, String field) {
    if (value == null || value.isBlank()) throw Problem.invalid(field, "must not be blank");
    return value;
  }

  record Bulk(@Nullable List<Item> items) {}

  /// @param deleted true when the CRM no longer has it
  record Item(
      @Nullable String type,
      @Nullable String id,
      @Nullable String label,
      @Nullable String url,
      @Nullable List<String> addresses,
      @Nullable List<String> domains,
      @Nullable List<String> accounts,
      boolean primary,
      @Nullable Map<String, String> fields,
      boolean deleted) {}

  record Accepted(int accepted) {}
}
