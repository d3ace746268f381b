package io.correo.sync.world;

/// A mailbox at Outlook. Its provider posts notices to us.
public final class Outlook extends Account {
  Outlook(World world, String address) {
    super(world, "microsoft", address);
  }
}
