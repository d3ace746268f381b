package io.correo.provider;

import io.correo.events.Capabilities;

/// A mail provider. Every method of every role may throw a [ProviderException], which says what to
/// do next; none retries a call that is not safe to repeat.
public interface MailProvider {
  /// As it stands on the wire and in the API: `google` or `microsoft`.
  String name();

  /// What mailboxes of this provider can do.
  Capabilities capabilities();

  /// sync-service: how a user grants us a mailbox.
  MailConsent consent();

  /// sync-service: reads changes.
  MailSource source();

  /// mailbox-service: reads, stars, files.
  MailActions actions();

  /// mailbox-service and compose-service: the bytes no fact carries.
  MailContents contents();

  /// compose-service: keeps drafts and sends them.
  MailSender sender();
}
