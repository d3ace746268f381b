package io.correo.sync.world;

/// The providers there are, for stories that must hold for each.
public enum Kind {
  GMAIL,
  OUTLOOK;

  /// A new mailbox, empty.
  public Account create(World world) {
    return switch (this) {
      case GMAIL -> world.gmail();
      case OUTLOOK -> world.outlook();
    };
  }
}
