package io.correo.sync.model;

import io.correo.events.FolderId;
import io.correo.events.MailboxId;
import io.correo.sync.world.World;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// What happens to a mailbox outside the CRM, and the truth about it. Each provider has its own.
interface User {
  String address();

  /// How many messages it keeps, about.
  int enough();

  /// Connects the mailbox to the CRM.
  MailboxId connect(World world);

  /// Does one thing, by chance.
  ///
  /// @return what, in a word or two
  String act(Random random);

  /// Another mail comes in.
  void receive(Random random);

  /// The provider forgets how it got here.
  void expireHistory();

  /// All there is, by the provider's present name.
  Map<String, Seen> truth(MailboxId mailbox);

  /// The folders a message was in at any time while it was not in the trash; empty when it never
  /// was outside.
  Set<Set<FolderId>> places(MailboxId mailbox, String ref);

  /// What notices would name of all that happened since this was last asked; nothing where the
  /// provider names nothing.
  Set<String> named();

  /// What stays the same of a draft while it is written; null for what is none.
  String draft(String ref);
}
