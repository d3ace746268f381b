package io.correo.compose.attachment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.MailboxId;
import org.jspecify.annotations.Nullable;

/// A file of a draft.
///
/// @param id ours, random
/// @param contentId without brackets, for an image the body shows
/// @param source where its bytes still are when it came with another message; null once they are
///     ours
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftFile(
    String id,
    String name,
    String type,
    long size,
    boolean inline,
    @Nullable String contentId,
    @Nullable Source source) {

  /// @param ref the provider's name of the message
  /// @param part path of the part in it
  public record Source(MailboxId mailbox, String ref, String part) {}

  public DraftFile stored(long bytes) {
    return new DraftFile(id, name, type, bytes, inline, contentId, null);
  }
}
