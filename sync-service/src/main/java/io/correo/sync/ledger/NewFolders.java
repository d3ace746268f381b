package io.correo.sync.ledger;

import io.correo.sync.schedule.Lease;

/// Hears of folders nobody knew before anybody is told of them, whoever met them: each may be a
/// part of the mailbox that is not followed yet.
@FunctionalInterface
public interface NewFolders {
  void appeared(Lease lease);
}
