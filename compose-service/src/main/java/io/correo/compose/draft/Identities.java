package io.correo.compose.draft;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a mailbox may write as.
final class Identities {
  private Identities() {}

  /// @param wanted null for the mailbox's own address
  /// @throws Problem 422 when the mailbox may not write as it
  static Address pick(ConnectedMailbox mailbox, @Nullable Address wanted) {
    var identities = all(mailbox);
    if (wanted == null) return identities.getFirst();
    var same =
        identities.stream().filter(identity -> identity.key().equals(wanted.key())).findFirst();
    if (same.isEmpty()) {
      throw new Problem(ProblemType.UNPROCESSABLE, "from: is not an address of this mailbox")
          .with(
              "errors",
              List.of(new Problem.FieldError("from", "is not an address of this mailbox")));
    }
    return wanted.name() == null ? same.get() : wanted;
  }

  private static List<Address> all(ConnectedMailbox mailbox) {
    return mailbox.identities().isEmpty()
        ? List.of(Address.of(mailbox.address()))
        : mailbox.identities();
  }
}
