package io.correo.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailFact;
import io.correo.events.MailboxId;
import io.correo.simulator.fault.Fault.Action;
import io.correo.sync.ingest.Hints;
import io.correo.sync.schedule.ByHand;
import io.correo.sync.schedule.Turn.Next;
import io.correo.sync.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One mailbox, from its connection on: a user acts, notices come or do not, turns are taken, go
/// well, die, or go on as a zombie after another instance took over. Whenever it settles, what
/// readers of the facts see is what the provider has.
final class Walk {
  static final String LANE = "walks";
  private static final int REMEMBERED = 60;
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private final World world;
  private final Seam seam;
  private final User user;
  private final Hints hints;
  private final Disturbances disturbances;
  private final long seed;
  private final Random random;
  private final int steps;
  private final ByHand instance;
  private final ByHand other;
  private final View view = new View();
  private final Deque<String> story = new ArrayDeque<>();
  private final Map<String, io.correo.events.MessageId> drafts = new HashMap<>();
  private MailboxId mailbox;
  private int read;
  private int turns;

  private Plan plan = Plan.NOTHING;
  private int touches;
  private boolean aside;
  private boolean lost;

  /// What a turn meets, by the number of its touch of store or broker; 0 for never.
  private record Plan(int dies, int acts, int stalls) {
    private static final Plan NOTHING = new Plan(0, 0, 0);
  }

  Walk(World world, Seam seam, User user, long seed, int steps) {
    this.world = world;
    this.seam = seam;
    this.user = user;
    this.hints = world.bean(Hints.class);
    this.disturbances = new Disturbances(world, user.address());
    this.seed = seed;
    this.random = new Random(seed);
    this.steps = steps;
    this.instance = new ByHand(world, LANE);
    this.other = new ByHand(world, LANE);
  }

  /// @return how many turns it took
  int run() {
    try {
      for (var i = random.nextInt(user.enough()); i > 0; i--) user.receive(random);
      mailbox = user.connect(world);
      seam.during(mailbox, this::touched);
      for (var step = 0; step < steps; step++) step();
      census();
      settle();
      readAgainInAnyOrder();
      seam.forget(mailbox);
      return turns;
    } catch (RuntimeException | Error failure) {
      var told = String.join("\n  ", story);
      throw new AssertionError("Seed %d: %s\nafter\n  %s".formatted(seed, failure, told), failure);
    }
  }

  private void step() {
    var dice = random.nextInt(4000);
    if (dice < 3930) act();
    else if (dice < 3960) notices();
    else if (dice < 3981) turn(plan());
    else if (dice < 3986) fault();
    else if (dice < 3987) provider();
    else if (dice < 3990) longWork();
    else settle();
  }

  private void act() {
    tell(user.act(random));
  }

  /// Lost, come once, or come again and again; what they lead to may come much later.
  private void notices() {
    var named = user.named();
    var come = random.nextInt(4);
    if (come == 0) lost |= !named.isEmpty();
    for (; come > 0; come--) notice(named);
    if (random.nextBoolean()) turn(plan());
  }

  /// What they name is kept before anybody is woken, as it is for a notice that was posted.
  private void notice(Set<String> named) {
    hints.keep(mailbox, named);
    instance.want(mailbox);
  }

  private void fault() {
    var actions =
        List.of(Action.STATUS, Action.TRUNCATE, Action.DROP_BEFORE, Action.HTML, Action.THROTTLE);
    var action = actions.get(random.nextInt(actions.size()));
    tell("fault " + action);
    disturbances.begin(action, 1 + random.nextInt(4));
  }

  private void provider() {
    tell("the provider forgets");
    user.expireHistory();
  }

  private void longWork() {
    var census = random.nextBoolean();
    tell(census ? "census" : "replay");
    if (census) census();
    else world.internal().post("/internal/mailboxes/" + mailbox + "/republish", "{}");
  }

  private void census() {
    world.ana().post("/api/v1/mailboxes/" + mailbox + "/census", "{}");
  }

  private Plan plan() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Plan(1 + random.nextInt(50), 0, 0);
      case 2 -> new Plan(0, 1 + random.nextInt(40), 0);
      case 3 -> new Plan(1 + random.nextInt(60), 1 + random.nextInt(30), 0);
      case 4 -> new Plan(0, 0, random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 0);
      default -> Plan.NOTHING;
    };
  }

  private @Nullable Next turn(Plan with) {
    synchronized (this) {
      plan = with;
      touches = 0;
      turns++;
    }
    var next = instance.take(mailbox);
    synchronized (this) {
      plan = Plan.NOTHING;
    }
    tell("turn " + with + ": " + next);
    listen();
    // Asked to wait by the provider, what went on beside is stopped wherever it is.
    if (next == null || next instanceof Next.Failed || next instanceof Next.After) view.cut();
    return next;
  }

  /// On the thread of the turn.
  private void touched(String what) {
    synchronized (this) {
      if (aside) return;
      touches++;
      if (touches == plan.dies()) {
        tell("dies before " + what);
        throw new Death();
      }
      if (touches == plan.acts()) for (var i = 1 + random.nextInt(6); i > 0; i--) act();
      if (touches != plan.stalls()) return;
      aside = true;
    }
    takeOver(what);
  }

  /// The turn stands still; meanwhile the world goes on and another instance takes the mailbox.
  private void takeOver(String what) {
    synchronized (this) {
      for (var i = random.nextInt(6); i > 0; i--) act();
      tell("another instance takes over before " + what);
      listen();
      view.cut();
    }
    var next = other.take(mailbox);
    synchronized (this) {
      tell("its turn: " + next);
      listen();
      view.cut();
      for (var i = random.nextInt(3); i > 0; i--) act();
      aside = false;
    }
  }

  private void settle() {
    disturbances.end();
    // What was there, elsewhere and there again between two readings, and no notice told, only a
    // comparison finds.
    if (lost) census();
    lost = false;
    notice(user.named());
    var settled = false;
    for (var i = 0; i < 400 && !settled; i++) settled = isSettled(turn(Plan.NOTHING));
    assertThat(settled).as("it settles").isTrue();
    tell("settled");
    compare(view);
    assertThat(view.lostWaysBack(ref -> user.places(mailbox, ref))).as("ways back").isEmpty();
    view.ids()
        .forEach(
            (ref, id) -> {
              var draft = user.draft(ref);
              if (draft == null) return;
              var before = drafts.putIfAbsent(draft, id);
              assertThat(before == null ? id : before).as("the id of a draft").isEqualTo(id);
            });
  }

  /// Whether nothing is left to do until the next poll.
  private static boolean isSettled(@Nullable Next next) {
    return next instanceof Next.At(var dueAt) && dueAt.isAfter(Instant.now().plus(A_WHILE));
  }

  private void compare(View readers) {
    var truth = user.truth(mailbox);
    assertThat(differences(truth, readers.shown())).as("readers and provider").isEmpty();
    assertThat(readers.gone()).as("told as gone").doesNotContainAnyElementsOf(truth.keySet());
    assertThat(readers.wrong()).isEmpty();
  }

  private void listen() {
    var told = seam.told(mailbox);
    for (var fact : told.subList(read, told.size())) view.apply(fact);
    read = told.size();
    assertThat(view.wrong()).isEmpty();
  }

  /// Nothing may depend on the order facts arrive in, nor on how often they do.
  private void readAgainInAnyOrder() {
    var facts = new ArrayList<MailFact>(seam.told(mailbox));
    facts.addAll(facts.subList(0, facts.size() / 3));
    Collections.shuffle(facts, random);
    var again = new View();
    facts.forEach(again::apply);
    assertThat(differences(user.truth(mailbox), again.shown())).as("in any order").isEmpty();
  }

  private static List<String> differences(Map<String, Seen> truth, Map<String, Seen> shown) {
    var refs = new TreeSet<>(truth.keySet());
    refs.addAll(shown.keySet());
    return refs.stream()
        .filter(ref -> !Objects.equals(truth.get(ref), shown.get(ref)))
        .map(ref -> "%s is %s and shown as %s".formatted(ref, truth.get(ref), shown.get(ref)))
        .toList();
  }

  private void tell(String what) {
    if (story.size() == REMEMBERED) story.removeFirst();
    story.addLast(what);
  }
}
