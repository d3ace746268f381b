package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.OutlookUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeltaTest {

  private RunningSimulator simulator;
  private OutlookUser ana;
  private int n;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @BeforeEach
  void open() {
    ana = simulator.outlook("ana" + ++n + "@delta.example");
  }

  /// What a whole round told, and where the next begins.
  private record Round(List<String> told, String next, int pages) {}

  private Round round(String link, String... prefer) {
    var told = new ArrayList<String>();
    int pages = 0;
    while (true) {
      var page = ana.get(link, prefer);
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      pages++;
      page.json()
          .path("value")
          .forEach(
              item -> told.add((item.has("@removed") ? "-" : "") + item.path("id").asString()));
      var json = page.json();
      if (json.has("@odata.deltaLink")) {
        assertThat(json.has("@odata.nextLink")).isFalse();
        return new Round(told, json.path("@odata.deltaLink").asString(), pages);
      }
      link = json.path("@odata.nextLink").asString();
    }
  }

  private Round first(String folder) {
    return round("mailFolders/" + folder + "/messages/delta?$select=subject");
  }

  private String receive(String subject) {
    return ana.receives("Subject: " + subject + "\n\nx\n");
  }

  private void move(String id, String folder) {
    assertThat(ana.post("messages/" + id + "/move", Map.of("destinationId", folder)).status())
        .isEqualTo(201);
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.json().path("error").path("code").asString();
  }

  @Test
  void tellsEverythingFirstNewestFirstAndOnlyThenWhereTheNextRoundBegins() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 23; i++) {
      ids.addFirst(receive("m" + i));
    }

    var first = round("mailFolders/inbox/messages/delta()?$select=subject", "odata.maxpagesize=10");
    var again = round(first.next());

    assertThat(first.told()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(first.pages()).isEqualTo(3);
    assertThat(first.next()).startsWith("http://");
    assertThat(again.told()).isEmpty();
  }

  @Test
  void tellsInTheNextRoundWhatCameDuringTheFirst() {
    receive("a");
    receive("b");
    var page =
        ana.get("mailFolders/inbox/messages/delta?$select=subject", "odata.maxpagesize=1").json();

    var late = receive("late");
    var rest = round(page.path("@odata.nextLink").asString(), "odata.maxpagesize=1");

    assertThat(round(rest.next()).told()).contains(late);
  }

  @Test
  void tellsWhatCameChangedAndLeft() {
    var kept = receive("kept");
    var gone = receive("gone");
    var start = first("inbox").next();

    ana.does(kept, Map.of("unread", false));
    ana.post("messages/" + gone + "/permanentDelete", Map.of());
    var fresh = receive("new");

    assertThat(round(start).told()).containsExactly(kept, "-" + gone, fresh);
  }

  @Test
  void tellsAMoveInBothFolders() {
    var id = receive("moved");
    var inbox = first("inbox").next();
    var archive = first("archive").next();

    move(id, "archive");

    assertThat(round(inbox).told()).containsExactly("-" + id);
    assertThat(round(archive).told()).containsExactly(id);
    var reason = ana.get(inbox).json().path("value").get(0).path("@removed").path("reason");
    assertThat(reason.asString()).isEqualTo("deleted");
  }

  @Test
  void tellsNobodyOfAMoveThereAndBack() {
    var id = receive("restless");
    var inbox = first("inbox").next();
    var archive = first("archive").next();

    move(id, "archive");
    move(id, "inbox");

    assertThat(round(inbox).told()).isEmpty();
    assertThat(round(archive).told()).isEmpty();
  }

  @Test
  void pagesALaterRoundWithoutLosingAnything() {
    var start = first("inbox").next();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      ids.add(receive("m" + i));
    }

    var round = round(start, "odata.maxpagesize=3");

    assertThat(round.told()).containsExactlyElementsOf(ids);
    assertThat(round.pages()).isEqualTo(3);
  }

  @Test
  void filtersByWhenMailCameAndByNothingElse() {
    receive("a");
    var path = "mailFolders/inbox/messages/delta?$orderby=receivedDateTime%20desc&$filter=";

    var none = round(path + "receivedDateTime%20ge%202999-01-01T00:00:00Z");
    var one = round(path + "receivedDateTime%20ge%202020-01-01T00:00:00Z");

    assertThat(none.told()).isEmpty();
    assertThat(one.told()).hasSize(1);
    assertThat(code(ana.get(path + "isRead%20eq%20true")))
        .isEqualTo("400 ErrorInvalidUrlQueryFilter");
  }

  @Test
  void forgetsTokensWhenTold() {
    var start = first("inbox").next();

    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of("action", "expireHistory", "match", Map.of("address", ana.address())));

    assertThat(code(ana.get(start))).isEqualTo("410 syncStateNotFound");
    assertThat(code(ana.get("mailFolders/inbox/messages/delta?$deltatoken=x")))
        .isEqualTo("400 syncStateInvalid");
    assertThat(first("inbox").told()).isEmpty();
  }

  @Test
  void namesWhatLeftByTheIdItHadThere() {
    var id = receive("moved");
    var moving = ana.plain("GET", "messages/" + id).json().path("id").asString();
    var start =
        ana.plain("GET", "mailFolders/inbox/messages/delta")
            .json()
            .path("@odata.deltaLink")
            .asString();

    move(id, "archive");

    var told = ana.plain("GET", start).json().path("value");
    assertThat(told.get(0).path("id").asString()).isEqualTo(moving);
  }
}
