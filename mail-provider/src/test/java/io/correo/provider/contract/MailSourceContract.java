package io.correo.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.events.FolderRole;
import io.correo.events.MessageState;
import io.correo.provider.Change;
import io.correo.provider.MailActions.Action;
import io.correo.provider.MailSource;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [MailSource] promises, whoever the provider is.
public interface MailSourceContract extends ProviderContract {

  default MailSource source() {
    return provider().source();
  }

  @Test
  default void namesTheMailbox() {
    mailbox().delivered("Offer");

    var profile = source().profile(grant());

    assertThat(profile.address()).isEqualTo(grant().account());
    assertThat(profile.identities().getFirst().key()).isEqualTo(profile.address());
    assertThat(profile.messages()).isEqualTo(1);
  }

  @Test
  default void tellsTheFoldersThereAre() {
    var customers = mailbox().folder("Clientes/México");

    var folders = source().folders(grant());

    assertThat(folders)
        .extracting(it -> it.role())
        .contains(FolderRole.INBOX, FolderRole.SENT, FolderRole.TRASH, FolderRole.DRAFTS);
    assertThat(folders)
        .anySatisfy(
            folder -> {
              assertThat(folder.ref()).isEqualTo(customers);
              assertThat(folder.name()).isEqualTo("Clientes/México");
              assertThat(folder.role()).isNull();
            });
  }

  @Test
  default void tellsANewMessageWhole() {
    var before = here();
    var offer = mailbox().delivered("Offer");

    var changes = changesSince(before);

    assertThat(changes).hasSize(1);
    var upserted = (Change.Upserted) changes.getFirst();
    assertThat(upserted.ref()).isEqualTo(offer);
    assertThat(upserted.key()).isEqualTo(offer);
    assertThat(upserted.content().subject()).isEqualTo("Offer");
    assertThat(upserted.content().text()).contains("About Offer");
    assertThat(upserted.content().from().address()).isEqualTo("ana@customer.example");
    assertThat(upserted.content().problems()).isEmpty();
    assertThat(upserted.state().unread()).isTrue();
    assertThat(upserted.state().roles()).containsExactly(FolderRole.INBOX);
  }

  @Test
  default void tellsEveryChangeOverSeveralPages() {
    var before = here();
    var refs = new ArrayList<String>();
    for (int i = 0; i < 7; i++) refs.add(mailbox().delivered("Offer " + i));

    var changes = changesSince(before);

    assertThat(changes)
        .extracting(it -> ((Change.Upserted) it).ref())
        .containsExactlyElementsOf(refs);
  }

  @Test
  default void tellsNothingTwiceOnceTheCursorIsSaved() {
    mailbox().delivered("Offer");

    assertThat(changesSince(here())).isEmpty();
  }

  @Test
  default void tellsTheResultingStateOfAChangedMessage() {
    var offer = mailbox().delivered("Offer");
    var before = here();
    mailbox().markRead(offer);
    mailbox().star(offer);

    var changes = changesSince(before);

    var state = state(changes.getLast(), offer);
    assertThat(state.unread()).isFalse();
    assertThat(state.starred()).isTrue();
    assertThat(state.roles()).containsExactlyInAnyOrder(FolderRole.INBOX, FolderRole.STARRED);
  }

  @Test
  default void tellsOfAnArchivedMessage() {
    var offer = mailbox().delivered("Offer");
    mailbox().markRead(offer);
    var before = here();
    provider().actions().apply(grant(), new Action.Archive(), List.of(offer));

    var inbox =
        source().folders(grant()).stream()
            .filter(it -> it.role() == FolderRole.INBOX)
            .findFirst()
            .orElseThrow();
    var state = state(changesSince(before).getLast(), offer);

    assertThat(state.roles()).containsExactly(FolderRole.ARCHIVE);
    assertThat(state.folders()).doesNotContain(inbox.id());
  }

  @Test
  default void tellsOfARemovedMessage() {
    var offer = mailbox().delivered("Offer");
    var before = here();
    mailbox().purge(offer);

    assertThat(changesSince(before)).containsExactly(new Change.Removed(offer));
  }

  @Test
  default void tellsNoMessageThatCameAndWent() {
    var before = here();
    var offer = mailbox().delivered("Offer");
    mailbox().purge(offer);

    assertThat(changesSince(before)).noneMatch(it -> it instanceof Change.Upserted);
  }

  @Test
  default void saysWhenTheCursorIsTooOld() {
    var before = here();
    mailbox().delivered("Offer");
    mailbox().forgetHistory();

    assertThatThrownBy(() -> changesSince(before)).isInstanceOf(CursorExpired.class);
  }

  @Test
  default void listsEverythingNewestFirst() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 7; i++) refs.addFirst(mailbox().delivered("Offer " + i));
    provider().actions().apply(grant(), new Action.Trash(), List.of(refs.getFirst()));

    var listed = new ArrayList<String>();
    String page = null;
    do {
      var listing = source().list(grant(), page);
      listing.messages().forEach(it -> listed.add(it.ref()));
      page = listing.nextPageToken();
    } while (page != null);

    assertThat(listed).containsExactlyElementsOf(refs);
  }

  @Test
  default void fetchesWhatIsThereAndSaysWhatIsGone() {
    var first = mailbox().delivered("First");
    var second = mailbox().deliver(Letter.about("First").answering(first));
    var third = mailbox().deliver(Letter.about("First").answering(first));
    var gone = mailbox().delivered("Gone");
    var listed = source().list(grant(), null).messages();
    mailbox().purge(gone);

    var fetched = source().fetch(grant(), listed);

    assertThat(fetched).contains(new Change.Removed(gone));
    assertThat(fetched)
        .filteredOn(Change.Upserted.class::isInstance)
        .extracting(it -> ((Change.Upserted) it).ref())
        .containsExactlyInAnyOrder(first, second, third);
    assertThat(fetched)
        .filteredOn(Change.Upserted.class::isInstance)
        .extracting(it -> ((Change.Upserted) it).threadRef())
        .containsOnly(
            listed.stream().filter(it -> it.ref().equals(first)).findFirst().get().threadRef());
  }

  @Test
  default void readsStatesWithoutContent() {
    var offer = mailbox().delivered("Offer");
    mailbox().star(offer);
    var gone = mailbox().delivered("Gone");
    var listed = source().list(grant(), null).messages();
    mailbox().purge(gone);

    var states = source().states(grant(), listed);

    assertThat(states).hasSize(1);
    assertThat(states.getFirst().ref()).isEqualTo(offer);
    assertThat(states.getFirst().state().starred()).isTrue();
  }

  @Test
  default void keepsTheKeyOfADraftThatIsRewritten() {
    var draft = provider().sender().create(grant(), message("First try"));
    var first = upserted(source().fetch(grant(), List.of(listed(draft.messageRef()))));
    var before = here();

    var rewritten = provider().sender().update(grant(), draft.draftRef(), message("Second try"));
    var changes = changesSince(before);

    var second = upserted(changes);
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.ref()).isEqualTo(rewritten.messageRef());
    assertThat(second.content().subject()).isEqualTo("Second try");
    assertThat(second.state().draft()).isTrue();
    assertThat(second.state().roles()).contains(FolderRole.DRAFTS);
    if (!rewritten.messageRef().equals(draft.messageRef())) {
      assertThat(changes).last().isEqualTo(new Change.Removed(draft.messageRef()));
    }
  }

  @Test
  default void tellsASentDraftAsAMessageOfItsOwn() {
    var draft = provider().sender().create(grant(), message("Offer"));
    var before = here();

    var sent = provider().sender().send(grant(), draft.draftRef());
    var changes = changesSince(before);

    var upserted = upserted(changes);
    assertThat(upserted.ref()).isEqualTo(sent.messageRef());
    assertThat(upserted.state().draft()).isFalse();
    assertThat(upserted.state().roles()).contains(FolderRole.SENT);
  }

  @Test
  default void tellsWhatArrivesFromNowOn() {
    var now = now();
    var offer = mailbox().delivered("Offer");

    assertThat(changesSince(now))
        .filteredOn(Change.Upserted.class::isInstance)
        .extracting(it -> ((Change.Upserted) it).ref())
        .containsExactly(offer);
  }

  @Test
  default void tellsWhatAPartHoldsThatAppearsLater() {
    var offer = mailbox().delivered("Offer");
    var before = source().parts(grant());
    var customers = mailbox().folder("Customers");
    provider().actions().apply(grant(), new Action.Move(customers), List.of(offer));

    var appeared = new LinkedHashSet<>(source().parts(grant()));
    appeared.removeAll(before);

    // A provider with one part for the whole mailbox has no others to appear.
    for (var part : appeared) {
      var told = changesSince(List.of(source().beginning(grant(), part)));
      assertThat(told).extracting(it -> ((Change.Upserted) it).ref()).containsExactly(offer);
    }
  }

  @Test
  default void importsEveryMessageOnceAndGoesOnWhereItEnded() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 7; i++) refs.add(mailbox().delivered("Offer " + i));
    provider().actions().apply(grant(), new Action.Trash(), List.of(refs.getFirst()));
    var before = here();
    var late = mailbox().delivered("Late");
    mailbox().purge(refs.getLast());

    var listed = imported().stream().flatMap(page -> page.messages().stream()).toList();
    var changes = changesSince(before);

    assertThat(listed)
        .extracting(Listed::ref)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(refs.subList(0, 6).stream(), Stream.of(late)).toList());
    assertThat(listed)
        .filteredOn(it -> it.whole() != null)
        .allSatisfy(
            it -> {
              assertThat(it.whole().ref()).isEqualTo(it.ref());
              assertThat(it.whole().state()).isEqualTo(it.state());
              assertThat(it.whole()).isEqualTo(upserted(source().fetch(grant(), List.of(it))));
            });
    assertThat(changes).hasSize(2).contains(new Change.Removed(refs.getLast()));
    assertThat(upserted(changes).ref()).isEqualTo(late);
  }

  @Test
  default void readsAtOnceWhatNoticesName() {
    var offer = mailbox().delivered("Offer");
    var gone = mailbox().delivered("Gone");
    mailbox().purge(gone);

    var told = source().hinted(grant(), List.of(offer, gone));

    // A provider whose notices name nothing tells nothing.
    if (told.isEmpty()) return;
    assertThat(told).hasSize(2).contains(new Change.Removed(gone));
    assertThat(upserted(told)).isEqualTo(upserted(source().fetch(grant(), List.of(listed(offer)))));
  }

  @Test
  default void watchesForAWhileAndStops() {
    var url = mailbox().hook();
    var watch = source().watch(grant(), url, "state", null);
    var renewed = source().watch(grant(), url, "state", watch.id());

    assertThat(renewed.expiresAt()).isAfter(Instant.now());
    assertThat(renewed.id()).isEqualTo(watch.id());
    source().unwatch(grant(), renewed.id());
    source().unwatch(grant(), renewed.id());
  }

  @Test
  default void watchesAnewWhereAWatchIsGone() {
    var url = mailbox().hook();
    var watch = source().watch(grant(), url, "state", null);
    source().unwatch(grant(), watch.id());

    var again = source().watch(grant(), url, "state", watch.id());

    assertThat(again.expiresAt()).isAfter(Instant.now());
    source().unwatch(grant(), again.id());
  }

  @Test
  default void saysHowLongToWait() {
    mailbox().throttleOnce(Duration.ofSeconds(7));

    assertThatThrownBy(() -> source().folders(grant()))
        .isInstanceOfSatisfying(
            Throttled.class, it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  default void saysThatThereWasNoSensibleAnswer() {
    mailbox().breakOnce();

    assertThatThrownBy(() -> source().folders(grant())).isInstanceOf(Unavailable.class);
  }

  @Test
  default void saysThatTheTokenIsNoLongerGood() {
    mailbox().expireToken();

    assertThatThrownBy(() -> source().folders(grant())).isInstanceOf(GrantExpired.class);
  }

  private static MessageState state(Change change, String ref) {
    return switch (change) {
      case Change.Upserted it when it.ref().equals(ref) -> it.state();
      case Change.StateChanged it when it.ref().equals(ref) -> it.state();
      default -> throw new AssertionError(change + " is not of " + ref);
    };
  }

  private static Listed listed(String ref) {
    return new Listed(ref, "", null);
  }

  private static Change.Upserted upserted(List<Change> changes) {
    return changes.stream()
        .filter(Change.Upserted.class::isInstance)
        .map(Change.Upserted.class::cast)
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
