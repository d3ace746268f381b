package io.correo.search.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.correo.service.messaging.Outage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// A node that holds back its first answers until it is told to go on, and answers each line with
/// itself.
class SharedBulksTest {
  private static final int WAYS = 2;

  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch open = new CountDownLatch(1);
  private final SharedBulks bulks = new SharedBulks(this::answer);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    callers.shutdownNow();
  }

  @Test
  void takesAlongInOneBulkWhatIsAskedForWhileOthersAreOnTheirWay() throws Exception {
    keepTheNodeBusy();
    var three = List.of(write("c\n", "d\n"), write("e\n"), write("f\n"));
    open.countDown();

    assertThat(three.getFirst().get()).containsExactly("c", "d");
    assertThat(three.get(1).get()).containsExactly("e");
    assertThat(three.get(2).get()).containsExactly("f");
    assertThat(sent).hasSize(WAYS + 1);
    assertThat(sent.getLast().lines()).containsExactlyInAnyOrder("c", "d", "e", "f");
    assertThat(sent.getLast()).contains("c\nd\n");
  }

  @Test
  void letsOnlyThoseFailWhoseLinesAreRefused() throws Exception {
    keepTheNodeBusy();
    var good = write("good\n");
    var bad = write("refused\n");
    open.countDown();

    assertThat(good.get()).containsExactly("good");
    assertThatThrownBy(bad::get).hasCauseInstanceOf(Refused.class);
  }

  @Test
  void tellsEverybodyOfAnOutage() throws Exception {
    keepTheNodeBusy();
    var both = List.of(write("one\n"), write("down\n"));
    open.countDown();

    for (var one : both) assertThatThrownBy(one::get).hasCauseInstanceOf(Outage.class);
    assertThat(bulks.write(bytes("up\n"), 1)).hasSize(1);
  }

  private void keepTheNodeBusy() {
    for (var i = 0; i < WAYS; i++) write("busy " + i + "\n");
  }

  /// Returns when the lines are on their way, or wait.
  private Future<List<String>> write(String... lines) {
    var before = bulks.waiting();
    var future =
        callers.submit(
            () ->
                bulks.write(bytes(String.join("", lines)), lines.length).stream()
                    .map(JsonNode::asString)
                    .toList());
    await().until(() -> bulks.waiting() > before || sent.contains(String.join("", lines)));
    return future;
  }

  private List<JsonNode> answer(byte[] lines) {
    var text = new String(lines, StandardCharsets.UTF_8);
    sent.add(text);
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (text.contains("down")) throw new Outage("down", null);
    if (text.contains("refused")) throw new Refused(400, "parse_exception");
    return text.lines().map(line -> (JsonNode) StringNode.valueOf(line)).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
