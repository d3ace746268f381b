package io.correo.mailbox.thread;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.events.RecordRef;
import io.correo.mailbox.message.Places;
import io.correo.mailbox.visibility.Viewer;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists of conversations: of one's own mailboxes (one index scan each, merged), or of everybody in
/// the tenant, as far as the viewer may see.
@Component
class ThreadLists {
  private final Rows rows;

  ThreadLists(Rows rows) {
    this.rows = rows;
  }

  /// What a list holds.
  ///
  /// @param place as in `Places`; null for everything that is somewhere
  /// @param account an account's id, to see only what is linked to it
  record Wanted(@Nullable String place, boolean unread, @Nullable String account) {
    boolean isDrafts() {
      return FolderRole.DRAFTS.wireName().equals(place);
    }

    String view() {
      var view = place == null ? Row.ALL : place;
      return unread ? Places.unread(view) : view;
    }
  }

  /// @param mailboxes of the viewer's own
  Page<ThreadRow> mine(
      Viewer viewer,
      List<MailboxId> mailboxes,
      Wanted wanted,
      @Nullable PageCursor from,
      int limit) {
    var found = new ArrayList<Rows.Stored>();
    for (var mailbox : mailboxes) {
      found.addAll(rows.find(in(viewer, mailbox, wanted, from), order(wanted), limit + 1));
    }
    return page(viewer, found, limit, wanted.isDrafts());
  }

  private static Bson in(
      Viewer viewer, MailboxId mailbox, Wanted wanted, @Nullable PageCursor from) {
    var where = new ArrayList<Bson>();
    where.add(viewer.inTenant());
    where.add(eq("mailbox", mailbox.value()));
    if (wanted.account() != null) {
      where.add(eq("recordKeys", Row.recordKey(RecordRef.ACCOUNT, wanted.account())));
    }
    where.add(eq("views", wanted.view()));
    var date = wanted.isDrafts() ? "draftDate" : "date";
    if (from != null) where.add(before(date, from));
    else if (wanted.isDrafts()) where.add(gt(date, new Date(0)));
    return and(where);
  }

  private static Bson order(Wanted wanted) {
    return Sorts.descending(wanted.isDrafts() ? "draftDate" : "date", "_id");
  }

  /// Conversations linked to a record, the tenant's.
  Page<ThreadRow> ofRecord(Viewer viewer, RecordRef record, @Nullable PageCursor from, int limit) {
    return shared(viewer, eq("recordKeys", Row.recordKey(record.type(), record.id())), from, limit);
  }

  /// Conversations with an address.
  Page<ThreadRow> ofAddress(Viewer viewer, String address, @Nullable PageCursor from, int limit) {
    return shared(viewer, eq("addresses", address), from, limit);
  }

  private Page<ThreadRow> shared(Viewer viewer, Bson about, @Nullable PageCursor from, int limit) {
    var where = new ArrayList<Bson>(List.of(viewer.reach(), about, eq("views", Row.ALL)));
    if (from != null) where.add(before("date", from));
    var found = rows.find(and(where), Sorts.descending("date", "_id"), limit + 1);
    return page(viewer, found, limit, false);
  }

  private static Bson before(String field, PageCursor from) {
    var date = Date.from(from.date());
    return and(lte(field, date), or(lt(field, date), lt("_id", from.id())));
  }

  private static Page<ThreadRow> page(
      Viewer viewer, List<Rows.Stored> found, int limit, boolean drafts) {
    var shown = new ArrayList<ThreadRow>();
    for (var stored : found) {
      var row = stored.row();
      if (row == null) continue;
      var rights = stored.rights(viewer);
      if (rights == null) continue;
      shown.add(ThreadRow.of(stored, row, rights, date(row, drafts), viewer.owns(row.mailbox())));
    }
    shown.sort(Comparator.comparing(ThreadRow::date).thenComparing(ThreadRow::id).reversed());
    return Page.of(shown, limit, last -> new PageCursor(last.date(), last.id()).encode());
  }

  private static Instant date(Row row, boolean drafts) {
    var draftDate = row.draftDate();
    return drafts && draftDate != null ? draftDate : row.date();
  }
}
