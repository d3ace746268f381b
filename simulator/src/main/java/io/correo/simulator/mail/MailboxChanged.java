package io.correo.simulator.mail;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Something in a mailbox changed just now.
///
/// @param before null when the message is new
/// @param after null when the message is gone
public record MailboxChanged(
    String address,
    Provider provider,
    @Nullable StoredMessage before,
    @Nullable StoredMessage after) {

  /// What the changed message has, and had before.
  public Set<String> labels() {
    var labels = new TreeSet<String>();
    if (before != null) {
      labels.addAll(before.labels());
    }
    if (after != null) {
      labels.addAll(after.labels());
    }
    return labels;
  }
}
