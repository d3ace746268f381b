package io.correo.sync.world;

/// A mailbox at Gmail.
public final class Gmail extends Account {
  Gmail(World world, String address) {
    super(world, "google", address);
  }

  /// The status our webhook answered a push with.
  ///
  /// @param forgery kind of forged token; empty for a true one
  public int push(String forgery) {
    return world()
        .simulator()
        .post("/_sim/push", "{\"address\":\"%s\",\"variant\":\"%s\"}".formatted(address(), forgery))
        .json()
        .path("answered")
        .asInt();
  }
}
