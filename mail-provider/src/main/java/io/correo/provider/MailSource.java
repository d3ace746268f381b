package io.correo.provider;

import io.correo.events.Address;
import io.correo.events.Folder;
import io.correo.events.MessageState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What sync-service reads: who it is, what there is, what changed.
public interface MailSource {

  Profile profile(Grant grant);

  List<Folder> folders(Grant grant);

  /// The parts whose changes are followed one by one: one for Gmail, a folder each for Graph.
  Set<String> parts(Grant grant);

  /// Where a part is now. Take it *before* [#list], or mail arriving meanwhile is lost.
  Cursor now(Grant grant, String part);

  /// A position before everything a part holds: for a part that appears after the others were
  /// taken. What it holds is then told as changes.
  Cursor beginning(Grant grant, String part);

  /// What changed in a part since the cursor, oldest first. [ProviderException.CursorExpired] when
  /// the provider forgot: compare by [#list].
  ChangePage changes(Grant grant, Cursor since);

  /// Names of all messages there are (trash and spam too), newest first.
  ///
  /// @param pageToken null for the first page
  Listing list(Grant grant, @Nullable String pageToken);

  /// The same for an import: by whichever calls are cheapest when every message is wanted whole.
  /// Newest first within a part. Page tokens of this and of [#list] are not each other's.
  ///
  /// @param pageToken null for the first page
  default Listing importPage(Grant grant, @Nullable String pageToken) {
    return list(grant, pageToken);
  }

  /// Whole messages, by the cheapest calls. One that is gone comes back as [Change.Removed].
  List<Change> fetch(Grant grant, List<Listed> messages);

  /// Flags and folders of messages, without their content. What is gone is left out.
  List<Change.StateChanged> states(Grant grant, List<Listed> messages);

  /// What notices say changed, read at once and before any cursor gets there. What is gone comes
  /// back as [Change.Removed]. Providers whose notices name nothing tell nothing.
  ///
  /// @param hints as in `Notice.hint`, of notices of this mailbox
  List<Change> hinted(Grant grant, List<String> hints);

  /// Asks to be told of changes. Renews when there is a watch already.
  ///
  /// @param notificationUrl where to, for providers that push to the application itself
  /// @param clientState comes back with every notification, for providers that support it
  /// @param known the id of the watch there was; null for none
  Watch watch(Grant grant, URI notificationUrl, String clientState, @Nullable String known);

  /// Ends the watch. Ending none succeeds.
  ///
  /// @param known its id; null for a provider that has one watch for the whole account
  void unwatch(Grant grant, @Nullable String known);

  /// @param identities what the user may send as, the primary one first
  /// @param messages how many there are, an estimate
  record Profile(String account, String address, List<Address> identities, long messages) {}

  /// A position, opaque to all but the adapter that made it.
  record Cursor(String part, String value) {}

  /// @param next continues after this page, and is saved only when the page's facts are published
  record ChangePage(List<Change> changes, Cursor next, boolean hasMore) {}

  /// @param nextPageToken null on the last page
  /// @param estimate how many there are in all
  /// @param reached where reading a part goes on now that all of it is listed, instead of the
  ///     cursor it had; null when the page completes no part, or listing makes no cursor
  record Listing(
      List<Listed> messages,
      @Nullable String nextPageToken,
      long estimate,
      @Nullable Cursor reached) {
    public Listing(List<Listed> messages, @Nullable String nextPageToken, long estimate) {
      this(messages, nextPageToken, estimate, null);
    }
  }

  /// @param ref the provider's present name of the message
  /// @param state null when the provider's listing does not tell
  /// @param whole the message itself, where the listing brings it; null to [#fetch] it
  record Listed(
      String ref, String threadRef, @Nullable MessageState state, Change.@Nullable Upserted whole) {
    public Listed(String ref, String threadRef, @Nullable MessageState state) {
      this(ref, threadRef, state, null);
    }
  }

  /// @param id null when the provider has one watch for the whole account
  record Watch(@Nullable String id, Instant expiresAt) {}
}
