package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.Change;
import io.correo.provider.MailActions.Action;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSource.ChangePage;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.contract.MailSourceContract;
import io.correo.provider.contract.TestMailbox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Gmail adapter against the simulator.
class GmailSourceTest implements MailSourceContract {
  private final MailProvider provider = SimulatedGoogle.provider();
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Override
  public MailProvider provider() {
    return provider;
  }

  @Override
  public TestMailbox mailbox() {
    return mailbox;
  }

  @Test
  void keepsTheKeyOfADraftThatIsRewrittenInTheSpam() {
    var draft = provider.sender().create(grant(), message("First try"));
    var first = key(draft.messageRef());
    mailbox.markAsSpam(draft.messageRef());

    var rewritten = provider.sender().update(grant(), draft.draftRef(), message("Second try"));

    assertThat(key(rewritten.messageRef())).isEqualTo(first);
  }

  @Test
  void keepsTheKeyOfADraftThatIsInTheTrash() {
    var draft = provider.sender().create(grant(), message("First try"));
    var first = key(draft.messageRef());

    provider.actions().apply(grant(), new Action.Trash(), List.of(draft.messageRef()));

    assertThat(key(draft.messageRef())).isEqualTo(first);
  }

  @Test
  void tellsADraftInItsNewShapeBeforeTheOldOneIsGoneHoweverMuchIsDeletedBetween() {
    var deleted = new ArrayList<String>();
    for (var i = 0; i < 120; i++) deleted.add(mailbox.delivered("Offer " + i));
    var draft = provider.sender().create(grant(), message("First try"));
    var cursor = provider.source().now(grant(), GmailSource.HISTORY);
    var second = provider.sender().update(grant(), draft.draftRef(), message("Second try"));
    deleted.forEach(mailbox::purge);
    var third = provider.sender().update(grant(), draft.draftRef(), message("Third try"));

    var told = new ArrayList<Change>();
    ChangePage page;
    do {
      page = provider.source().changes(grant(), cursor);
      told.addAll(page.changes());
      cursor = page.next();
      assertThat(cursor.value()).hasSizeLessThan(100);
    } while (page.hasMore());

    deleted.addAll(List.of(draft.messageRef(), second.messageRef()));
    assertThat(told.getFirst())
        .isInstanceOfSatisfying(
            Change.Upserted.class, it -> assertThat(it.ref()).isEqualTo(third.messageRef()));
    assertThat(told.subList(1, told.size()))
        .containsExactlyInAnyOrderElementsOf(
            deleted.stream().<Change>map(Change.Removed::new).toList());
    assertThat(provider.source().changes(grant(), cursor).changes()).isEmpty();
  }

  @Test
  void goesOnWithWhatHappenedWhileItToldRemovals() {
    var deleted = new ArrayList<String>();
    for (var i = 0; i < 4; i++) deleted.add(mailbox.delivered("Offer " + i));
    var cursor = provider.source().now(grant(), GmailSource.HISTORY);
    deleted.forEach(mailbox::purge);
    var arrived = false;

    var told = new ArrayList<Change>();
    ChangePage page;
    do {
      page = provider.source().changes(grant(), cursor);
      told.addAll(page.changes());
      cursor = page.next();
      if (!arrived && !told.isEmpty()) {
        mailbox.delivered("Late");
        arrived = true;
      }
    } while (page.hasMore());

    assertThat(told).hasSize(5).startsWith(new Change.Removed(deleted.getFirst()));
    assertThat(told)
        .last()
        .isInstanceOfSatisfying(
            Change.Upserted.class, it -> assertThat(it.content().subject()).isEqualTo("Late"));
  }

  private String key(String ref) {
    var read = provider.source().fetch(grant(), List.of(new Listed(ref, "", null)));
    return ((Change.Upserted) read.getFirst()).key();
  }
}
