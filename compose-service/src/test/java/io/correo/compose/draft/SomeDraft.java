package io.correo.compose.draft;

import io.correo.events.Address;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import java.time.Instant;
import java.util.List;

/// A draft as somebody wrote it.
public final class SomeDraft {
  private SomeDraft() {}

  public static Draft written(Drafts drafts, MailboxId mailbox, String from, String to) {
    var draft =
        new Draft(
            DraftId.random(),
            new TenantId("acme"),
            new UserId("ana"),
            mailbox,
            Kind.NEW,
            null,
            DraftContent.checked(
                Address.of(from),
                List.of(Address.of(to)),
                List.of(),
                List.of(),
                "Oferta",
                "<p>Hola</p>",
                List.of()),
            null,
            List.of(),
            1,
            1,
            Instant.parse("2026-11-23T10:00:00Z"),
            null,
            SendId.random(),
            Mirror.NONE,
            Revision.NONE,
            null);
    drafts.insert(draft);
    return draft;
  }
}
