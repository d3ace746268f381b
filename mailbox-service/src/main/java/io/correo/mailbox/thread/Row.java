package io.correo.mailbox.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as lists show it, derived from its messages.
///
/// @param date of its newest message that is no draft
/// @param draftDate of its newest draft; null without one
/// @param replies received messages besides the first, not draft, trash or spam
/// @param views the lists it stands in, as in `Places`, and `all`
/// @param recordKeys `type/id` of the records it is linked to, for finding it
/// @param addresses of everybody in it, for finding it
/// @param shared how much others may see; null for nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    ThreadId id,
    TenantId tenant,
    MailboxId mailbox,
    String subject,
    String snippet,
    List<Participant> participants,
    Instant date,
    @Nullable Instant draftDate,
    boolean unread,
    boolean starred,
    int replies,
    int messages,
    boolean attachments,
    int drafts,
    List<LinkedRecord> records,
    List<FolderRole> roles,
    List<String> views,
    List<String> recordKeys,
    List<String> addresses,
    @Nullable Visibility shared) {

  /// The list of conversations that are somewhere else than in trash, spam or drafts.
  public static final String ALL = "all";

  public Row {
    participants = List.copyOf(participants);
    records = List.copyOf(records);
    roles = List.copyOf(roles);
    views = List.copyOf(views);
    recordKeys = List.copyOf(recordKeys);
    addresses = List.copyOf(addresses);
  }

  /// @param me one of the mailbox's own addresses
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Participant(@Nullable String name, String address, boolean me) {}

  public record LinkedRecord(String type, String id, String label) {
    public RecordRef ref() {
      return new RecordRef(type, id);
    }
  }

  public static String recordKey(String type, String id) {
    return type + "/" + id;
  }
}
