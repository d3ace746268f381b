package io.correo.events;

import io.correo.events.stream.EmailEventType;
import io.correo.events.stream.MailboxEvent;
import io.correo.events.stream.MessageEvent;
import io.correo.events.stream.MessageGoneEvent;
import io.correo.events.stream.MessageStateEvent;
import io.correo.events.stream.SendEvent;
import io.correo.events.stream.ThreadAnsweredEvent;
import io.correo.events.stream.ThreadVisibilityEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One record of everything we publish, by the name of its frozen sample.
final class Samples {
  private static final TenantId ACME = new TenantId("acme");
  private static final UserId ANA = new UserId("ana");
  private static final MailboxId MAILBOX = new MailboxId("mb_Jb0cNwQ2pYk1fTz8uVxA");
  private static final MessageId MESSAGE = MessageId.of(MAILBOX, "18c2f0a1b2c3d4e5");
  private static final ThreadId THREAD = ThreadId.of(MAILBOX, "18c2f0a1b2c3d400");
  private static final FolderId INBOX = FolderId.of(MAILBOX, "INBOX");
  private static final Revision REVISION = Revision.of(1_795_000_000L, 7);
  private static final Instant AT = Instant.parse("2026-11-23T10:42:00Z");
  private static final Address MARTA = new Address("Marta Gil", "marta.gil@obranorte.example");
  private static final Address ANAS = new Address("Ana García", "ana@acme.example");

  private Samples() {}

  /// What goes over the topics between our services.
  static Map<String, Object> internal() {
    var samples = new LinkedHashMap<String, Object>();
    samples.put(
        "mail.message-upserted.v1",
        new MailFact.MessageUpserted(
            ACME,
            MAILBOX,
            REVISION,
            Origin.LIVE,
            MESSAGE,
            "18c2f0a1b2c3d4e5",
            THREAD,
            "18c2f0a1b2c3d400",
            content(),
            state(null)));
    samples.put(
        "mail.message-state-changed.v1",
        new MailFact.MessageStateChanged(ACME, MAILBOX, REVISION, MESSAGE, state(Set.of(INBOX))));
    samples.put(
        "mail.message-removed.v1", new MailFact.MessageRemoved(ACME, MAILBOX, REVISION, MESSAGE));
    samples.put(
        "mail.folder-upserted.v1",
        new MailFact.FolderUpserted(
            ACME, MAILBOX, REVISION, new Folder(INBOX, "INBOX", "INBOX", FolderRole.INBOX)));
    samples.put(
        "mail.folder-removed.v1", new MailFact.FolderRemoved(ACME, MAILBOX, REVISION, INBOX));
    samples.put(
        "mail.mailbox-caught-up.v1", new MailFact.MailboxCaughtUp(ACME, MAILBOX, REVISION, AT));
    samples.put("mail.mailbox-erased.v1", new MailFact.MailboxErased(ACME, MAILBOX, REVISION));
    samples.put("mail.account", mailbox());
    samples.put("mail.notification", new Notice("google", "ana@acme.example", null, "987654", AT));
    samples.put(
        "mail.notification.of-a-message", new Notice("microsoft", null, MAILBOX, "AAMkAGI1", AT));
    samples.put(
        "mail.notification.of-a-watch",
        new Notice("microsoft", null, MAILBOX, null, AT, Notice.Lifecycle.REMOVED));
    samples.put("mail.outgoing", outgoing());
    samples.put("mail.link", link());
    samples.put("crm.directory", directory());
    samples.put(
        "mail.view.thread-changed.v1",
        new ViewChange.ThreadChanged(
            ACME, MAILBOX, THREAD, REVISION, List.of(new RecordRef("account", "a-17"))));
    samples.put("mail.view.thread-removed.v1", new ViewChange.ThreadRemoved(ACME, MAILBOX, THREAD));
    samples.put("mail.view.counters-changed.v1", new ViewChange.CountersChanged(ACME, MAILBOX));
    samples.put(
        "mail.view.operation-changed.v1",
        new ViewChange.OperationChanged(ACME, MAILBOX, ANA, "op_1", "done"));
    samples.put(
        "mail.view.thread-visibility-changed.v1",
        new ViewChange.ThreadVisibilityChanged(ACME, MAILBOX, THREAD, 2, Visibility.SUBJECT));
    return samples;
  }

  /// The data of the public events, by type.
  static Map<EmailEventType, Object> open() {
    var samples = new LinkedHashMap<EmailEventType, Object>();
    for (var type : EmailEventType.values()) {
      var data = type.data();
      Object sample =
          data == MessageEvent.class
              ? message(type)
              : data == MessageStateEvent.class
                  ? new MessageStateEvent(
                      MESSAGE, THREAD, MAILBOX, ANA, false, true, List.of("inbox", "starred"))
                  : data == MessageGoneEvent.class
                      ? new MessageGoneEvent(MESSAGE, THREAD, MAILBOX, ANA)
                      : data == ThreadAnsweredEvent.class
                          ? new ThreadAnsweredEvent(THREAD, MAILBOX, ANA, MESSAGE, "them", 5400, AT)
                          : data == ThreadVisibilityEvent.class
                              ? new ThreadVisibilityEvent(THREAD, MAILBOX, ANA, Visibility.SUBJECT)
                              : data == SendEvent.class
                                  ? failed()
                                  : new MailboxEvent(
                                      MAILBOX, ANA, "google", "ana@acme.example", 12_408L);
      samples.put(type, sample);
    }
    return samples;
  }

  private static SendEvent failed() {
    var reason = "550 5.1.1 The address does not exist.";
    return new SendEvent(
        new SendId("s_1"),
        MAILBOX,
        ANA,
        MESSAGE,
        List.of(new SendEvent.Recipient("nobody@obranorte.example", "5.1.1", reason)));
  }

  private static MessageEvent message(EmailEventType type) {
    var linked = type == EmailEventType.MESSAGE_LINKED;
    var unlinked = type == EmailEventType.MESSAGE_UNLINKED;
    var sent = type == EmailEventType.MESSAGE_SENT;
    var reason = "Marta Gil is a contact of Obra Norte.";
    return new MessageEvent(
        MESSAGE,
        THREAD,
        MAILBOX,
        ANA,
        "<q1@obranorte.example>",
        "5f1d0c",
        sent ? "outbound" : "inbound",
        AT,
        sent ? ANAS : MARTA,
        List.of(sent ? MARTA : ANAS),
        List.of(),
        unlinked ? null : "Presupuesto de la nave",
        unlinked ? null : "Hola Ana, adjunto el presupuesto",
        null,
        Automatic.NONE,
        unlinked
            ? null
            : List.of(new MessageEvent.File("a_1", "presupuesto.pdf", 48_211, "application/pdf")),
        linked ? List.of(new MessageEvent.Link("account", "a-17", reason, "contact")) : List.of(),
        unlinked ? "No contact or account of the CRM has the address." : null,
        unlinked ? "nobody-known" : null,
        Visibility.EVERYTHING,
        sent ? "correo" : null,
        sent ? new SendId("s_1") : null,
        sent ? "quote-88" : null,
        "https://crm.example/api/v1/messages/" + MESSAGE.value());
  }

  private static MessageContent content() {
    var file =
        new Attachment(
            AttachmentId.of(MESSAGE, "1"),
            "1",
            "presupuesto.pdf",
            "application/pdf",
            48_211,
            false,
            null);
    return new MessageContent(
        "Presupuesto de la nave",
        MARTA,
        List.of(),
        List.of(ANAS),
        List.of(new Address(null, "bruno@acme.example")),
        List.of(),
        AT,
        "<q1@obranorte.example>",
        null,
        List.of(),
        "Hola Ana, adjunto el presupuesto",
        "Hola Ana, adjunto el presupuesto.",
        "<p>Hola Ana, adjunto el presupuesto.</p>",
        false,
        List.of(file),
        51_002,
        Automatic.NONE,
        Map.of("x-correo-send", "s_1"),
        List.of());
  }

  private static MessageState state(@Nullable Set<FolderId> restoreTo) {
    return new MessageState(Set.of(INBOX), Set.of(FolderRole.INBOX), true, false, false, restoreTo);
  }

  private static ConnectedMailbox mailbox() {
    return new ConnectedMailbox(
        MAILBOX,
        ACME,
        REVISION,
        "google",
        "ana@acme.example",
        "ana@acme.example",
        List.of(new ConnectedMailbox.Member(ANA, ConnectedMailbox.Role.OWNER)),
        ConnectedMailbox.State.CONNECTED,
        new Capabilities(
            true,
            true,
            true,
            true,
            new Capabilities.AttachmentLimits(26_214_400, Set.of("exe")),
            500),
        List.of(ANAS),
        "<p>Ana García · Acme</p>",
        Visibility.EVERYTHING,
        "shared",
        new ConnectedMailbox.Progress("running", 500, 12_408, AT),
        AT);
  }

  private static OutgoingMail outgoing() {
    return new OutgoingMail(
        ACME,
        MAILBOX,
        ANA,
        new SendId("s_1"),
        new DraftId("d_1"),
        "3e1f",
        3,
        OutgoingMail.State.SENDING,
        "r-77",
        null,
        null,
        "Presupuesto de la nave",
        List.of(MARTA),
        List.of(new RecordRef(RecordRef.ACCOUNT, "a-17")),
        "quote-42",
        null,
        AT);
  }

  private static LinkDecision link() {
    var reason = "Marta Gil is a contact of Obra Norte.";
    var why =
        new LinkReason(
            "contact",
            Map.of(
                "address", "marta.gil@obranorte.example",
                "contact", "Marta Gil",
                "record", "Obra Norte"));
    return new LinkDecision(
        ACME,
        MAILBOX,
        THREAD,
        MESSAGE,
        1,
        Origin.LIVE,
        List.of(new LinkDecision.Link("account", "a-17", "Obra Norte", reason, false, why)),
        null,
        null,
        AT);
  }

  private static DirectoryRecord directory() {
    return new DirectoryRecord(
        ACME,
        RecordRef.CONTACT,
        "c-3",
        "Marta Gil",
        "https://crm.example/contacts/c-3",
        List.of("marta.gil@obranorte.example"),
        List.of(),
        List.of("a-17"),
        true,
        Map.of("position", "Compras"),
        AT);
  }
}
