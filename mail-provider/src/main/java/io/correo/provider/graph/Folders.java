package io.correo.provider.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.FolderRole;
import io.correo.events.MailboxId;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.graph.FolderMap.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the folders of a mailbox, and remembers those of a bounded number of mailboxes: a message
/// names its folder by an id that says nothing of what the folder is for.
final class Folders {
  // Never by display names, which are in the user's language.
  private static final Map<String, FolderRole> WELL_KNOWN =
      Map.of(
          "inbox", FolderRole.INBOX,
          "sentitems", FolderRole.SENT,
          "drafts", FolderRole.DRAFTS,
          "archive", FolderRole.ARCHIVE,
          "junkemail", FolderRole.SPAM,
          "deleteditems", FolderRole.TRASH);
  private static final Set<FolderRole> INHERITED = Set.of(FolderRole.TRASH, FolderRole.SPAM);
  private static final String FIELDS =
      "id,displayName,parentFolderId,childFolderCount,totalItemCount,isHidden";

  private final GraphApi graph;
  private final Cache<MailboxId, FolderMap> known;

  Folders(GraphApi graph) {
    this.graph = graph;
    this.known = Caffeine.newBuilder().maximumSize(graph.limits().mailboxes()).build();
  }

  static String wellKnown(FolderRole role) {
    return WELL_KNOWN.entrySet().stream()
        .filter(entry -> entry.getValue() == role)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /// As they are now.
  FolderMap read(Grant grant) {
    var all = all(grant);
    var roles = roles(grant, all.keySet());
    var map = FolderMap.of(all.values().stream().map(folder -> place(folder, all, roles)).toList());
    known.put(grant.mailbox(), map);
    return map;
  }

  /// As they were read last; read again when one of these is not among them.
  ///
  /// @param refs folders that messages are in
  FolderMap knowing(Grant grant, Collection<String> refs) {
    var map = known.getIfPresent(grant.mailbox());
    if (map != null && refs.stream().allMatch(map::knows)) return map;
    var fresh = read(grant);
    var missing = new HashSet<>(refs);
    missing.removeIf(fresh::knows);
    if (missing.isEmpty()) return fresh;
    // Hidden ones. Remembered, or every message in them would have the folders read again.
    if (map != null) missing.addAll(map.unlisted());
    var noted = new FolderMap(fresh.places(), missing);
    known.put(grant.mailbox(), noted);
    return noted;
  }

  private Map<String, GraphFolder> all(Grant grant) {
    var found = new LinkedHashMap<String, GraphFolder>();
    var top = new ArrayList<GraphFolder>();
    var options =
        Ask.query("$select", FIELDS, "$top", Integer.toString(graph.limits().folderPage()));
    String link = Targets.folders(grant) + options;
    while (link != null) {
      var page = graph.read(grant, "mailFolders.list", Ask.get(link), GraphPage.OfFolders.class);
      top.addAll(page.items());
      link = page.nextLink() == null ? null : graph.relative(page.nextLink());
    }
    var level = add(found, top);
    while (!level.isEmpty()) level = add(found, children(grant, level, options));
    return found;
  }

  /// A level of the tree at a time, so that a thousand parents are fifty batches.
  private List<GraphFolder> children(Grant grant, List<GraphFolder> parents, String options) {
    var asks = new LinkedHashMap<String, Ask>();
    for (var parent : parents) {
      asks.put(
          parent.ref(), Ask.get(Targets.folder(grant, parent.ref()) + "/childFolders" + options));
    }
    var found = new ArrayList<GraphFolder>();
    while (!asks.isEmpty()) {
      var answers = graph.batch(grant, "mailFolders.childFolders", asks, GraphPage.OfFolders.class);
      asks.clear();
      answers.forEach(
          (parent, answer) -> {
            switch (answer) {
              case Answer.Given<GraphPage.OfFolders>(var page) -> {
                found.addAll(page.items());
                if (page.nextLink() != null) {
                  asks.put(parent, Ask.get(graph.relative(page.nextLink())));
                }
              }
              case Answer.Failed<GraphPage.OfFolders>(Gone _) -> {} // deleted meanwhile
              case Answer.Failed<GraphPage.OfFolders>(var why) -> throw why;
            }
          });
    }
    return found;
  }

  /// @return those of them that have children
  private static List<GraphFolder> add(
      Map<String, GraphFolder> found, Collection<GraphFolder> folders) {
    var parents = new ArrayList<GraphFolder>();
    for (var folder : folders) {
      if (folder.isSearch() || Boolean.TRUE.equals(folder.isHidden())) continue;
      // One that was moved while we read may come twice.
      if (found.put(folder.ref(), folder) == null && folder.hasChildren()) parents.add(folder);
    }
    return parents;
  }

  /// A well-known folder keeps its id, so only those not known yet are asked for.
  private Map<String, FolderRole> roles(Grant grant, Set<String> there) {
    var roles = new HashMap<String, FolderRole>();
    var map = known.getIfPresent(grant.mailbox());
    if (map != null) {
      for (var place : map.places().values()) {
        var role = place.role();
        if (role != null && there.contains(place.ref())) roles.put(place.ref(), role);
      }
    }
    var asks = new LinkedHashMap<String, Ask>();
    for (var name : WELL_KNOWN.keySet()) {
      if (roles.containsValue(WELL_KNOWN.get(name))) continue;
      asks.put(name, Ask.get(Targets.folder(grant, name) + Ask.query("$select", "id")));
    }
    graph
        .batch(grant, "mailFolders.get", asks, GraphFolder.class)
        .forEach(
            (name, answer) -> {
              switch (answer) {
                case Answer.Given<GraphFolder>(var folder) ->
                    roles.put(folder.ref(), Objects.requireNonNull(WELL_KNOWN.get(name)));
                // Not every mailbox has each: an archive is made when something is first put in it.
                case Answer.Failed<GraphFolder>(Gone _) -> {}
                case Answer.Failed<GraphFolder>(Refused why) when why.status() == 404 -> {}
                case Answer.Failed<GraphFolder>(var why) -> throw why;
              }
            });
    return roles;
  }

  private static Place place(
      GraphFolder folder, Map<String, GraphFolder> all, Map<String, FolderRole> roles) {
    var names = new ArrayList<String>();
    FolderRole inherited = null;
    var seen = new HashSet<String>();
    @Nullable GraphFolder at = folder;
    while (at != null && seen.add(at.ref())) {
      names.addFirst(Objects.requireNonNullElse(at.displayName(), at.ref()));
      var role = roles.get(at.ref());
      if (role != null && INHERITED.contains(role)) inherited = role;
      at = at.parentFolderId() == null ? null : all.get(at.parentFolderId());
    }
    var role = roles.get(folder.ref());
    return new Place(
        folder.ref(),
        String.join("/", names),
        role,
        role == null ? inherited : role,
        Objects.requireNonNullElse(folder.totalItemCount(), 0));
  }
}
