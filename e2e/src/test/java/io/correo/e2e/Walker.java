package io.correo.e2e;

import io.correo.e2e.client.World;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Somebody who does this and that in one mailbox, at the provider and now and then from Correo.
/// It repeats its choices for the same seed; how they meet what Correo does at the same time is
/// never the same twice, so a message may be gone when it is touched.
final class Walker {
  private static final int DRAFTS = 3;
  private static final int MOST_IN_AN_ACTION = 50;
  private static final List<String> FROM =
      List.of("Nadie <nadie@fuera.example>", "Otra <otra@lejos.example>");
  private static final List<String> ACTIONS =
      List.of("read", "unread", "trash", "restore", "archive", "spam", "delete");

  /// How often each, of all together.
  private enum Step {
    FLAG(380),
    MOVE(240),
    THERE_AND_BACK(160),
    TRASH(80),
    RESTORE(80),
    COME_OR_GO(40),
    WRITE(10),
    // Of up to fifty messages, and dear to the quota.
    ACT(2);

    private final int weight;

    Step(int weight) {
      this.weight = weight;
    }
  }

  private final World world;
  private final User user;
  private final String address;
  private final MailboxId mailbox;
  private final Places places;
  private final boolean stars;
  private final int most;
  private final Random random;
  private final List<String> live = new ArrayList<>();
  private final List<String> drafts = new ArrayList<>();
  private final List<String> operations = new ArrayList<>();
  private final Map<Step, Integer> taken = new EnumMap<>(Step.class);
  private int said;

  /// @param most messages it keeps about, and at least half as many
  Walker(World world, User user, String address, int most, long seed) {
    this.world = world;
    this.user = user;
    this.address = address;
    this.mailbox = new MailboxId(user.crm().mailbox(address));
    var view = user.crm().get("/mailboxes/" + mailbox.value());
    this.stars = view.path("capabilities").path("star").asBoolean();
    var provider = view.path("provider").asString();
    this.places = Places.of(provider);
    this.most = most;
    this.random = new Random(seed ^ provider.hashCode());
  }

  void walk(int steps) {
    for (var n = 0; n < steps; n++) step(live.size() < most / 2 ? Step.COME_OR_GO : next());
  }

  /// Waits until all that was asked for from Correo is done or refused.
  void awaitOperations() {
    for (var operation : operations) {
      Eventually.see(
          () -> user.crm().get("/operations/" + operation),
          it -> !it.path("state").asString().equals("running"));
    }
  }

  /// What it did, and how often.
  @Override
  public String toString() {
    return "%s: %s, %d operations".formatted(address, taken, operations.size());
  }

  private Step next() {
    var all = 0;
    for (var step : Step.values()) all += step.weight;
    var at = random.nextInt(all);
    for (var step : Step.values()) {
      at -= step.weight;
      if (at < 0) return step;
    }
    throw new AssertionError("the weights are more than their sum");
  }

  private void step(Step step) {
    taken.merge(step, 1, Integer::sum);
    switch (step) {
      case FLAG -> flag();
      case MOVE -> change(places.any(random));
      case THERE_AND_BACK -> thereAndBack();
      case TRASH -> change(Map.of("trash", true));
      case RESTORE -> change(Map.of("trash", false));
      case COME_OR_GO -> comeOrGo();
      case WRITE -> write();
      case ACT -> act();
    }
  }

  private void flag() {
    change(Map.of(random.nextBoolean() ? "unread" : "starred", random.nextBoolean()));
  }

  private void change(Map<String, Object> change) {
    var id = any();
    if (!world.tryToChange(address, id, change)) live.remove(id);
  }

  /// In folders a move back before anybody looked is told by nobody.
  private void thereAndBack() {
    var id = any();
    for (var place : List.of(places.inbox(), places.any(random), places.inbox())) {
      if (!world.tryToChange(address, id, place)) live.remove(id);
    }
  }

  private void comeOrGo() {
    if (live.size() > most || (live.size() > most / 2 && random.nextBoolean())) {
      var id = any();
      world.delete(address, id);
      live.remove(id);
    } else {
      var subject = "Paseo " + said++;
      live.add(world.deliver(address, FROM.get(random.nextInt(2)), subject, "texto " + subject));
    }
  }

  private void write() {
    var text = "Borrador " + said++;
    if (drafts.size() < DRAFTS) {
      drafts.add(world.write(address, text));
    } else {
      var at = random.nextInt(DRAFTS);
      drafts.set(at, world.rewrite(address, drafts.get(at), text));
    }
  }

  /// Asks Correo for something.
  void act() {
    var action = action();
    // What is deleted for ever has to be delivered again: a few.
    var limit = action.equals("delete") ? 3 : MOST_IN_AN_ACTION;
    var messages = new ArrayList<String>();
    for (var n = 1 + random.nextInt(limit); n > 0; n--) {
      messages.add(MessageId.of(mailbox, any()).value());
    }
    Map<String, Object> body =
        Map.of("action", action, "messages", messages.stream().distinct().toList());
    var answer = user.ask("/actions", body, Map.of());
    // Correo may not have seen any of them yet, or no more.
    if (answer == null || answer.status() == 404) return;
    operations.add(answer.ok().json().path("operation").path("id").asString());
  }

  private String action() {
    var at = random.nextInt(ACTIONS.size() + (stars ? 2 : 0));
    if (at < ACTIONS.size()) return ACTIONS.get(at);
    return at == ACTIONS.size() ? "star" : "unstar";
  }

  private String any() {
    return live.get(random.nextInt(live.size()));
  }
}
