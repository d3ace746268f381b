package io.correo.mailbox.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.FolderRole;
import io.correo.events.LinkDecision;
import io.correo.events.LinkReason;
import io.correo.events.Revision;
import io.correo.events.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as the API shows it.
///
/// @param from null when the message names nobody
/// @param bcc only in one's own mailbox
/// @param subject null where the viewer may not see it
/// @param linkReason why it is linked to nothing; absent when it is linked
/// @param linkWhy the same as a code, for pages of another language; as [LinkDecision#why()]
/// @param problems why it is shown incomplete
/// @param pending actions not yet confirmed by the provider
/// @param rights how much of it the viewer may see
/// @param revision of what it says: a body fetched at another one is of an older draft
@JsonInclude(Include.NON_NULL)
public record MessageView(
    String id,
    String thread,
    String mailbox,
    List<InFolder> folders,
    List<FolderRole> roles,
    @JsonInclude(Include.ALWAYS) @Nullable Address from,
    List<Address> replyTo,
    List<Address> to,
    List<Address> cc,
    @Nullable List<Address> bcc,
    @Nullable String subject,
    Instant date,
    @JsonInclude(Include.ALWAYS) @Nullable String messageId,
    @JsonInclude(Include.ALWAYS) @Nullable String inReplyTo,
    String snippet,
    boolean unread,
    boolean starred,
    boolean draft,
    Automatic automatic,
    long size,
    List<File> attachments,
    List<LinkDecision.Link> records,
    @Nullable String linkReason,
    @Nullable LinkReason linkWhy,
    List<String> problems,
    String direction,
    @Nullable List<String> pending,
    Visibility rights,
    Revision revision) {

  @JsonInclude(Include.NON_NULL)
  record InFolder(String id, String name, @Nullable FolderRole role) {}

  /// @param downloadUrl signed, good for some minutes
  @JsonInclude(Include.NON_NULL)
  record File(
      String id,
      String name,
      String type,
      long size,
      boolean inline,
      @Nullable String contentId,
      String downloadUrl) {}
}
