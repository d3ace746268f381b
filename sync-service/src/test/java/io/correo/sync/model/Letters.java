package io.correo.sync.model;

import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;

/// What is written to somebody: short mails, half of them in answer to one that is there.
final class Letters {
  private final Mailbox mailbox;
  private int written;

  Letters(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /// @param kind what its subject begins with, unless it answers
  Content next(Random random, String kind) {
    written++;
    var known = mailbox.list(Set.of(), _ -> true, null, 5);
    var answered =
        known.isEmpty() || random.nextBoolean() ? null : known.get(random.nextInt(known.size()));
    var mail =
        """
        From: Luis <luis@obra.example>
        To: %s
        Subject: %s
        Message-ID: <%d.%s@obra.example>
        %sContent-Type: text/plain; charset=utf-8

        Hola.
        """
            .formatted(
                mailbox.address(),
                answered == null ? kind + " " + written : "Re: " + answered.content().topic(),
                written,
                mailbox.address().replace('@', '.'),
                answered == null ? "" : "In-Reply-To: " + answered.content().messageId() + "\n");
    return new Content(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
