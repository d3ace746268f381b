package io.correo.provider.gmail;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import io.correo.provider.contract.Letter;
import io.correo.provider.contract.TestMailbox;
import io.correo.provider.simulated.Outside;
import io.correo.provider.simulated.Rfc822;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.google.GoogleTokens;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Ledger;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.PostOffice;
import io.correo.simulator.mail.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// A mailbox of the simulator.
final class SimulatedMailbox implements TestMailbox {
  private static final Map<FolderRole, String> LABELS =
      Map.of(
          FolderRole.INBOX, Label.INBOX,
          FolderRole.TRASH, Label.TRASH,
          FolderRole.SENT, Label.SENT,
          FolderRole.SPAM, Label.SPAM,
          FolderRole.DRAFTS, Label.DRAFT);
  private final Mailbox mailbox;
  private final Grant grant;
  private final Instant opened = Instant.now();

  SimulatedMailbox() {
    var address = "u" + UUID.randomUUID() + "@acme.example";
    mailbox = SimulatedGoogle.the(Mailboxes.class).open(address, Provider.GOOGLE);
    mailbox.owner("Ana García");
    grant = SimulatedGoogle.grant(address);
  }

  @Override
  public Grant grant() {
    return grant;
  }

  @Override
  public String deliver(Letter letter) {
    var answered =
        letter.answers().isEmpty()
            ? ""
            : Objects.requireNonNull(mailbox.find(letter.answers())).content().messageId();
    return deliver(Rfc822.of(letter, mailbox, answered, opened));
  }

  String deliver(byte[] rfc822) {
    return SimulatedGoogle.the(PostOffice.class).arrive(mailbox, new Content(rfc822)).id();
  }

  @Override
  public void star(String ref) {
    mailbox.relabel(ref, Set.of(Label.STARRED), Set.of());
  }

  @Override
  public void markRead(String ref) {
    mailbox.relabel(ref, Set.of(), Set.of(Label.UNREAD));
  }

  void markAsSpam(String ref) {
    mailbox.relabel(ref, Set.of(Label.SPAM), Set.of(Label.INBOX));
  }

  @Override
  public void purge(String ref) {
    mailbox.remove(ref);
  }

  @Override
  public String folder(String name) {
    return mailbox.labelId(name);
  }

  @Override
  public boolean exists(String ref) {
    return mailbox.find(ref) != null;
  }

  @Override
  public boolean isUnread(String ref) {
    return has(ref, Label.UNREAD);
  }

  @Override
  public boolean isStarred(String ref) {
    return has(ref, Label.STARRED);
  }

  @Override
  public boolean isIn(String ref, FolderRole role) {
    return has(ref, LABELS.get(role));
  }

  @Override
  public boolean isFiled(String ref, String folder) {
    return has(ref, folder);
  }

  @Override
  public List<String> received(String address) {
    return SimulatedGoogle.the(Ledger.class).deliveries(address).stream()
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
    arm(Fault.Action.THROTTLE, 429, "rateLimitExceeded", retryAfter.toSeconds());
  }

  @Override
  public void breakOnce() {
    arm(Fault.Action.TRUNCATE, 200, "", 0);
  }

  @Override
  public void expireToken() {
    SimulatedGoogle.the(GoogleTokens.class).expireAccess(mailbox.address());
  }

  void arm(Fault.Action action, int status, String reason, long retryAfter) {
    arm(".*", 1, action, status, reason, retryAfter);
  }

  void arm(
      String path, int times, Fault.Action action, int status, String reason, long retryAfter) {
    var seconds = retryAfter == 0 ? "" : Long.toString(retryAfter);
    Outside.arm(mailbox.address(), path, times, action, status, reason, seconds);
  }

  private boolean has(String ref, String label) {
    var message = Objects.requireNonNull(mailbox.find(ref), "the message is gone");
    return message.has(label);
  }
}
