package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ThreadRowsTest {
  private final World world = World.get();

  @Test
  void countsRepliesBesidesTheFirstAndLeavesDraftsTrashAndSpamOut() {
    var ana = world.mailbox("ana-replies", "ana@acme.example");
    ana.letter("Offer").thread("t").at("2026-10-01T10:00:00Z").read().delivered();
    ana.letter("Re: Offer").thread("t").sent().at("2026-10-02T10:00:00Z").delivered();
    ana.letter("Re: Offer").thread("t").at("2026-10-03T10:00:00Z").delivered();
    ana.letter("Re: Offer").thread("t").at("2026-10-04T10:00:00Z").text("the last").delivered();
    ana.letter("Re: Offer")
        .thread("t")
        .state(ana.in(FolderRole.SPAM))
        .at("2026-10-05T10:00:00Z")
        .delivered();
    ana.letter("Re: Offer").thread("t").draft().at("2026-10-06T10:00:00Z").delivered();

    await()
        .untilAsserted(
            () -> assertThat(list("ana-replies", "").get(0).get("drafts").asInt()).isEqualTo(1));
    var row = list("ana-replies", "").get(0);

    assertThat(row.get("replies").asInt()).isEqualTo(2);
    assertThat(row.get("subject").asString()).isEqualTo("Offer");
    assertThat(row.get("snippet").asString()).isEqualTo("the last");
    assertThat(row.get("date").asString()).isEqualTo("2026-10-04T10:00:00Z");
    assertThat(row.get("unread").asBoolean()).isTrue();
    assertThat(row.get("participants")).hasSize(2);
    assertThat(row.get("participants").get(0).get("name").asString()).isEqualTo("Marta Gil");
    assertThat(row.get("participants").get(1).get("me").asBoolean()).isTrue();
  }

  @Test
  void showsTrashSpamAndDraftsOnlyInTheirOwnLists() {
    var user = "ana-views";
    var ana = world.mailbox(user, "ana@acme.example");
    ana.folders();
    ana.letter("In").delivered();
    ana.letter("Trashed").state(ana.in(FolderRole.TRASH)).delivered();
    ana.letter("Spam").state(ana.in(FolderRole.SPAM)).delivered();
    ana.letter("Draft").draft().at("2026-10-06T10:00:00Z").delivered();
    ana.letter("Sent").sent().delivered();
    ana.letter("Labelled").label("clients").read().delivered();

    await().untilAsserted(() -> assertThat(subjects(user, "")).containsExactly("Labelled", "In"));
    assertThat(subjects(user, "?role=trash")).containsExactly("Trashed");
    assertThat(subjects(user, "?role=spam")).containsExactly("Spam");
    assertThat(subjects(user, "?role=drafts")).containsExactly("Draft");
    assertThat(subjects(user, "?role=sent")).containsExactly("Sent");
    assertThat(subjects(user, "?role=starred")).isEmpty();
    assertThat(subjects(user, "?unread=true")).containsExactly("In");
    assertThat(subjects(user, "?folder=" + FolderId.of(ana.id, "clients")))
        .containsExactly("Labelled");
    assertThat(subjects(user, "?folder=" + ana.folder(FolderRole.TRASH)))
        .containsExactly("Trashed");

    var folders = world.get(user, "/folders?mailbox=" + ana.id).get("items");
    assertThat(counts(folders, "inbox")).isEqualTo("1/2");
    assertThat(counts(folders, "trash")).isEqualTo("0/1");
    assertThat(counts(folders, "drafts")).isEqualTo("0/1");
    assertThat(counts(folders, "Clients")).isEqualTo("0/1");
    var merged = world.get(user, "/folders").get("items");
    assertThat(merged.get(0).get("id").asString()).isEqualTo("inbox");
    assertThat(merged.get(0).get("mailbox").isNull()).isTrue();
  }

  @Test
  void mergesMailboxesByDateAndPagesThroughThemWithoutGaps() {
    var user = "ana-pages";
    var one = world.mailbox(user, "one@acme.example");
    var two = world.mailbox(user, "two@acme.example");
    for (var i = 0; i < 12; i++) {
      var mailbox = i % 2 == 0 ? one : two;
      mailbox.letter("Mail " + i).at("2026-10-%02dT10:00:00Z".formatted(i / 3 + 1)).delivered();
    }
    await().until(() -> list(user, "").size() == 12);

    var seen = new ArrayList<String>();
    var dates = new ArrayList<String>();
    String cursor = null;
    do {
      var page = world.get(user, "/threads?limit=5" + (cursor == null ? "" : "&cursor=" + cursor));
      page.get("items").forEach(row -> seen.add(row.get("id").asString()));
      page.get("items").forEach(row -> dates.add(row.get("date").asString()));
      cursor = page.has("nextCursor") ? page.get("nextCursor").asString() : null;
      // Mail that comes meanwhile moves nothing.
      if (seen.size() == 5) one.letter("Newest").at("2026-11-20T10:00:00Z").delivered();
    } while (cursor != null);

    assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    assertThat(dates).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(list(user, "?mailbox=" + two.id).size()).isEqualTo(6);
  }

  @Test
  void refusesBadLimitsCursorsAndRoles() {
    var token = world.token("ana-bad");
    for (var query : List.of("limit=0", "limit=201", "cursor=nonsense", "role=nowhere")) {
      var answer = world.call(token, "GET", "/threads?" + query, null);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(answer.body()).contains("correo.example/problems/");
    }
  }

  private JsonNode list(String user, String query) {
    return world.get(user, "/threads" + query).get("items");
  }

  private List<String> subjects(String user, String query) {
    var subjects = new ArrayList<String>();
    list(user, query).forEach(row -> subjects.add(row.get("subject").asString()));
    return subjects;
  }

  private static String counts(JsonNode folders, String name) {
    for (var folder : folders) {
      if (folder.get("name").asString().equals(name)) {
        return folder.get("unread").asLong() + "/" + folder.get("total").asLong();
      }
    }
    return "none";
  }
}
