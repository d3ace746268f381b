package io.correo.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.FolderRole;
import io.correo.provider.MailActions.Action;
import io.correo.provider.MailActions.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [io.correo.provider.MailActions] promises, whoever the provider is.
public interface MailActionsContract extends ProviderContract {

  default List<Outcome> act(Action action, String... refs) {
    return provider().actions().apply(grant(), action, List.of(refs));
  }

  @Test
  default void starringTwiceIsTheSameAsStarringOnce() {
    var offer = mailbox().delivered("Offer");

    act(new Action.Star(), offer);
    act(new Action.Star(), offer);

    assertThat(mailbox().isStarred(offer)).isTrue();
  }

  @Test
  default void unstars() {
    var offer = mailbox().delivered("Offer");
    mailbox().star(offer);

    assertThat(act(new Action.Unstar(), offer)).containsExactly(new Outcome.Done(offer));

    assertThat(mailbox().isStarred(offer)).isFalse();
  }

  @Test
  default void marksReadAndUnread() {
    var offer = mailbox().delivered("Offer");

    act(new Action.MarkRead(), offer);
    assertThat(mailbox().isUnread(offer)).isFalse();

    act(new Action.MarkUnread(), offer);
    assertThat(mailbox().isUnread(offer)).isTrue();
  }

  @Test
  default void bringsBackWhatWasTrashed() {
    var offer = mailbox().delivered("Offer");

    act(new Action.Trash(), offer);
    assertThat(mailbox().isIn(offer, FolderRole.TRASH)).isTrue();
    assertThat(mailbox().isIn(offer, FolderRole.INBOX)).isFalse();

    act(new Action.Restore(Set.of()), offer);
    assertThat(mailbox().isIn(offer, FolderRole.TRASH)).isFalse();
    assertThat(mailbox().isIn(offer, FolderRole.INBOX)).isTrue();
  }

  @Test
  default void bringsItBackToWhereItCameFrom() {
    var offer = mailbox().delivered("Offer");
    var customers = mailbox().folder("Customers");
    act(new Action.Move(customers), offer);
    act(new Action.Trash(), offer);

    act(new Action.Restore(Set.of(customers)), offer);

    assertThat(mailbox().isFiled(offer, customers)).isTrue();
    assertThat(mailbox().isIn(offer, FolderRole.INBOX)).isFalse();
    assertThat(mailbox().isIn(offer, FolderRole.TRASH)).isFalse();
  }

  @Test
  default void bringsOwnMailBackToSent() {
    var draft = provider().sender().create(grant(), message("Offer"));
    var sent = provider().sender().send(grant(), draft.draftRef()).messageRef();
    act(new Action.Trash(), sent);

    act(new Action.Restore(Set.of()), sent);

    assertThat(mailbox().isIn(sent, FolderRole.SENT)).isTrue();
    assertThat(mailbox().isIn(sent, FolderRole.INBOX)).isFalse();
  }

  @Test
  default void movesFromFolderToFolder() {
    var offer = mailbox().delivered("Offer");
    var customers = mailbox().folder("Customers");
    var suppliers = mailbox().folder("Suppliers");

    act(new Action.Move(customers), offer);
    assertThat(mailbox().isFiled(offer, customers)).isTrue();
    assertThat(mailbox().isIn(offer, FolderRole.INBOX)).isFalse();

    act(new Action.Move(suppliers), offer);
    assertThat(mailbox().isFiled(offer, suppliers)).isTrue();
    assertThat(mailbox().isFiled(offer, customers)).isFalse();
  }

  @Test
  default void archivesAndReportsSpam() {
    var offer = mailbox().delivered("Offer");
    var prize = mailbox().delivered("You won");

    act(new Action.Archive(), offer);
    act(new Action.Spam(), prize);

    assertThat(mailbox().isIn(offer, FolderRole.INBOX)).isFalse();
    assertThat(mailbox().exists(offer)).isTrue();
    assertThat(mailbox().isIn(prize, FolderRole.SPAM)).isTrue();
    assertThat(mailbox().isIn(prize, FolderRole.INBOX)).isFalse();
  }

  @Test
  default void purges() {
    var offer = mailbox().delivered("Offer");

    assertThat(act(new Action.Delete(), offer)).containsExactly(new Outcome.Done(offer));

    assertThat(mailbox().exists(offer)).isFalse();
    assertThat(act(new Action.Delete(), offer)).containsExactly(new Outcome.Gone(offer));
  }

  @Test
  default void tellsWhichMessagesAreGone() {
    var there = mailbox().delivered("Offer");
    var gone = mailbox().delivered("Gone");
    mailbox().purge(gone);

    assertThat(act(new Action.Star(), gone, there))
        .containsExactly(new Outcome.Gone(gone), new Outcome.Done(there));
  }

  @Test
  default void tellsWhatTheProviderRefuses() {
    var offer = mailbox().delivered("Offer");

    var outcome = act(new Action.Move("no-such-folder"), offer).getFirst();

    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Refused.class, it -> assertThat(it.reason()).isNotBlank());
    assertThat(mailbox().isIn(offer, FolderRole.INBOX)).isTrue();
  }

  @Test
  default void actsOnManyAtOnce() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 30; i++) refs.add(mailbox().delivered("Offer " + i));

    var outcomes = provider().actions().apply(grant(), new Action.Trash(), refs);

    assertThat(outcomes).extracting(Outcome::ref).containsExactlyElementsOf(refs);
    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(refs).allMatch(ref -> mailbox().isIn(ref, FolderRole.TRASH));
  }
}
