package io.correo.provider.graph;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import io.correo.provider.contract.Letter;
import io.correo.provider.contract.TestMailbox;
import io.correo.provider.simulated.Outside;
import io.correo.provider.simulated.Rfc822;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Ledger;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.PostOffice;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.mail.StoredMessage;
import io.correo.simulator.microsoft.ItemIds;
import io.correo.simulator.microsoft.MicrosoftTokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// An Outlook mailbox of the simulator, its messages named by their immutable ids.
final class OutlookMailbox implements TestMailbox {
  private static final Map<FolderRole, String> LABELS =
      Map.of(
          FolderRole.INBOX, Label.INBOX,
          FolderRole.TRASH, Label.TRASH,
          FolderRole.SENT, Label.SENT,
          FolderRole.SPAM, Label.SPAM,
          FolderRole.ARCHIVE, Label.ARCHIVE,
          FolderRole.DRAFTS, Label.DRAFTS);
  private final Mailbox mailbox;
  private final Grant.UserConsent grant;
  private final Map<String, String> folders = new HashMap<>();
  private final Instant opened = Instant.now();

  OutlookMailbox() {
    var address = "u" + UUID.randomUUID() + "@acme.example";
    mailbox = Outside.the(Mailboxes.class).open(address, Provider.MICROSOFT);
    mailbox.owner("Ana García");
    grant = SimulatedMicrosoft.grant(address);
  }

  @Override
  public Grant.UserConsent grant() {
    return grant;
  }

  @Override
  public String deliver(Letter letter) {
    var answered = letter.answers().isEmpty() ? "" : found(letter.answers()).content().messageId();
    return deliver(Rfc822.of(letter, mailbox, answered, opened));
  }

  String deliver(byte[] rfc822) {
    var stored = Outside.the(PostOffice.class).arrive(mailbox, new Content(rfc822));
    return ItemIds.immutable(mailbox, stored.id());
  }

  @Override
  public void star(String ref) {
    mailbox.relabel(found(ref).id(), Set.of(Label.STARRED), Set.of());
  }

  @Override
  public void markRead(String ref) {
    mailbox.relabel(found(ref).id(), Set.of(), Set.of(Label.UNREAD));
  }

  @Override
  public void purge(String ref) {
    mailbox.remove(found(ref).id());
  }

  /// The user files it on the phone.
  ///
  /// @param folder ref of a folder of the user's own
  void file(String ref, String folder) {
    mailbox.edit(found(ref).id(), it -> it.in(Objects.requireNonNull(folders.get(folder))));
  }

  void file(String ref, FolderRole role) {
    mailbox.edit(found(ref).id(), it -> it.in(Objects.requireNonNull(LABELS.get(role))));
  }

  @Override
  public String folder(String name) {
    return folder(mailbox.labelId(name), name);
  }

  /// A folder of the user's own inside one of Outlook's.
  String folderIn(FolderRole role, String name) {
    var parent = Objects.requireNonNull(LABELS.get(role));
    var made = Objects.requireNonNull(mailbox.createFolder(parent, name, false));
    return folder(made.id(), name);
  }

  private String folder(String label, String name) {
    var ref =
        SimulatedMicrosoft.provider().source().folders(grant).stream()
            .filter(folder -> ("/" + folder.name()).endsWith("/" + name))
            .findFirst()
            .orElseThrow()
            .ref();
    folders.put(ref, label);
    return ref;
  }

  void removeFolder(String ref) {
    mailbox.removeLabel(Objects.requireNonNull(folders.get(ref)));
  }

  @Override
  public boolean exists(String ref) {
    return ItemIds.message(mailbox, ref) != null;
  }

  @Override
  public boolean isUnread(String ref) {
    return found(ref).has(Label.UNREAD);
  }

  @Override
  public boolean isStarred(String ref) {
    return found(ref).has(Label.STARRED);
  }

  @Override
  public boolean isIn(String ref, FolderRole role) {
    return found(ref).folder().equals(LABELS.get(role));
  }

  @Override
  public boolean isFiled(String ref, String folder) {
    return found(ref).folder().equals(folders.get(folder));
  }

  @Override
  public List<String> received(String address) {
    return Outside.the(Ledger.class).deliveries(address).stream()
        .filter(copy -> copy.content().from().contains(mailbox.address()))
        .map(copy -> copy.content().subject())
        .toList();
  }

  @Override
  public void forgetHistory() {
    mailbox.expireHistory();
  }

  @Override
  public void throttleOnce(Duration retryAfter) {
    arm(".*", 1, Fault.Action.THROTTLE, 429, "", Long.toString(retryAfter.toSeconds()));
  }

  @Override
  public void breakOnce() {
    arm(".*", 1, Fault.Action.TRUNCATE, 200, "", "");
  }

  @Override
  public void expireToken() {
    Outside.the(MicrosoftTokens.class).expireAccess(mailbox.address());
  }

  @Override
  public URI hook() {
    return Hook.URL;
  }

  void arm(
      String path, int times, Fault.Action action, int status, String reason, String retryAfter) {
    Outside.arm(mailbox.address(), path, times, action, status, reason, retryAfter);
  }

  private StoredMessage found(String ref) {
    return Objects.requireNonNull(ItemIds.message(mailbox, ref), "the message is gone");
  }
}
