package io.correo.link.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.link.sharing.SharingRules;
import io.correo.link.sharing.SharingRules.Never;
import io.correo.service.caller.Caller;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What is never shared: the tenant's rules (an administrator sets them) and one's own.
@RestController
class SharingController {
  private final SharingRules sharing;
  private final Linking linking;

  SharingController(SharingRules sharing, Linking linking) {
    this.sharing = sharing;
    this.linking = linking;
  }

  @GetMapping("/api/v1/sharing-rules")
  View rules(Caller caller) {
    var tenant = new TenantId(caller.tenant());
    var ofTenant = sharing.ofTenant(tenant);
    var mine = sharing.ofUser(tenant, new UserId(caller.subject()));
    return new View(ofTenant.internalDomains(), ofTenant.neverShare(), new Mine(mine));
  }

  @PutMapping("/api/v1/sharing-rules")
  View put(Caller caller, @RequestBody Change change) {
    var tenant = new TenantId(caller.tenant());
    var user = new UserId(caller.subject());
    var touched = new TreeSet<String>();
    if (change.internalDomains() != null || change.neverShare() != null) {
      caller.require(Caller.ADMIN);
      var before = sharing.ofTenant(tenant);
      var internal = change.internalDomains();
      var never = change.neverShare();
      var after =
          new SharingRules.OfTenant(
              internal == null ? before.internalDomains() : internal,
              never == null ? before.neverShare() : never);
      sharing.put(tenant, after);
      touched.addAll(before.neverShare().addresses());
      touched.addAll(after.neverShare().addresses());
    }
    var mine = change.mine();
    if (mine != null) {
      touched.addAll(sharing.ofUser(tenant, user).addresses());
      sharing.put(tenant, user, mine.neverShare());
      touched.addAll(mine.neverShare().addresses());
    }
    linking.redecide(tenant, touched, false);
    return rules(caller);
  }

  record View(Set<String> internalDomains, Never neverShare, Mine mine) {}

  record Mine(Never neverShare) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(
      @Nullable Set<String> internalDomains, @Nullable Never neverShare, @Nullable Mine mine) {}
}
