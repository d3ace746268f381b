package io.correo.provider.graph;

import io.correo.events.Address;
import io.correo.events.Folder;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource;
import io.correo.provider.ProviderException.Refused;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What there is in a mailbox and what changes. Every folder is a part.
final class GraphSource implements MailSource {
  private final GraphApi graph;
  private final Folders folders;
  private final MessageReading reading;
  private final Delta delta;
  private final Import imported;
  private final Census census;
  private final Watches watches;
  private final Clock clock;

  GraphSource(GraphApi graph, Folders folders, Clock clock) {
    this.graph = graph;
    this.folders = folders;
    this.clock = clock;
    this.reading = new MessageReading(graph, folders);
    this.delta = new Delta(graph, reading);
    this.imported = new Import(folders, reading, delta);
    this.census = new Census(graph, folders, reading);
    this.watches = new Watches(graph, clock);
  }

  @Override
  public Profile profile(Grant grant) {
    var messages = folders.read(grant).messages();
    try {
      var user =
          graph.read(
              grant,
              "users.get",
              Ask.get(
                  Targets.user(grant)
                      + Ask.query("$select", "id,displayName,mail,userPrincipalName")),
              User.class);
      return new Profile(
          grant.account(),
          user.address(),
          List.of(new Address(user.name(), user.address())),
          messages);
    } catch (Refused notTold) {
      // The right to read mail is none to read the directory: then the account is what we know.
      var own = grant.account();
      return new Profile(own, own, List.of(Address.of(own)), messages);
    }
  }

  @Override
  public List<Folder> folders(Grant grant) {
    return folders.read(grant).folders(grant.mailbox());
  }

  /// In the order an import takes them.
  @Override
  public Set<String> parts(Grant grant) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(folders.read(grant).places().keySet()));
  }

  /// Tells what arrives from now on, and what happens to it; not what happens to older messages.
  /// Their changes come by notices, and by the cursor the import reaches.
  @Override
  public Cursor now(Grant grant, String part) {
    // Our clock may be ahead of Exchange's. What is told twice does no harm.
    var from = clock.instant().minus(graph.limits().clockMargin());
    return Position.from(grant, part, from).cursor();
  }

  @Override
  public Cursor beginning(Grant grant, String part) {
    return Position.beginning(grant, part).cursor();
  }

  /// [io.correo.provider.ProviderException.Gone] when the folder is.
  @Override
  public ChangePage changes(Grant grant, Cursor since) {
    return delta.changes(grant, Position.of(since));
  }

  @Override
  public Listing list(Grant grant, @Nullable String pageToken) {
    return census.page(grant, pageToken);
  }

  @Override
  public Listing importPage(Grant grant, @Nullable String pageToken) {
    return imported.page(grant, pageToken);
  }

  @Override
  public List<Change> fetch(Grant grant, List<Listed> messages) {
    return reading.whole(grant, messages.stream().map(Listed::ref).toList());
  }

  @Override
  public List<Change.StateChanged> states(Grant grant, List<Listed> messages) {
    return List.copyOf(reading.states(grant, messages.stream().map(Listed::ref).toList()).values());
  }

  /// A notice names a message by its immutable id.
  @Override
  public List<Change> hinted(Grant grant, List<String> hints) {
    return reading.whole(grant, hints);
  }

  @Override
  public Watch watch(Grant grant, URI notificationUrl, String clientState, @Nullable String known) {
    return watches.watch(grant, notificationUrl, clientState, known);
  }

  @Override
  public void unwatch(Grant grant, @Nullable String known) {
    if (known != null) watches.unwatch(grant, known);
  }

  private record User(
      String id,
      @Nullable String displayName,
      @Nullable String mail,
      @Nullable String userPrincipalName) {

    String address() {
      return Stream.of(mail, userPrincipalName, id)
          .filter(it -> it != null && !it.isBlank())
          .findFirst()
          .orElseThrow();
    }

    @Nullable String name() {
      return displayName == null || displayName.isBlank() ? null : displayName;
    }
  }
}
