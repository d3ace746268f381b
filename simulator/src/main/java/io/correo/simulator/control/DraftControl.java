package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.mail.StoredMessage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/_sim/mailboxes/{address}/drafts`: users write in Gmail or Outlook itself. Costs no quota.
@RestController
class DraftControl {

  private final Mailboxes mailboxes;
  private final Clock clock;

  DraftControl(Mailboxes mailboxes, Clock clock) {
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  @PostMapping("/_sim/mailboxes/{address}/drafts")
  void write(@PathVariable String address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var mailbox = MessageControl.mailbox(mailboxes, address);
    var content = new Content(Wire.body(request));
    var draft = mailbox.add(content, Set.of(Label.DRAFT), clock.instant(), null, null);
    answer(response, 201, mailbox, draft);
  }

  /// @param id of the draft's message, which in Gmail is another one afterwards
  @PutMapping("/_sim/mailboxes/{address}/drafts/{id}")
  void rewrite(
      @PathVariable String address,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var mailbox = MessageControl.mailbox(mailboxes, address);
    var message = MessageControl.message(mailbox, id);
    var written = rewritten(mailbox, message, new Content(Wire.body(request)));
    if (written == null) {
      throw Refusal.notFound(id);
    }
    answer(response, 200, mailbox, written);
  }

  private @Nullable StoredMessage rewritten(Mailbox mailbox, StoredMessage old, Content content) {
    if (!old.has(Label.DRAFT)) {
      return null;
    }
    if (mailbox.provider() == Provider.MICROSOFT) {
      return mailbox.edit(old.id(), draft -> draft.with(content).at(clock.instant()));
    }
    var draft = mailbox.draftOf(old.id());
    return draft == null ? null : mailbox.replaceDraft(draft, content, clock.instant(), null);
  }

  private static void answer(
      HttpServletResponse response, int status, Mailbox mailbox, StoredMessage draft)
      throws IOException {
    Wire.answer(response, status, Map.of("id", MessageControl.id(mailbox, draft)));
  }
}
