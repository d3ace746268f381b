package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a message says: everything that does not change by reading or filing it.
///
/// @param subject decoded, one line, maybe empty
/// @param from null when the message names nobody
/// @param date when the provider received it (or it was sent), never the sender's claim
/// @param messageId RFC 5322 Message-ID with its angle brackets; null when absent
/// @param references Message-IDs from References, oldest first, then In-Reply-To if it is not there
/// @param snippet the first words of the text, one line, at most 200 characters
/// @param text plain text up to the cap of sync-service; derived from HTML when there is only that
/// @param html the HTML body as sent, unsanitised, up to the cap; null when there is none
/// @param truncated true when text or html were cut at the cap
/// @param size bytes of the whole message, as the provider counts them
/// @param marks our own `X-Correo-…` headers, names in lower case, so that echoes are recognised
/// @param problems why the message is shown incomplete, in words for people; empty when it is whole
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageContent(
    String subject,
    @Nullable Address from,
    List<Address> replyTo,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    Instant date,
    @Nullable String messageId,
    @Nullable String inReplyTo,
    List<String> references,
    String snippet,
    @Nullable String text,
    @Nullable String html,
    boolean truncated,
    List<Attachment> attachments,
    long size,
    Automatic automatic,
    Map<String, String> marks,
    List<String> problems) {

  private static final String NOT_WHOLE =
      "The message could not be taken in whole. Its text and files are at the provider.";

  public MessageContent {
    replyTo = List.copyOf(replyTo);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    references = List.copyOf(references);
    attachments = List.copyOf(attachments);
    marks = Map.copyOf(marks);
    problems = List.copyOf(problems);
  }

  /// Who wrote to whom, when and about what, and that this is not all.
  MessageContent envelope() {
    return new MessageContent(
        subject,
        from,
        replyTo,
        to,
        cc,
        bcc,
        date,
        messageId,
        inReplyTo,
        references,
        "",
        null,
        null,
        false,
        List.of(),
        size,
        automatic,
        Map.of(),
        List.of(NOT_WHOLE));
  }

  /// Message text is nobody's business in a log.
  @Override
  public String toString() {
    return "MessageContent[%s, %d bytes]".formatted(date, size);
  }
}
