package io.correo.benchmarks.world;

import io.correo.e2e.client.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Mail as people write it: a text and its HTML, some 3 kB, in conversations of given lengths.
public final class Letters {
  /// Most conversations are one or two messages, most messages belong to longer ones.
  public static final List<Integer> REALISTIC = List.of(1, 1, 1, 1, 2, 2, 3, 4, 5, 10);

  public static final List<Integer> SINGLE = List.of(1);

  private static final String PROSE =
      "We have looked at the offer and would like to go ahead with the second variant, provided"
          + " that delivery in the first week of the month is still possible. ";

  private final World world;

  public Letters(World world) {
    this.world = world;
  }

  /// Fills a mailbox. Conversations overlap in time, as many as there are lengths at once.
  ///
  /// @param lengths of conversations, repeated until `count` messages are there
  /// @param count messages, or a few more, for the last conversations to be whole
  public void fill(String address, List<Integer> lengths, int count) {
    var conversations = 0;
    for (var filled = 0; filled < count; ) {
      var longest = lengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
      for (var turn = 0; turn < longest; turn++) {
        for (var i = 0; i < lengths.size(); i++) {
          if (turn >= lengths.get(i)) continue;
          deliver(address, conversations + i, turn);
          filled++;
        }
      }
      conversations += lengths.size();
    }
  }

  /// Fills several at a time.
  public void fill(List<String> addresses, List<Integer> lengths, int count) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var filling = new ArrayList<Future<?>>();
      for (var address : addresses) {
        filling.add(threads.submit(() -> fill(address, lengths, count)));
      }
      for (var one : filling) one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a mailbox could not be filled", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void deliver(String address, int conversation, int turn) {
    var id = "c" + conversation + "." + turn + "." + address.hashCode();
    var first = "c" + conversation + ".0." + address.hashCode();
    var answers = turn == 0 ? "" : "References: <" + first + "@letters.example>\n";
    var mail = letter(address, "Offer " + conversation, id, answers);
    world.deliver(address, mail.getBytes(StandardCharsets.UTF_8));
  }

  /// A letter that arrives.
  ///
  /// @param subject a word that finds it
  public static String letter(String address, String subject, String id, String moreHeaders) {
    return """
    From: Marta Soler <marta@letters.example>
    To: %s
    Subject: %s
    Message-ID: <%s@letters.example>
    %sDate: Mon, 23 Nov 2026 10:00:00 +0000
    MIME-Version: 1.0
    Content-Type: multipart/alternative; boundary=part

    --part
    Content-Type: text/plain; charset=utf-8

    %s
    --part
    Content-Type: text/html; charset=utf-8

    <html><body><p>%s</p></body></html>
    --part--
    """
        .formatted(address, subject, id, moreHeaders, PROSE.repeat(8), PROSE.repeat(8))
        .replace("\n", "\r\n");
  }
}
