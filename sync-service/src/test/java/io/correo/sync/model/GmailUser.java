package io.correo.sync.model;

import static io.correo.simulator.mail.Label.DRAFT;
import static io.correo.simulator.mail.Label.INBOX;
import static io.correo.simulator.mail.Label.SPAM;
import static io.correo.simulator.mail.Label.STARRED;
import static io.correo.simulator.mail.Label.TRASH;
import static io.correo.simulator.mail.Label.UNREAD;

import io.correo.events.FolderId;
import io.correo.events.MailboxId;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.PostOffice;
import io.correo.simulator.mail.StoredMessage;
import io.correo.sync.world.Gmail;
import io.correo.sync.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Somebody in Gmail itself: labels come and go, drafts are renamed at every change.
final class GmailUser implements User {
  private static final Set<String> NO_FOLDERS = Set.of(UNREAD, STARRED, DRAFT);

  private final int enough;
  private final Gmail gmail;
  private final Mailbox mailbox;
  private final PostOffice post;
  private final Letters letters;
  private final Map<String, Set<Set<String>>> places = new HashMap<>();
  private int made;

  GmailUser(World world, int enough) {
    this.enough = enough;
    this.gmail = world.gmail();
    this.mailbox = world.outside(Mailboxes.class).find(gmail.address());
    this.post = world.outside(PostOffice.class);
    this.letters = new Letters(mailbox);
    for (var name : List.of("Obras", "Facturas", "Norte")) mailbox.createLabel(name, Map.of());
  }

  @Override
  public int enough() {
    return enough;
  }

  @Override
  public String address() {
    return gmail.address();
  }

  @Override
  public MailboxId connect(World world) {
    return gmail.connect();
  }

  @Override
  public void receive(Random random) {
    remember(post.arrive(mailbox, letters.next(random, "Mail")));
  }

  @Override
  public String act(Random random) {
    var all = mailbox.list(Set.of(), _ -> true, null, Integer.MAX_VALUE);
    if (all.isEmpty() || random.nextInt(enough) > all.size()) {
      receive(random);
      return "received";
    }
    if (all.size() > enough && random.nextInt(4) == 0) return delete(any(all, random));
    return switch (random.nextInt(20)) {
      case 0, 1 -> {
        receive(random);
        yield "received";
      }
      case 2, 3, 4 -> toggle(any(all, random), UNREAD);
      case 5, 6, 7 -> toggle(any(all, random), STARRED);
      case 8, 9, 10 -> toggle(any(all, random), label(random));
      case 11 -> toggle(any(all, random), INBOX);
      case 12 -> thereAndBack(any(all, random), random);
      case 13 -> toggle(any(all, random), random.nextInt(8) == 0 ? SPAM : STARRED);
      case 14 -> trash(any(all, random));
      case 15 -> restore(all, random);
      case 16 -> draft(random);
      case 17, 18 -> edit(all, random);
      default -> random.nextInt(40) == 0 ? labels(random) : delete(any(all, random));
    };
  }

  private static StoredMessage any(List<StoredMessage> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private String toggle(StoredMessage message, String label) {
    if (message.has(label)) change(message, Set.of(), Set.of(label));
    else change(message, Set.of(label), Set.of());
    return (message.has(label) ? "-" : "+") + label + " " + message.id();
  }

  private String thereAndBack(StoredMessage message, Random random) {
    toggle(message, label(random));
    change(
        mailbox.find(message.id()), message.labels(), without(mailbox.find(message.id()), message));
    return "there and back " + message.id();
  }

  private static Set<String> without(StoredMessage now, StoredMessage then) {
    return now.labels().stream().filter(it -> !then.has(it)).collect(Collectors.toSet());
  }

  private String trash(StoredMessage message) {
    change(message, Set.of(TRASH), Set.of(INBOX));
    return "trashed " + message.id();
  }

  private String restore(List<StoredMessage> all, Random random) {
    var trashed = all.stream().filter(it -> it.has(TRASH)).toList();
    if (trashed.isEmpty()) return "nothing to restore";
    var message = any(trashed, random);
    change(message, random.nextBoolean() ? Set.of(INBOX) : Set.of(), Set.of(TRASH));
    return "restored " + message.id();
  }

  private String delete(StoredMessage message) {
    mailbox.remove(message.id());
    return "deleted " + message.id();
  }

  private String draft(Random random) {
    return "draft " + write(random).id();
  }

  /// Begins a mail.
  StoredMessage write(Random random) {
    var stored =
        mailbox.add(letters.next(random, "Draft"), Set.of(DRAFT), Instant.now(), null, null);
    remember(stored);
    return stored;
  }

  private String edit(List<StoredMessage> all, Random random) {
    var drafts = all.stream().filter(it -> draft(it.id()) != null).toList();
    if (drafts.isEmpty()) return draft(random);
    var before = any(drafts, random);
    var id = mailbox.draftOf(before.id());
    var now = mailbox.replaceDraft(id, letters.next(random, "Draft"), Instant.now(), null);
    places.put(now.id(), places.getOrDefault(before.id(), new HashSet<>()));
    remember(now);
    return "edited " + before.id() + " to " + now.id();
  }

  private String labels(Random random) {
    var own = own();
    if (own.size() > 3) {
      var label = own.get(random.nextInt(own.size()));
      mailbox.removeLabel(label.id());
      mailbox.list(Set.of(), _ -> true, null, Integer.MAX_VALUE).forEach(this::remember);
      return "no label " + label.name();
    }
    mailbox.createLabel("Label " + ++made, Map.of());
    return "one more label";
  }

  private String label(Random random) {
    var own = own();
    return own.get(random.nextInt(own.size())).id();
  }

  private List<Label> own() {
    return mailbox.labels().stream().filter(it -> !it.system()).toList();
  }

  private void change(StoredMessage message, Set<String> add, Set<String> remove) {
    remember(mailbox.relabel(message.id(), add, remove));
  }

  private void remember(StoredMessage message) {
    var past = places.computeIfAbsent(message.id(), _ -> new HashSet<>());
    if (!message.has(TRASH)) past.add(folders(message));
  }

  private static Set<String> folders(StoredMessage message) {
    return message.labels().stream()
        .filter(it -> !NO_FOLDERS.contains(it))
        .collect(Collectors.toSet());
  }

  @Override
  public void expireHistory() {
    mailbox.expireHistory();
  }

  @Override
  public Map<String, Seen> truth(MailboxId id) {
    var truth = new HashMap<String, Seen>();
    for (var message : mailbox.list(Set.of(), _ -> true, null, Integer.MAX_VALUE)) {
      truth.put(
          message.id(),
          new Seen(
              message.content().subject(),
              ids(id, folders(message)),
              message.has(UNREAD),
              message.has(STARRED),
              message.has(DRAFT)));
    }
    return truth;
  }

  @Override
  public Set<Set<FolderId>> places(MailboxId id, String ref) {
    return places.getOrDefault(ref, Set.of()).stream()
        .map(labels -> ids(id, labels))
        .collect(Collectors.toSet());
  }

  private static Set<FolderId> ids(MailboxId id, Set<String> labels) {
    return labels.stream().map(label -> FolderId.of(id, label)).collect(Collectors.toSet());
  }

  @Override
  public Set<String> named() {
    return Set.of();
  }

  @Override
  public String draft(String ref) {
    return mailbox.draftOf(ref);
  }
}
