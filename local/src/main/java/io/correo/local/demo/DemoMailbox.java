package io.correo.local.demo;

import java.util.List;

/// A mailbox that the simulator holds and its user connects.
///
/// @param user signs in at the CRM
/// @param provider `google` or `microsoft`
/// @param address of the mailbox
public record DemoMailbox(String user, String provider, String address) {

  /// Those that `./run` connects.
  public static List<DemoMailbox> all() {
    return List.of(
        new DemoMailbox("ana", "google", "ana@acme.example"),
        new DemoMailbox("ana", "microsoft", "ana@acme-mail.example"),
        new DemoMailbox("bruno", "google", "bruno@acme.example"),
        new DemoMailbox("carla", "microsoft", "carla@globex.example"),
        new DemoMailbox("diego", "google", "diego@globex.example"));
  }
}
