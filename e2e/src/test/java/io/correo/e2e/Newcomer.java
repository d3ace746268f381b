package io.correo.e2e;

import io.correo.local.demo.DemoMailbox;
import java.util.List;
import java.util.UUID;

/// A user nobody else acts as, with an empty mailbox at each provider, not connected yet: no other
/// test meets what comes there.
///
/// @param name signs in at the CRM
record Newcomer(String name, DemoMailbox gmail, DemoMailbox outlook) {

  /// @param like what the name begins with
  static Newcomer of(Stage stage, String tenant, String like) {
    var name = like + "-" + UUID.randomUUID().toString().substring(0, 8);
    var gmail = new DemoMailbox(name, "google", name + "@gmail.example");
    var outlook = new DemoMailbox(name, "microsoft", name + "@outlook.example");
    for (var it : List.of(gmail, outlook)) {
      stage.world().mailbox(tenant, name, it.provider(), it.address());
    }
    return new Newcomer(name, gmail, outlook);
  }

  List<DemoMailbox> mailboxes() {
    return List.of(gmail, outlook);
  }
}
