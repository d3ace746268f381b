package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.Budget;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.contract.Letter;
import io.correo.provider.resilience.ResilientCalls;
import io.correo.simulator.fault.Fault.Action;
import io.correo.simulator.quota.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which calls the adapter makes, and how often.
class GmailCallsTest {
  private final GmailProvider provider = SimulatedGoogle.provider();
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Test
  void readsAThreadAsAWholeWhenEnoughOfItIsWanted() {
    var first = mailbox.delivered("Offer");
    for (int i = 0; i < 3; i++) mailbox.deliver(Letter.about("Offer").answering(first));

    var before = Map.copyOf(methods());
    provider
        .source()
        .fetch(mailbox.grant(), provider.source().list(mailbox.grant(), null).messages());

    assertThat(since(before, "threads.get")).isEqualTo(1);
    assertThat(since(before, "messages.get")).isZero();
  }

  @Test
  void readsNoMessageToTellThatItWasStarred() {
    var offer = mailbox.delivered("Offer");
    var source = provider.source();
    var here = source.now(mailbox.grant(), "history");
    mailbox.star(offer);

    var before = Map.copyOf(methods());
    var changes = source.changes(mailbox.grant(), here).changes();

    assertThat(changes).hasSize(1).first().isInstanceOf(Change.StateChanged.class);
    assertThat(since(before, "messages.get")).isZero();
    assertThat(since(before, "history.list")).isEqualTo(1);
  }

  @Test
  void doesNotTellAnOldStateOfAMessageReadSince() {
    var source = provider.source();
    var here = source.now(mailbox.grant(), "history");
    var offer = mailbox.delivered("Offer");
    // The page is three records long: the later changes are on the second.
    mailbox.delivered("Second");
    mailbox.delivered("Third");
    mailbox.star(offer);
    mailbox.markRead(offer);

    var first = source.changes(mailbox.grant(), here);
    var second = source.changes(mailbox.grant(), first.next());

    assertThat(first.hasMore()).isTrue();
    assertThat(((Change.Upserted) first.changes().getFirst()).state().starred()).isTrue();
    assertThat(second.changes()).isEmpty();
  }

  @Test
  void listsEveryMessageWithItsStateWithoutReadingIt() {
    var customers = mailbox.folder("Customers");
    var refs = new ArrayList<String>();
    for (int i = 0; i < 23; i++) refs.add(mailbox.delivered("Offer " + i));
    mailbox.star(refs.get(3));
    mailbox.markRead(refs.get(17));
    var act = provider.actions();
    act.apply(mailbox.grant(), new MailActions.Action.Move(customers), List.of(refs.get(5)));
    act.apply(mailbox.grant(), new MailActions.Action.Trash(), List.of(refs.get(11)));
    act.apply(mailbox.grant(), new MailActions.Action.Archive(), List.of(refs.get(17)));
    provider.sender().create(mailbox.grant(), draft());
    var before = Map.copyOf(methods());

    var listed = new ArrayList<Listed>();
    String page = null;
    do {
      var listing = provider.source().list(mailbox.grant(), page);
      listed.addAll(listing.messages());
      page = listing.nextPageToken();
    } while (page != null);

    assertThat(listed).hasSize(24);
    assertThat(since(before, "messages.get")).isZero();
    assertThat(provider.source().states(mailbox.grant(), listed))
        .hasSize(24)
        .allSatisfy(
            truth ->
                assertThat(listed)
                    .filteredOn(it -> it.ref().equals(truth.ref()))
                    .first()
                    .extracting(Listed::state)
                    .isEqualTo(truth.state()));
  }

  @Test
  void changesManyMessagesInOneCall() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 12; i++) refs.add(mailbox.delivered("Offer " + i));

    var before = Map.copyOf(methods());
    provider.actions().apply(mailbox.grant(), new MailActions.Action.MarkRead(), refs);

    assertThat(since(before, "messages.batchModify")).isEqualTo(1);
    assertThat(since(before, "messages.modify")).isZero();
  }

  @Test
  void goesOnWithTheRestOfAHalfDoneBatch() {
    var listed = new ArrayList<Listed>();
    for (int i = 0; i < 4; i++) listed.add(new Listed(mailbox.delivered("Offer " + i), "", null));
    mailbox.arm("/messages/", 2, Action.THROTTLE, 429, "rateLimitExceeded", 1);
    var calls = new ResilientCalls("google", settings().calls(), Clock.systemUTC());
    var patient = new GmailProvider(settings().google(), calls, Clock.systemUTC());

    var before = Map.copyOf(methods());
    var fetched = patient.source().fetch(mailbox.grant(), listed);

    assertThat(fetched).hasSize(4).allMatch(Change.Upserted.class::isInstance);
    // Four were read once each; only what was put off was asked for again.
    assertThat(since(before, "messages.get")).isBetween(4L, 6L);
  }

  @Test
  void repeatsReadingButNoSending() {
    var calls = new ResilientCalls("google", settings().calls(), Clock.systemUTC());
    var patient = new GmailProvider(settings().google(), calls, Clock.systemUTC());
    mailbox.arm("labels", 2, Action.STATUS, 503, "", 0);

    assertThat(patient.source().folders(mailbox.grant())).isNotEmpty();
  }

  @Test
  @org.junit.jupiter.api.Timeout(60) // it would drip for longer
  void givesUpOnAnAnswerThatDripsForEver() {
    var ref = mailbox.delivered("Offer");
    mailbox.arm(".*", 1, Action.SLOW_BODY, 200, "", 0);
    var hasty = SimulatedGoogle.provider(Map.of("GMAIL_CALL_TIMEOUT", "500ms"));

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> hasty.source().fetch(mailbox.grant(), List.of(new Listed(ref, "", null))))
        .isInstanceOf(io.correo.provider.ProviderException.Unavailable.class);
  }

  @Test
  void spendsNoMoreThanItsBudget() {
    var calls = new ResilientCalls("google", settings().calls(), Clock.systemUTC());
    var patient = new GmailProvider(settings().google(), calls, Clock.systemUTC());
    var poor =
        new Grant.UserConsent(
            mailbox.grant().mailbox(),
            mailbox.grant().account(),
            ((Grant.UserConsent) mailbox.grant()).accessToken(),
            Instant.MAX,
            new Budget("sync", 2400, 1));
    var started = Instant.now();

    // 5 s at 2400 a minute are 200 units: the 301st call of 1 unit has to wait for the next.
    for (int i = 0; i < 201; i++) patient.source().folders(poor);

    assertThat(Duration.between(started, Instant.now())).isGreaterThan(Duration.ofMillis(500));
  }

  private io.correo.provider.OutgoingMessage draft() {
    var own = io.correo.events.Address.of(mailbox.grant().account());
    return new io.correo.provider.OutgoingMessage(
        own,
        List.of(own),
        List.of(),
        List.of(),
        "Draft",
        "<p>a</p>",
        "a",
        "<1@correo>",
        null,
        List.of(),
        null,
        Map.of(),
        List.of());
  }

  private io.correo.provider.starter.ProviderSettings settings() {
    return SimulatedGoogle.settings(Map.of("GMAIL_BATCH", 5));
  }

  private Map<String, Long> methods() {
    return SimulatedGoogle.the(Quota.class).spent().stream()
        .filter(it -> it.address().equals(mailbox.grant().account()))
        .findFirst()
        .map(Quota.Spent::methods)
        .orElse(Map.of());
  }

  private long since(Map<String, Long> before, String method) {
    return methods().getOrDefault(method, 0L) - before.getOrDefault(method, 0L);
  }
}
