package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.Json;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageState;
import io.correo.provider.MailActions.Action;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A mailbox where each message is in one folder and nothing can be starred, beside one with labels
/// and stars.
class SingleFolderTest {
  private final World world = World.get();
  private final String id = UUID.randomUUID().toString().substring(0, 6);
  private final MailSim outlook = world.mailbox("ana-one" + id, "ana@acme-mail.example", false);

  @BeforeEach
  void folders() {
    outlook.singleFolders();
    await()
        .until(() -> names(world.get(outlook.user, "/folders?mailbox=" + outlook.id)).size() > 7);
  }

  @Test
  void restoresToTheNestedFolderItCameFrom() {
    var mexico = FolderId.of(outlook.id, "mexico");
    var letter = outlook.letter("Plano").state(in(mexico, FolderRole.ARCHIVE)).delivered();
    awaitRow(letter, mexico.value());

    act("trash", letter);
    outlook.state(letter, trashed(mexico));
    awaitRow(letter, "trash");
    act("restore", letter);

    awaitRow(letter, mexico.value());
    var restored =
        await().until(() -> calls(Action.Restore.class), calls -> !calls.isEmpty()).getFirst();
    assertThat(restored).isEqualTo(new Action.Restore(Set.of("REF_mexico")));
    assertThat(rows("trash")).isEmpty();
  }

  @Test
  void restoresToTheInboxWhatCameFromNobodyKnowsWhere() {
    var letter = outlook.letter("Viejo").state(outlook.in(FolderRole.TRASH)).delivered();
    awaitRow(letter, "trash");

    act("restore", letter);

    awaitRow(letter, "inbox");
    assertThat(await().until(() -> calls(Action.Restore.class), calls -> !calls.isEmpty()))
        .containsExactly(new Action.Restore(Set.of()));
  }

  @Test
  void restoresADraftToTheDrafts() {
    var trash =
        new MessageState(
            Set.of(outlook.folder(FolderRole.TRASH)),
            EnumSet.of(FolderRole.TRASH),
            false,
            false,
            true,
            null);
    var draft = outlook.letter("A medias").sent().state(trash).delivered();
    awaitRow(draft, "trash");

    act("restore", draft);

    awaitRow(draft, "drafts");
    assertThat(await().until(() -> calls(Action.Restore.class), calls -> !calls.isEmpty()))
        .containsExactly(new Action.Restore(Set.of("REF_DRAFTS")));
  }

  @Test
  void leavesTheFolderAMessageIsMovedFromAlsoWhenItWasSent() {
    var letter = outlook.letter("Enviado").sent().delivered();
    awaitRow(letter, "sent");
    var mexico = FolderId.of(outlook.id, "mexico");

    var answer =
        world.call(
            world.token(outlook.user),
            "POST",
            "/actions",
            Map.of("action", "move", "messages", List.of(letter.message()), "to", mexico.value()));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(rows("sent")).isEmpty();
    awaitRow(letter, mexico.value());
  }

  @Test
  void hasNoStarredListAndRefusesStars() {
    var letter = outlook.letter("Sin estrella").delivered();
    awaitRow(letter, "inbox");

    assertThat(names(world.get(outlook.user, "/folders?mailbox=" + outlook.id)))
        .contains("inbox", "drafts", "sent", "trash", "archive", "spam", "Clientes/Mexico")
        .doesNotContain("starred");
    assertThat(names(world.get(outlook.user, "/folders"))).doesNotContain("starred");
    assertThat(star(letter).statusCode()).isEqualTo(422);
  }

  @Test
  void starsWhatCanBeStarredAmongAllMailboxes() {
    var gmail = world.mailbox(outlook.user, "ana" + id + "@acme.example");
    gmail.folders();
    var here = outlook.letter("En Outlook").delivered();
    var there = gmail.letter("En Gmail").delivered();
    awaitRow(here, "inbox");
    awaitRow(there, "inbox");

    var answer = star(here, there);

    assertThat(answer.statusCode()).isEqualTo(202);
    var states = Json.mapper().readTree(answer.body()).get("items");
    assertThat(state(states, here)).isEqualTo("unsupported");
    assertThat(state(states, there)).isEqualTo("accepted");
    assertThat(names(world.get(outlook.user, "/folders"))).contains("starred");
    assertThat(rows("starred")).containsExactly(there.thread().value());
  }

  @Test
  void mergesTheListsOfARoleOverBothMailboxesAndNamesEach() {
    var gmail = world.mailbox(outlook.user, "ana" + id + "@acme.example");
    gmail.folders();
    // One conversation that reached both: to each mailbox its own.
    var root = "<root" + id + "@obra.example>";
    var here = outlook.letter("Obra").messageId(root).thread("c1").delivered();
    var there = gmail.letter("Obra").messageId(root).thread("t9").delivered();

    await().until(() -> rows("inbox").size() == 2);

    var rows = world.get(outlook.user, "/threads?role=inbox").get("items");
    assertThat(rows.valueStream().map(row -> row.get("mailbox").asString()))
        .containsExactlyInAnyOrder(outlook.id.value(), gmail.id.value());
    assertThat(here.thread()).isNotEqualTo(there.thread());
    assertThat(world.get(outlook.user, "/threads?role=inbox&mailbox=" + gmail.id).get("items"))
        .hasSize(1);
  }

  @Test
  void countsNoReplyForWhatOneWroteToOneself() {
    var first = outlook.letter("Nota").toOneself().thread("n").state(read(FolderRole.SENT));
    var sent = first.delivered();
    outlook.letter("Nota").toOneself().thread("n").delivered();
    await().until(() -> rows("inbox").contains(sent.thread().value()));

    var row =
        await()
            .until(
                () -> world.get(outlook.user, "/threads/" + sent.thread()),
                thread -> thread.get("messages").size() == 2);

    assertThat(row.get("replies").asInt()).isZero();
    assertThat(rows("sent")).containsExactly(sent.thread().value());
  }

  private MessageState read(FolderRole role) {
    return new MessageState(
        Set.of(outlook.folder(role)), EnumSet.of(role), false, false, false, null);
  }

  private static MessageState in(FolderId folder, FolderRole role) {
    return new MessageState(Set.of(folder), EnumSet.of(role), false, false, false, null);
  }

  private MessageState trashed(FolderId from) {
    return new MessageState(
        Set.of(outlook.folder(FolderRole.TRASH)),
        EnumSet.of(FolderRole.TRASH),
        false,
        false,
        false,
        Set.of(from));
  }

  private void act(String action, MessageUpserted letter) {
    var body = Map.of("action", action, "messages", List.of(letter.message()));
    var answer = world.call(world.token(outlook.user), "POST", "/actions", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private java.net.http.HttpResponse<String> star(MessageUpserted... letters) {
    var messages = Stream.of(letters).map(MessageUpserted::message).toList();
    var body = Map.of("action", "star", "messages", messages);
    return world.call(world.token(outlook.user), "POST", "/actions", body);
  }

  private List<Action> calls(Class<? extends Action> kind) {
    return world.provider.calls.stream()
        .filter(call -> call.mailbox().equals(outlook.id.value()))
        .map(ObedientProvider.Call::action)
        .filter(kind::isInstance)
        .toList();
  }

  private void awaitRow(MessageUpserted letter, String place) {
    await().until(() -> rows(place).contains(letter.thread().value()));
  }

  private List<String> rows(String place) {
    var by = place.startsWith("f_") ? "folder=" : "role=";
    return world
        .get(outlook.user, "/threads?" + by + place)
        .get("items")
        .valueStream()
        .map(row -> row.get("id").asString())
        .toList();
  }

  private static List<String> names(JsonNode folders) {
    return folders
        .get("items")
        .valueStream()
        .map(
            folder ->
                folder.get("role").isNull()
                    ? folder.get("name").asString()
                    : folder.get("role").asString())
        .toList();
  }

  private static String state(JsonNode items, MessageUpserted letter) {
    return items
        .valueStream()
        .filter(item -> item.get("id").asString().equals(letter.message().value()))
        .map(item -> item.get("state").asString())
        .findFirst()
        .orElseThrow();
  }
}
