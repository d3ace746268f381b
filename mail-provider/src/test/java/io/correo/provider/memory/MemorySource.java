package io.correo.provider.memory;

import io.correo.events.Address;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource;
import io.correo.provider.ProviderException.CursorExpired;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the journal, three entries a page.
record MemorySource(MemoryMailbox mailbox) implements MailSource {
  private static final int PAGE = 3;

  @Override
  public Profile profile(Grant grant) {
    mailbox.call();
    var own = Address.of(MemoryMailbox.ADDRESS);
    return new Profile(own.address(), own.address(), List.of(own), mailbox.messages.size());
  }

  @Override
  public List<Folder> folders(Grant grant) {
    mailbox.call();
    var folders = new ArrayList<Folder>();
    for (var role : FolderRole.values()) folders.add(folder(grant, role.name(), role.name(), role));
    mailbox.folders.forEach((ref, name) -> folders.add(folder(grant, ref, name, null)));
    return folders;
  }

  private static Folder folder(Grant grant, String ref, String name, @Nullable FolderRole role) {
    return new Folder(FolderId.of(grant.mailbox(), ref), ref, name, role);
  }

  @Override
  public Set<String> parts(Grant grant) {
    return Set.of("journal");
  }

  @Override
  public Cursor now(Grant grant, String part) {
    mailbox.call();
    return new Cursor(part, Integer.toString(mailbox.journal.size()));
  }

  @Override
  public Cursor beginning(Grant grant, String part) {
    mailbox.call();
    return new Cursor(part, Integer.toString(mailbox.forgotten));
  }

  @Override
  public ChangePage changes(Grant grant, Cursor since) {
    mailbox.call();
    var from = Integer.parseInt(since.value());
    if (from < mailbox.forgotten) throw new CursorExpired("forgotten");
    var to = Math.min(from + PAGE, mailbox.journal.size());
    var next = new Cursor(since.part(), Integer.toString(to));
    return new ChangePage(
        mailbox.journal.subList(from, to).stream().filter(this::holds).toList(),
        next,
        to < mailbox.journal.size());
  }

  /// What came and went is not told.
  private boolean holds(Change change) {
    return !(change instanceof Change.Upserted it) || mailbox.messages.containsKey(it.ref());
  }

  @Override
  public Listing list(Grant grant, @Nullable String pageToken) {
    mailbox.call();
    var all = List.copyOf(mailbox.messages.values()).reversed();
    var from = pageToken == null ? 0 : Integer.parseInt(pageToken);
    var to = Math.min(from + 4, all.size());
    return new Listing(
        all.subList(from, to).stream()
            .map(it -> new Listed(it.ref(), it.thread(), mailbox.state(it)))
            .toList(),
        to < all.size() ? Integer.toString(to) : null,
        all.size());
  }

  @Override
  public List<Change> fetch(Grant grant, List<Listed> messages) {
    mailbox.call();
    return messages.stream()
        .map(
            it ->
                Optional.ofNullable(mailbox.messages.get(it.ref()))
                    .<Change>map(mailbox::upserted)
                    .orElse(new Change.Removed(it.ref())))
        .toList();
  }

  @Override
  public List<Change.StateChanged> states(Grant grant, List<Listed> messages) {
    mailbox.call();
    return messages.stream()
        .filter(it -> mailbox.messages.containsKey(it.ref()))
        .map(it -> new Change.StateChanged(it.ref(), mailbox.state(mailbox.find(it.ref()))))
        .toList();
  }

  @Override
  public List<Change> hinted(Grant grant, List<String> hints) {
    return fetch(grant, hints.stream().map(it -> new Listed(it, "", null)).toList());
  }

  @Override
  public Watch watch(Grant grant, URI notificationUrl, String clientState, @Nullable String known) {
    mailbox.call();
    return new Watch(null, Instant.MAX);
  }

  @Override
  public void unwatch(Grant grant, @Nullable String known) {
    mailbox.call();
  }
}
