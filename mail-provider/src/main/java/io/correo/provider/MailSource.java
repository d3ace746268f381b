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

  /// What changed in a part since the cursor, oldest first. [ProviderException.CursorExpired] when
  /// the provider forgot: compare by [#list].
  ChangePage changes(Grant grant, Cursor since);

  /// Names of all messages there are (trash and spam too), newest first.
  ///
  /// @param pageToken null for the first page
  Listing list(Grant grant, @Nullable String pageToken);

  /// Whole messages, by the cheapest calls. One that is gone comes back as [Change.Removed].
  List<Change> fetch(Grant grant, List<Listed> messages);

  /// Flags and folders of messages, without their content. What is gone is left out.
  List<Change.StateChanged> states(Grant grant, List<Listed> messages);

  /// Asks to be told of changes. Renews when there is a watch already.
  ///
  /// @param notificationUrl where to, for providers that push to the application itself
  /// @param clientState comes back with every notification, for providers that support it
  Watch watch(Grant grant, URI notificationUrl, String clientState);

  /// Ends the watch. Ending none succeeds.
  void unwatch(Grant grant);

  /// @param identities what the user may send as, the primary one first
  /// @param messages how many there are, an estimate
  record Profile(String account, String address, List<Address> identities, long messages) {}

  /// A position, opaque to all but the adapter that made it.
  record Cursor(String part, String value) {}

  /// @param next continues after this page, and is saved only when the page's facts are published
  record ChangePage(List<Change> changes, Cursor next, boolean hasMore) {}

  /// @param nextPageToken null on the last page
  /// @param estimate how many there are in all
  record Listing(List<Listed> messages, @Nullable String nextPageToken, long estimate) {}

  /// @param ref the provider's present name of the message
  /// @param state null when the provider's listing does not tell
  record Listed(String ref, String threadRef, @Nullable MessageState state) {}

  /// @param id null when the provider has none
  record Watch(@Nullable String id, Instant expiresAt) {}
}
