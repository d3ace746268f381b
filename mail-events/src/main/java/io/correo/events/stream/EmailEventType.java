package io.correo.events.stream;

/// The types of the public stream. Inside a version only optional fields are added.
public enum EmailEventType {
  MESSAGE_RECEIVED("email.message.received.v1", MessageEvent.class),
  MESSAGE_SENT("email.message.sent.v1", MessageEvent.class),
  MESSAGE_IMPORTED("email.message.imported.v1", MessageEvent.class),
  MESSAGE_CHANGED("email.message.changed.v1", MessageStateEvent.class),
  MESSAGE_REMOVED("email.message.removed.v1", MessageGoneEvent.class),
  MESSAGE_LINKED("email.message.linked.v1", MessageEvent.class),
  MESSAGE_UNLINKED("email.message.unlinked.v1", MessageEvent.class),
  THREAD_ANSWERED("email.thread.answered.v1", ThreadAnsweredEvent.class),
  THREAD_VISIBILITY_CHANGED("email.thread.visibility-changed.v1", ThreadVisibilityEvent.class),
  SEND_FAILED("email.send.failed.v1", SendEvent.class),
  SEND_BOUNCED("email.send.bounced.v1", SendEvent.class),
  MAILBOX_CONNECTED("email.mailbox.connected.v1", MailboxEvent.class),
  MAILBOX_NEEDS_REAUTHORIZATION("email.mailbox.needs-reauthorization.v1", MailboxEvent.class),
  MAILBOX_IMPORT_COMPLETED("email.mailbox.import-completed.v1", MailboxEvent.class),
  MAILBOX_GAP_HEALED("email.mailbox.gap-healed.v1", MailboxEvent.class),
  MAILBOX_DISCONNECTED("email.mailbox.disconnected.v1", MailboxEvent.class),
  MAILBOX_ERASED("email.mailbox.erased.v1", MailboxEvent.class);

  private final String wireName;
  private final Class<? extends Record> data;

  EmailEventType(String wireName, Class<? extends Record> data) {
    this.wireName = wireName;
    this.data = data;
  }

  /// The CloudEvents `type`.
  public String wireName() {
    return wireName;
  }

  /// The record its JSON data is written from.
  public Class<? extends Record> data() {
    return data;
  }

  /// The CloudEvents `dataschema`: where the JSON Schema of the data is, relative to this contract.
  public String schema() {
    return "urn:correo:schema:" + wireName;
  }
}
