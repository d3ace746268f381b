package io.correo.sync.census;

import io.correo.events.MessageId;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSource;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.grant.Purpose;
import io.correo.sync.ledger.Ledger;
import io.correo.sync.ledger.LedgerEntry;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.ProviderMessages;
import io.correo.sync.ledger.Reading;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Compares a whole mailbox with the provider, by the ledger, and tells what differs and nothing
/// else. A difference may be only a change on its way: so before it counts, the news are read and
/// it is looked at again. Nothing is told as gone on hearsay: it is fetched first.
@Component
public class Comparison {
  private static final int LEDGER_PAGE = 500;

  private final MailProviders providers;
  private final ProviderCalls calls;
  private final Ledger ledger;
  private final ProviderMessages messages;
  private final MailFacts facts;
  private final Censuses censuses;
  private final CensusSettings settings;
  private final MeterRegistry meters;
  private final Clock clock;

  Comparison(
      MailProviders providers,
      ProviderCalls calls,
      Ledger ledger,
      ProviderMessages messages,
      MailFacts facts,
      Censuses censuses,
      CensusSettings settings,
      MeterRegistry meters,
      Clock clock) {
    this.providers = providers;
    this.calls = calls;
    this.ledger = ledger;
    this.messages = messages;
    this.facts = facts;
    this.censuses = censuses;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  /// Compares, heals, and keeps the result as the proof of completeness.
  ///
  /// @param news reads what changed since the last reading; does nothing while that is impossible
  ///     because the provider forgot our place
  /// @param states whether flags and folders are asked for too, or only compared where they
  ///     cost nothing
  public Census run(Lease lease, Mailbox mailbox, boolean states, Runnable news) {
    return new Run(lease, mailbox, states, news).census();
  }

  private final class Run {
    private final Reading reading;
    private final Mailbox mailbox;
    private final boolean states;
    private final Runnable news;
    private final MailSource source;
    private final RefSet listed = new RefSet();
    private long healed;

    Run(Lease lease, Mailbox mailbox, boolean states, Runnable news) {
      this.reading = Reading.repaired(lease, mailbox);
      this.mailbox = mailbox;
      this.states = states;
      this.news = news;
      this.source = providers.get(mailbox.provider()).source();
    }

    Census census() {
      facts.tellFolders(reading);
      String token = null;
      do {
        var from = token;
        Listing page = call(grant -> source.list(grant, from));
        compare(page.messages());
        token = page.nextPageToken();
      } while (token != null);
      findGone();
      var census = new Census(listed.size(), ledger.count(mailbox), healed, clock.instant());
      censuses.proved(mailbox.id(), census);
      meters.counter("correo.census.healed").increment(healed);
      return census;
    }

    private void compare(List<Listed> page) {
      page.forEach(message -> listed.add(message.ref()));
      var known = ledger.byRef(mailbox, refs(page));
      var suspects =
          new ArrayList<>(page.stream().filter(it -> !known.containsKey(it.ref())).toList());
      // What the listing tells beside the names is looked at in any case.
      var present =
          page.stream()
              .filter(it -> known.containsKey(it.ref()))
              .filter(it -> states || it.state() != null)
              .toList();
      batches(present, batch -> suspects.addAll(differing(batch, known)));
      if (suspects.isEmpty()) return;
      news.run();
      var now = ledger.byRef(mailbox, refs(suspects));
      heal(suspects.stream().filter(it -> !now.containsKey(it.ref())).toList());
      batches(suspects.stream().filter(it -> now.containsKey(it.ref())).toList(), this::healStates);
    }

    /// First look: whose state is not what we told.
    private List<Listed> differing(List<Listed> batch, Map<String, LedgerEntry> known) {
      var read = states(batch);
      return batch.stream()
          .filter(
              it -> {
                var state = read.get(it.ref());
                var entry = known.get(it.ref());
                return state != null && entry != null && !entry.agreesWith(state.state());
              })
          .toList();
    }

    /// Second look at states: what differs even now is told.
    private void healStates(List<Listed> batch) {
      var revisions = reading.lease().reserve(batch.size() * 2);
      healed +=
          facts.tell(reading, revisions, List.<Change>copyOf(messages.states(reading, batch)));
    }

    private Map<String, Change.StateChanged> states(List<Listed> batch) {
      var read = new HashMap<String, Change.StateChanged>();
      var unread = new ArrayList<Listed>();
      for (var message : batch) {
        var state = message.state();
        if (state == null) unread.add(message);
        else read.put(message.ref(), new Change.StateChanged(message.ref(), state));
      }
      if (!unread.isEmpty()) {
        for (var state : messages.states(reading, unread)) read.put(state.ref(), state);
      }
      return read;
    }

    /// Second look at what we do not know, or think is gone: it is fetched whole.
    private void heal(List<Listed> messages) {
      batches(messages, batch -> healed += facts.tellWhole(reading, batch));
    }

    /// What we have and the provider did not list.
    private void findGone() {
      MessageId after = null;
      List<LedgerEntry> page;
      do {
        page = ledger.page(mailbox, after, LEDGER_PAGE);
        var missing = page.stream().filter(it -> !listed.contains(it.ref())).toList();
        if (!missing.isEmpty()) lookAgain(missing);
        if (!page.isEmpty()) after = page.getLast().message();
      } while (page.size() == LEDGER_PAGE);
    }

    private void lookAgain(List<LedgerEntry> missing) {
      news.run();
      var still = ledger.byRef(mailbox, missing.stream().map(LedgerEntry::ref).toList()).values();
      heal(still.stream().map(it -> new Listed(it.ref(), it.threadRef(), null)).toList());
    }

    private void batches(List<Listed> messages, Consumer<List<Listed>> each) {
      for (var from = 0; from < messages.size(); from += settings.batch()) {
        var to = Math.min(messages.size(), from + settings.batch());
        each.accept(messages.subList(from, to));
      }
    }

    private <T> T call(Function<Grant, T> call) {
      reading.lease().check();
      return calls.call(mailbox, Purpose.IMPORT, call);
    }

    private static List<String> refs(List<Listed> messages) {
      return messages.stream().map(Listed::ref).toList();
    }
  }
}
