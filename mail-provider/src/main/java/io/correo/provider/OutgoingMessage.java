package io.correo.provider;

import io.correo.events.Address;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message to keep as a draft or send. Headers are already checked: no CR, LF or NUL in any.
///
/// @param messageId our own; a provider may replace it
/// @param references oldest first, with angle brackets
/// @param threadRef the provider's thread to put it in; null for a new one
/// @param html the body; the adapter adds the plain text it is given
/// @param marks headers by name, `X-Correo-…`, by which we know it again
public record OutgoingMessage(
    Address from,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    String html,
    String text,
    String messageId,
    @Nullable String inReplyTo,
    List<String> references,
    @Nullable String threadRef,
    Map<String, String> marks,
    List<File> files) {

  /// Mark of a draft: `DraftId`.
  public static final String DRAFT_MARK = "X-Correo-Draft";

  /// Mark of a send: `SendId`.
  public static final String SEND_MARK = "X-Correo-Send";

  public OutgoingMessage {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    references = List.copyOf(references);
    marks = Map.copyOf(marks);
    files = List.copyOf(files);
  }

  /// @param contentId without brackets, for an image the HTML shows; null for an attachment
  public record File(
      String name, String type, long size, @Nullable String contentId, Bytes bytes) {}

  /// Opened once per attempt; never held whole.
  @FunctionalInterface
  public interface Bytes {
    InputStream open() throws IOException;
  }

  @Override
  public String toString() {
    return "OutgoingMessage[%s, %d files]".formatted(messageId, files.size());
  }
}
