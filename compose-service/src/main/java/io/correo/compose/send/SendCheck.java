package io.correo.compose.send;

import io.correo.compose.attachment.FileLimits;
import io.correo.compose.draft.Draft;
import io.correo.compose.mime.HeaderText;
import io.correo.events.Address;
import io.correo.events.ConnectedMailbox;
import io.correo.service.problem.Problem;
import io.correo.service.problem.Problem.FieldError;
import io.correo.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/// Whether a draft can be sent as it is. Said before it is accepted, field by field.
final class SendCheck {
  private final ConnectedMailbox mailbox;
  private final Draft draft;
  private final List<FieldError> errors = new ArrayList<>();

  private SendCheck(ConnectedMailbox mailbox, Draft draft) {
    this.mailbox = mailbox;
    this.draft = draft;
  }

  /// @throws Problem 409 when the mailbox cannot send now, 422 with every wrong field
  static void check(ConnectedMailbox mailbox, Draft draft) {
    if (mailbox.state() != ConnectedMailbox.State.CONNECTED) {
      throw new Problem(
          ProblemType.MAILBOX_NEEDS_REAUTHORIZATION,
          "Connect %s again first.".formatted(mailbox.address()));
    }
    var check = new SendCheck(mailbox, draft);
    check.recipients();
    check.from();
    check.files();
    if (check.errors.isEmpty()) return;
    var first = check.errors.getFirst();
    throw new Problem(ProblemType.UNPROCESSABLE, first.field() + ": " + first.message())
        .with("errors", check.errors);
  }

  private void recipients() {
    var content = draft.content();
    var all = content.recipients();
    if (all.isEmpty()) errors.add(new FieldError("to", "name at least one recipient"));
    var most = mailbox.capabilities().recipients();
    if (all.size() > most) {
      errors.add(new FieldError("to", "the mail provider takes %d recipients".formatted(most)));
    }
    addresses("to", content.to());
    addresses("cc", content.cc());
    addresses("bcc", content.bcc());
  }

  private void addresses(String field, List<Address> addresses) {
    for (var i = 0; i < addresses.size(); i++) {
      if (!HeaderText.isDeliverable(addresses.get(i))) {
        errors.add(
            new FieldError("%s[%d].address".formatted(field, i), "is not a complete address"));
      }
    }
  }

  private void from() {
    var from = draft.content().from().key();
    var own =
        Address.of(mailbox.address()).key().equals(from)
            || mailbox.identities().stream().anyMatch(identity -> identity.key().equals(from));
    if (!own) errors.add(new FieldError("from", "is not an address of this mailbox"));
  }

  // Checked when they were put to the draft, but that may have been in another mailbox.
  private void files() {
    var limits = mailbox.capabilities().attachments();
    for (var file : draft.files()) {
      if (FileLimits.isBlocked(limits, file.name())) {
        errors.add(
            new FieldError(
                "attachments", "the mail provider does not take %s".formatted(file.name())));
      }
    }
    var limit = limits.maxBytes();
    var total = draft.files().stream().mapToLong(file -> file.size()).sum();
    if (total > limit) {
      errors.add(
          new FieldError(
              "attachments", "the mail provider takes %d bytes of files".formatted(limit)));
    }
  }
}
