package io.correo.simulator.control;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.simulator.Wire;
import io.correo.simulator.crm.CrmUsers;
import io.correo.simulator.crm.Directory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/_sim/crm`: the CRM changes its records, and publishes that.
@RestController
class CrmControl {

  private static final String DEFAULT_TENANT = "acme";

  private final Directory directory;
  private final CrmUsers users;
  private final Clock clock;

  CrmControl(Directory directory, CrmUsers users, Clock clock) {
    this.directory = directory;
    this.users = users;
    this.clock = clock;
  }

  @GetMapping("/_sim/crm")
  void list(HttpServletResponse response) throws IOException {
    Wire.answer(response, 200, Map.of("items", directory.all()));
  }

  @PutMapping("/_sim/crm/{kind}/{id}")
  void put(
      @PathVariable String kind,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var body = Body.of(request);
    var type = type(kind, body.text("type", ""));
    var tenant = body.text("tenant", tenant(request, type, id));
    var fields = new HashMap<String, String>();
    body.node()
        .path("fields")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
    var record =
        new DirectoryRecord(
            new TenantId(tenant),
            type,
            id,
            body.text("label", body.text("name", id)),
            body.node().has("url") ? body.text("url", "") : null,
            body.list("addresses"),
            body.list("domains"),
            body.list("accounts"),
            Boolean.TRUE.equals(body.flag("primary")),
            fields,
            clock.instant());
    if (type.equals(RecordRef.USER)) {
      var email = record.addresses().isEmpty() ? "" : record.addresses().getFirst();
      users.put(id, tenant, record.label(), email, fields.getOrDefault("locale", "es"));
    }
    directory.put(record);
    Wire.answer(response, 200, record);
  }

  @DeleteMapping("/_sim/crm/{kind}/{id}")
  void delete(
      @PathVariable String kind,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response) {
    var asked = request.getParameter("type");
    var type = kind.equals("records") && asked == null ? null : type(kind, asked);
    var known = directory.find(type, id);
    var tenant = request.getParameter("tenant");
    RecordRef what;
    TenantId where;
    if (known != null) {
      what = known.ref();
      where = tenant == null ? known.tenant() : new TenantId(tenant);
    } else if (tenant != null && type != null) {
      what = new RecordRef(type, id);
      where = new TenantId(tenant);
    } else {
      throw Refusal.notFound(kind + "/" + id);
    }
    directory.remove(where, what);
    if (what.type().equals(RecordRef.USER)) {
      users.remove(id);
    }
    response.setStatus(204);
  }

  /// The tenant the record already has, or the one in the query, or the first demo tenant.
  private String tenant(HttpServletRequest request, String type, String id) {
    var asked = Wire.query(request.getQueryString()).get("tenant");
    if (asked != null) {
      return asked.getFirst();
    }
    var known = directory.find(type, id);
    return known == null ? DEFAULT_TENANT : known.tenant().value();
  }

  private static String type(String kind, @Nullable String asked) {
    return switch (kind) {
      case "accounts" -> RecordRef.ACCOUNT;
      case "contacts" -> RecordRef.CONTACT;
      case "users" -> RecordRef.USER;
      case "records" -> asked == null || asked.isBlank() ? "deal" : asked;
      default -> throw Refusal.notFound(kind);
    };
  }
}
