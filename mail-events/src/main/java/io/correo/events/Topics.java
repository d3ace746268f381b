package io.correo.events;

import java.util.List;

/// Names of the Kafka topics. Each has one writer; everybody else reads.
public final class Topics {
  /// "This mailbox may have changed". Key: mailbox id, or the address for Google. Writer: sync.
  public static final String NOTIFICATIONS = "mail.notifications";

  /// [MailFact]s as they happen. Key: mailbox id. Writer: sync.
  public static final String CHANGES = "mail.changes";

  /// [MailFact]s of imports and republications. Key: mailbox id. Writer: sync.
  public static final String BACKFILL = "mail.backfill";

  /// [ConnectedMailbox], compacted. Key: mailbox id. Writer: sync.
  public static final String ACCOUNTS = "mail.accounts";

  /// [OutgoingMail]. Key: mailbox id. Writer: compose.
  public static final String OUTGOING = "mail.outgoing";

  /// [DirectoryRecord], compacted. Key: tenant/type/id. Writer: the CRM, or crm-link for it.
  public static final String DIRECTORY = "crm.directory";

  /// [LinkDecision]. Key: mailbox id. Writer: crm-link.
  public static final String LINKS = "mail.links";

  /// [ViewChange], for open pages. Key: mailbox id. Writer: mailbox.
  public static final String VIEW = "mail.view";

  /// The public stream, live. Key: mailbox id. Writer: mailbox.
  public static final String EMAIL_EVENTS = "crm.email-events";

  /// The public stream, what imports brought. Key: mailbox id. Writer: mailbox.
  public static final String EMAIL_EVENTS_HISTORY = "crm.email-events.history";

  private Topics() {}

  public static List<String> all() {
    return List.of(
        NOTIFICATIONS,
        CHANGES,
        BACKFILL,
        ACCOUNTS,
        OUTGOING,
        DIRECTORY,
        LINKS,
        VIEW,
        EMAIL_EVENTS,
        EMAIL_EVENTS_HISTORY);
  }

  /// Where a consumer of `topic` leaves what it cannot process.
  public static String deadLetters(String topic) {
    return topic + ".dlq";
  }
}
