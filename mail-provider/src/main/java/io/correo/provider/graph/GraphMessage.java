package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.correo.events.Address;
import io.correo.provider.mime.Headers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message as Graph writes it. What was not asked for, or is not told of a change, is null.
///
/// @param removed present in a delta when it left the folder
/// @param receivedDateTime ISO 8601
/// @param internetMessageHeaders as received; none on what was written here
record GraphMessage(
    @Nullable String id,
    @JsonProperty("@removed") @Nullable Removal removed,
    @Nullable String conversationId,
    @Nullable String parentFolderId,
    @Nullable String subject,
    @Nullable Recipient from,
    @Nullable Recipient sender,
    @Nullable List<Recipient> replyTo,
    @Nullable List<Recipient> toRecipients,
    @Nullable List<Recipient> ccRecipients,
    @Nullable List<Recipient> bccRecipients,
    @Nullable String receivedDateTime,
    @Nullable String createdDateTime,
    @Nullable String internetMessageId,
    @Nullable Body body,
    @Nullable Boolean isRead,
    @Nullable Boolean isDraft,
    @Nullable Boolean hasAttachments,
    @Nullable Flag flag,
    @Nullable List<Headers.Field> internetMessageHeaders,
    @Nullable List<Property> singleValueExtendedProperties,
    @Nullable List<GraphAttachment> attachments) {

  record Removal(@Nullable String reason) {}

  record Body(@Nullable String contentType, @Nullable String content) {
    boolean isHtml() {
      return "html".equalsIgnoreCase(contentType);
    }
  }

  record Flag(@Nullable String flagStatus) {}

  record Property(@Nullable String id, @Nullable String value) {}

  record Recipient(@Nullable EmailAddress emailAddress) {
    static Recipient of(Address address) {
      return new Recipient(new EmailAddress(address.name(), address.address()));
    }
  }

  record EmailAddress(@Nullable String name, @Nullable String address) {}

  /// For a message that must have one.
  String ref() {
    return Objects.requireNonNull(id, "a message without an id");
  }

  String thread() {
    return conversationId == null || conversationId.isEmpty() ? ref() : conversationId;
  }

  boolean draft() {
    return Boolean.TRUE.equals(isDraft);
  }

  /// Whether all of [Selection#WHOLE] came with it.
  boolean isWhole() {
    return body != null && parentFolderId != null && receivedDateTime != null && isRead != null;
  }

  /// Whether anything of its state came with it.
  boolean hasState() {
    return parentFolderId != null || isRead != null || isDraft != null || flag != null;
  }

  /// Whether anything came with it that may be content.
  boolean hasContent() {
    return subject != null
        || body != null
        || from != null
        || toRecipients != null
        || ccRecipients != null
        || bccRecipients != null
        || attachments != null
        || hasAttachments != null;
  }
}
