package io.correo.provider;

import java.io.InputStream;

/// The bytes no fact carries, streamed: memory does not grow with their size. Close what you get.
public interface MailContents {

  /// @param part as in `Attachment.part`
  InputStream attachment(Grant grant, String ref, String part);

  /// The whole message as RFC 5322.
  InputStream raw(Grant grant, String ref);
}
