package io.correo.sync.ingest;

import java.time.Instant;
import java.util.Set;

/// What a reading of the news came to.
sealed interface Heard {
  /// Nothing is left to tell.
  record Everything() implements Heard {}

  /// What notices named is told. The parts are read at `again`.
  record Named(Instant again) implements Heard {}

  /// The turn must end before all is read; the next goes on.
  record SomeOfIt() implements Heard {}

  /// The provider forgot our place in these parts: compare the mailbox. The others are read.
  record Gap(Set<String> parts) implements Heard {}
}
