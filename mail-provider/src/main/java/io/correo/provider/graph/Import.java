package io.correo.provider.graph;

import io.correo.events.MessageState;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import io.correo.provider.ProviderException.Gone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first round of every folder, the inbox first: whole messages, and at each folder's end the
/// cursor its changes are read from afterwards.
final class Import {
  private final Folders folders;
  private final MessageReading reading;
  private final Delta delta;

  Import(Folders folders, MessageReading reading, Delta delta) {
    this.folders = folders;
    this.reading = reading;
    this.delta = delta;
  }

  Listing page(Grant grant, @Nullable String pageToken) {
    if (pageToken != null) return page(grant, ImportToken.parse(pageToken));
    var map = folders.read(grant);
    var first = map.after(-1, "");
    return first == null
        ? new Listing(List.of(), null, 0)
        : page(grant, ImportToken.of(map.messages(), first));
  }

  private Listing page(Grant grant, ImportToken token) {
    var position =
        token.begins()
            ? Position.beginning(grant, token.folder())
            : new Position(token.folder(), token.link());
    try {
      var page = delta.page(grant, position);
      var listed = listed(grant, page.items());
      if (page.hasMore()) {
        var next = token.at(page.next().link());
        return new Listing(listed, next.toString(), token.estimate());
      }
      return end(grant, token, listed, page.next().cursor());
    } catch (Gone folderIsGone) {
      // What it held was moved or deleted with it, and is told elsewhere.
      return end(grant, token, List.of(), null);
    }
  }

  private Listing end(
      Grant grant, ImportToken token, List<Listed> listed, @Nullable Cursor reached) {
    // One that appears meanwhile, before this one, is a part without a cursor: it is read from its
    // beginning.
    var next = folders.knowing(grant, List.of()).after(token.rank(), token.folder());
    return new Listing(
        listed,
        next == null ? null : ImportToken.of(token.estimate(), next).toString(),
        token.estimate(),
        reached);
  }

  private List<Listed> listed(Grant grant, List<GraphMessage> items) {
    var there = items.stream().filter(item -> item.removed() == null).toList();
    var map = reading.folders(grant, there);
    var listed = new ArrayList<Listed>();
    for (var item : there) {
      var whole = item.isWhole() ? reading.upserted(grant, map, item) : null;
      listed.add(new Listed(item.ref(), item.thread(), state(whole), whole));
    }
    return listed;
  }

  private static @Nullable MessageState state(Change.@Nullable Upserted whole) {
    return whole == null ? null : whole.state();
  }
}
