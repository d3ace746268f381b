package io.correo.search.visibility;

import io.correo.events.FolderRole;
import io.correo.events.TenantId;
import io.correo.events.Visibility;
import io.correo.search.engine.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who looks, and how far that reaches: all of one's own mailboxes; of others in the tenant, what
/// is linked to a record, where everything is shown: of the conversation, if that was chosen for it
/// alone, else of the mailbox. Every query begins with it, made here and nowhere else.
///
/// @param mine mailboxes of which the user is a member; none for modules
/// @param shared mailboxes of the tenant whose linked mail is shown whole
public record Viewer(TenantId tenant, Set<String> mine, Set<String> shared) {
  private static final List<String> ASIDE =
      List.of(FolderRole.TRASH.wireName(), FolderRole.SPAM.wireName());

  public Viewer {
    mine = Set.copyOf(mine);
    shared = Set.copyOf(shared);
  }

  public Map<String, Object> inTenant() {
    return Conditions.is("tenant", tenant.value());
  }

  public Map<String, Object> inMyMailboxes() {
    return Conditions.isAmong("mailbox", mine);
  }

  /// Messages this viewer may find.
  public Map<String, Object> reach() {
    var asTheMailbox =
        Conditions.all(
            List.of(
                Conditions.isAmong("mailbox", shared),
                Conditions.not(Conditions.exists("visibility"))));
    var linked =
        Conditions.all(
            List.of(
                Conditions.is("links.linked", true),
                Conditions.any(
                    List.of(
                        Conditions.is("visibility", Visibility.EVERYTHING.wireName()),
                        asTheMailbox)),
                Conditions.is("state.draft", false),
                Conditions.not(Conditions.isAmong("state.roles", ASIDE))));
    var ways = new ArrayList<Map<String, Object>>();
    if (!mine.isEmpty()) ways.add(inMyMailboxes());
    ways.add(linked);
    return Conditions.all(List.of(inTenant(), Conditions.is("listed", true), Conditions.any(ways)));
  }
}
