package io.correo.mailbox.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.FolderRole;
import io.correo.events.Visibility;
import io.correo.mailbox.thread.Row.LinkedRecord;
import io.correo.mailbox.thread.Row.Participant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation in a list, as the API shows it.
///
/// @param subject null where the viewer may not see it
/// @param rights how much of it the viewer may see
@JsonInclude(JsonInclude.Include.NON_NULL)
record ThreadRow(
    String id,
    String mailbox,
    @Nullable String subject,
    String snippet,
    List<Participant> participants,
    Instant date,
    boolean unread,
    boolean starred,
    int replies,
    int messages,
    boolean attachments,
    int drafts,
    List<LinkedRecord> records,
    List<FolderRole> roles,
    Visibility rights,
    @Nullable Visibility visibility,
    long revision) {

  /// @param date by which the list is ordered
  static ThreadRow of(Rows.Stored stored, Row row, Visibility rights, Instant date, boolean mine) {
    var everything = rights == Visibility.EVERYTHING;
    return new ThreadRow(
        row.id().value(),
        row.mailbox().value(),
        everything || rights == Visibility.SUBJECT ? row.subject() : null,
        everything ? row.snippet() : "",
        row.participants(),
        date,
        row.unread(),
        row.starred(),
        row.replies(),
        row.messages(),
        row.attachments(),
        mine ? row.drafts() : 0,
        row.records(),
        mine ? row.roles() : List.of(),
        rights,
        mine ? stored.visibility() : null,
        stored.revision());
  }
}
