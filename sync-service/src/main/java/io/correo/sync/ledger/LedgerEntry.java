package io.correo.sync.ledger;

import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Revision;

/// What we last told about a message, without its content.
///
/// @param ref the provider's present name of the message
/// @param told when its content was told
/// @param stateTold when its state was told, with its content or after
public record LedgerEntry(
    MessageId message,
    String ref,
    String threadRef,
    MessageState state,
    Revision told,
    Revision stateTold) {
  LedgerEntry with(MessageState changed, Revision revision) {
    return new LedgerEntry(message, ref, threadRef, changed, told, revision);
  }

  /// Whether the provider's reading says what we have told.
  public boolean agreesWith(MessageState read) {
    return state.folders().equals(read.folders())
        && state.roles().equals(read.roles())
        && state.unread() == read.unread()
        && state.starred() == read.starred()
        && state.draft() == read.draft();
  }
}
