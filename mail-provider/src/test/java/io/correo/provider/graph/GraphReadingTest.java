package io.correo.provider.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MessageState;
import io.correo.provider.Change;
import io.correo.provider.MailActions.Action.Trash;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.contract.ProviderContract;
import io.correo.simulator.fault.Fault.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is peculiar to folders, immutable ids and deltas.
class GraphReadingTest implements ProviderContract {
  private final GraphProvider provider = SimulatedMicrosoft.provider();
  private final OutlookMailbox mailbox = new OutlookMailbox();

  @Override
  public MailProvider provider() {
    return provider;
  }

  @Override
  public OutlookMailbox mailbox() {
    return mailbox;
  }

  @Test
  void tellsNothingGoneThatWasMoved() {
    var offer = mailbox.delivered("Offer");
    var customers = mailbox.folder("Customers");
    var before = here();
    mailbox.file(offer, customers);

    var changes = changesSince(before);

    assertThat(changes).isNotEmpty().noneMatch(Change.Removed.class::isInstance);
    assertThat(changes)
        .extracting(GraphReadingTest::state)
        .allSatisfy(it -> assertThat(it.folders()).containsExactly(id(customers)));
  }

  @Test
  void doesNotBelieveTheRemovalOfAMessageThatCameBack() {
    var offer = mailbox.delivered("Offer");
    var customers = mailbox.folder("Customers");
    var before = here();
    mailbox.file(offer, customers);
    mailbox.file(offer, FolderRole.INBOX);

    // Graph tells this in neither folder; or, if in one, then with where it is now.
    assertThat(changesSince(before))
        .noneMatch(Change.Removed.class::isInstance)
        .extracting(GraphReadingTest::state)
        .allSatisfy(it -> assertThat(it.roles()).containsExactly(FolderRole.INBOX));
    assertThat(everything())
        .singleElement()
        .satisfies(it -> assertThat(it.ref()).isEqualTo(offer))
        .satisfies(it -> assertThat(it.state().roles()).containsExactly(FolderRole.INBOX));
  }

  @Test
  void listsEachMessageOnceWhileMailComesAndGoes() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 11; i++) refs.addFirst(mailbox.delivered("Offer " + i));
    var listed = new ArrayList<String>();

    Listing page = provider.source().list(grant(), null);
    while (true) {
      page.messages().forEach(it -> listed.add(it.ref()));
      if (page.nextPageToken() == null) break;
      // One that was listed already goes, and one arrives: neither moves the rest out of sight.
      var gone = listed.removeFirst();
      mailbox.purge(gone);
      refs.remove(gone);
      mailbox.delivered("Late");
      page = provider.source().list(grant(), page.nextPageToken());
    }

    assertThat(listed).doesNotHaveDuplicates().containsAll(refs);
  }

  @Test
  void listsMoreMessagesOfOneSecondThanGoOnAPage() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 30; i++) refs.add(mailbox.delivered("Offer " + i));

    assertThat(everything()).extracting(Listed::ref).containsExactlyInAnyOrderElementsOf(refs);
  }

  @Test
  void countsWhatLiesInADeletedFolderAsTrash() {
    var offer = mailbox.delivered("Offer");
    var old = mailbox.folderIn(FolderRole.TRASH, "Old");
    mailbox.file(offer, old);

    var state = everything().getFirst().state();

    assertThat(state.roles()).containsExactly(FolderRole.TRASH);
    assertThat(state.folders()).containsExactly(id(old));
  }

  @Test
  void saysThatAFolderIsGone() {
    var customers = mailbox.folder("Customers");
    var cursor = provider.source().beginning(grant(), customers);
    mailbox.removeFolder(customers);

    assertThatThrownBy(() -> provider.source().changes(grant(), cursor)).isInstanceOf(Gone.class);
  }

  @Test
  void importsTheRestWhenAFolderGoesMeanwhile() {
    mailbox.folder("Customers");
    var suppliers = mailbox.folder("Suppliers");
    var offer = mailbox.delivered("Offer");
    provider.actions().apply(grant(), new Trash(), List.of(offer));
    var first = provider.source().importPage(grant(), null);
    mailbox.removeFolder(suppliers);

    var listed = new ArrayList<String>();
    for (var page = first; ; page = provider.source().importPage(grant(), page.nextPageToken())) {
      page.messages().forEach(it -> listed.add(it.ref()));
      if (page.nextPageToken() == null) break;
    }

    assertThat(listed).containsExactly(offer);
  }

  @Test
  void keepsTheBeginningOfATextThatIsLongerThanAnybodyReads() {
    var before = here();
    var line = "<p>Hola, ñandú \"uno\"</p>\r\n";
    var head = "Subject: Long\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    var longOne = mailbox.deliver((head + line.repeat(1_000_000)).getBytes(UTF_8));
    var other = mailbox.delivered("Short");

    var read =
        changesSince(before).stream()
            .map(Change.Upserted.class::cast)
            .collect(Collectors.toMap(Change.Upserted::ref, Change.Upserted::content));

    assertThat(read.get(longOne).truncated()).isTrue();
    assertThat(read.get(longOne).subject()).isEqualTo("Long");
    assertThat(read.get(longOne).html().getBytes(UTF_8).length).isBetween(500_000, 524_288);
    assertThat(read.get(longOne).html()).startsWith("<p>Hola, ñandú \"uno\"</p>\n<p>Hola");
    assertThat(read.get(other).truncated()).isFalse();
  }

  @Test
  void keepsNoHostInACursor() {
    mailbox.delivered("Offer");

    assertThat(here()).allSatisfy(it -> assertThat(it.value()).doesNotContain("http"));
    assertThat(now()).allSatisfy(it -> assertThat(it.value()).doesNotContain("http"));
  }

  @Test
  void comparesByAListingWhenASyncStateIsRefused() {
    var before = here();
    mailbox.arm("/delta", 1, Action.STATUS, 400, "resyncRequired", "");

    assertThatThrownBy(() -> changesSince(before)).isInstanceOf(CursorExpired.class);
  }

  private List<Listed> everything() {
    var listed = new ArrayList<Listed>();
    String page = null;
    do {
      var listing = provider.source().list(grant(), page);
      listed.addAll(listing.messages());
      page = listing.nextPageToken();
    } while (page != null);
    return listed;
  }

  private FolderId id(String folder) {
    return FolderId.of(grant().mailbox(), folder);
  }

  private static MessageState state(Change change) {
    return switch (change) {
      case Change.Upserted it -> it.state();
      case Change.StateChanged it -> it.state();
      default -> throw new AssertionError(change);
    };
  }
}
