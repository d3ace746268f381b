package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A file a message carries. Its bytes stay at the provider.
///
/// @param part path of the part in the message; what a provider adapter finds the bytes with
/// @param name file name, decoded, never blank
/// @param type media type in lower case, `application/octet-stream` when unknown
/// @param size bytes, as the provider counts them
/// @param inline true when the HTML body shows it by its `contentId`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
    AttachmentId id,
    String part,
    String name,
    String type,
    long size,
    boolean inline,
    @Nullable String contentId) {}
