package io.correo.sync.model;

import static io.correo.simulator.mail.Label.ARCHIVE;
import static io.correo.simulator.mail.Label.DRAFT;
import static io.correo.simulator.mail.Label.DRAFTS;
import static io.correo.simulator.mail.Label.INBOX;
import static io.correo.simulator.mail.Label.SPAM;
import static io.correo.simulator.mail.Label.STARRED;
import static io.correo.simulator.mail.Label.TRASH;
import static io.correo.simulator.mail.Label.UNREAD;

import io.correo.events.FolderId;
import io.correo.events.MailboxId;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.fault.Faults;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.StoredMessage;
import io.correo.simulator.microsoft.ItemIds;
import io.correo.sync.world.Outlook;
import io.correo.sync.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Somebody in Outlook itself: a message is in one folder and goes to another, drafts keep their
/// name, and what is done to a message is named in a notice.
final class OutlookUser implements User {
  private static final int MOST_FOLDERS = 5;

  private final int enough;
  private final Outlook outlook;
  private final Mailbox mailbox;
  private final Letters letters;
  private final Map<String, Set<String>> places = new HashMap<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private boolean connected;
  private int made;

  OutlookUser(World world, int enough) {
    this.enough = enough;
    this.outlook = world.outlook();
    this.mailbox = world.outside(Mailboxes.class).find(outlook.address());
    this.letters = new Letters(mailbox);
    for (var name : List.of("Obras", "Norte")) mailbox.createFolder("", name, false);
    losePosts(world.outside(Faults.class));
  }

  /// Notices come when a walk says so.
  private void losePosts(Faults faults) {
    faults.arm(
        new Fault(
            faults.nextId(),
            Fault.Place.PUSH,
            new Fault.Match(null, null, address()),
            -1,
            Fault.Action.LOSE,
            0,
            "",
            "",
            Duration.ZERO,
            0,
            ""));
  }

  @Override
  public int enough() {
    return enough;
  }

  @Override
  public String address() {
    return outlook.address();
  }

  @Override
  public MailboxId connect(World world) {
    connected = true;
    return outlook.connect();
  }

  /// What was there before the connection is old enough that no cursor of new mail tells of it.
  @Override
  public void receive(Random random) {
    add(random, "Mail", Set.of(INBOX, UNREAD));
  }

  private StoredMessage add(Random random, String kind, Set<String> labels) {
    var date = connected ? Instant.now() : Instant.now().minus(Duration.ofHours(1));
    return remember(mailbox.add(letters.next(random, kind), labels, date, null, null));
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
      case 8, 9, 10, 11 -> move(any(all, random), folder(random));
      case 12, 13 -> thereAndBack(any(all, random), random);
      case 14 -> move(any(all, random), TRASH);
      case 15 -> restore(all, random);
      case 16 -> "draft " + name(add(random, "Draft", Set.of(DRAFT, DRAFTS)));
      case 17, 18 -> edit(all, random);
      default -> random.nextInt(40) == 0 ? folders() : delete(any(all, random));
    };
  }

  private static StoredMessage any(List<StoredMessage> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private String toggle(StoredMessage message, String mark) {
    var marked = message.has(mark);
    var marks = Set.of(mark);
    remember(mailbox.relabel(message.id(), marked ? Set.of() : marks, marked ? marks : Set.of()));
    return (marked ? "-" : "+") + mark + " " + name(message);
  }

  private String move(StoredMessage message, String folder) {
    remember(mailbox.edit(message.id(), old -> old.in(folder)));
    return name(message) + " from " + message.folder() + " to " + folder;
  }

  private String thereAndBack(StoredMessage message, Random random) {
    var there = move(message, folder(random));
    if (random.nextBoolean()) toggle(mailbox.find(message.id()), STARRED);
    move(message, message.folder());
    return there + " and back";
  }

  private String restore(List<StoredMessage> all, Random random) {
    var trashed = all.stream().filter(it -> it.folder().equals(TRASH)).toList();
    if (trashed.isEmpty()) return "nothing to restore";
    return move(any(trashed, random), random.nextBoolean() ? INBOX : folder(random));
  }

  private String delete(StoredMessage message) {
    mailbox.remove(message.id());
    touched.add(name(message));
    return "deleted " + name(message);
  }

  private String edit(List<StoredMessage> all, Random random) {
    var drafts = all.stream().filter(it -> it.has(DRAFT)).toList();
    if (drafts.isEmpty()) return "nothing to edit";
    var draft = any(drafts, random);
    var content = letters.next(random, "Draft");
    remember(mailbox.edit(draft.id(), old -> old.with(content)));
    return "edited " + name(draft);
  }

  private String folders() {
    if (own().size() >= MOST_FOLDERS) return "enough folders";
    mailbox.createFolder("", "Folder " + ++made, false);
    return "one more folder";
  }

  private String folder(Random random) {
    var all = new ArrayList<>(List.of(INBOX, ARCHIVE, SPAM));
    own().forEach(it -> all.add(it.id()));
    return all.get(random.nextInt(all.size()));
  }

  private List<Label> own() {
    return mailbox.labels().stream().filter(it -> !it.system()).toList();
  }

  private StoredMessage remember(StoredMessage message) {
    var past = places.computeIfAbsent(name(message), _ -> new HashSet<>());
    if (!message.folder().equals(TRASH)) past.add(message.folder());
    touched.add(name(message));
    return message;
  }

  private String name(StoredMessage message) {
    return ItemIds.immutable(mailbox, message.id());
  }

  @Override
  public Set<String> named() {
    var named = new LinkedHashSet<>(touched);
    touched.clear();
    return named;
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
          name(message),
          new Seen(
              message.content().subject(),
              Set.of(folder(id, message.folder())),
              message.has(UNREAD),
              message.has(STARRED),
              message.has(DRAFT)));
    }
    return truth;
  }

  @Override
  public Set<Set<FolderId>> places(MailboxId id, String ref) {
    return places.getOrDefault(ref, Set.of()).stream()
        .map(it -> Set.of(folder(id, it)))
        .collect(Collectors.toSet());
  }

  private FolderId folder(MailboxId id, String label) {
    return FolderId.of(id, ItemIds.folder(mailbox, label));
  }

  @Override
  public String draft(String ref) {
    var message = ItemIds.message(mailbox, ref);
    return message != null && message.has(DRAFT) ? ref : null;
  }
}
