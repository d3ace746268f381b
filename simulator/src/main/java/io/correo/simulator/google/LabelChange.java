package io.correo.simulator.google;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Labels to add and to remove, as `modify` takes them.
record LabelChange(List<String> add, List<String> remove) {

  private static final Set<String> NOT_BY_HAND = Set.of(Label.SENT, Label.DRAFT);

  static final LabelChange TRASH = new LabelChange(List.of(Label.TRASH), List.of(Label.INBOX));
  // Gmail does not remember that the message was in the inbox.
  static final LabelChange UNTRASH = new LabelChange(List.of(), List.of(Label.TRASH));

  static LabelChange of(GmailCall call) {
    var add = call.list("addLabelIds");
    var remove = new ArrayList<>(call.list("removeLabelIds"));
    if (add.isEmpty() && remove.isEmpty()) {
      throw GmailException.invalid("No label add or removes specified");
    }
    for (var label : add) {
      check(call, label);
      if (NOT_BY_HAND.contains(label)) {
        throw GmailException.invalid("Invalid label: " + label);
      }
    }
    for (var label : remove) {
      check(call, label);
    }
    if (add.contains(Label.TRASH)) {
      remove.add(Label.INBOX);
    }
    remove.removeAll(NOT_BY_HAND);
    return new LabelChange(add, remove);
  }

  private static void check(GmailCall call, String label) {
    if (call.mailbox().label(label) == null) {
      throw GmailException.invalid("Invalid label: " + label);
    }
  }

  @Nullable StoredMessage apply(GmailCall call, String messageId) {
    return call.mailbox().relabel(messageId, add, remove);
  }
}
