package io.correo.provider.gmail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.gmail.model.ListHistoryResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WholeJsonTest {
  private static final int LONGEST = 20;
  private static final byte[] PAGE =
      """
      {"history": [{"id": "18446744073709551615", "messages": [{"id": "m{1}\\"", "threadId": "t"}]},
        {"id": "9", "messagesAdded": [{"message": {"id": "m2", "labelIds": ["ñ", "INBOX"]}}]}],
       "historyId": "12"}
      """
          .strip()
          .getBytes(UTF_8);
  private final WholeJson json = new WholeJson(Duration.ofSeconds(1), LONGEST, Clock.systemUTC());

  @Test
  void readsAWholeAnswerWithNumbersOfSixtyFourBits() throws IOException {
    var page = read(new ByteArrayInputStream(PAGE));

    assertThat(page.getHistory()).hasSize(2);
    assertThat(page.getHistory().getFirst().getId()).hasToString("18446744073709551615");
  }

  @Test
  void refusesAnAnswerWhereverItIsCutOff() throws IOException {
    int accepted = 0;
    for (int length = 1; length < PAGE.length; length++) {
      var cut = Arrays.copyOf(PAGE, length);
      assertThatThrownBy(() -> read(new ByteArrayInputStream(cut)))
          .as(new String(cut, UTF_8))
          .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
      if (isTakenByGooglesOwnReader(cut)) accepted++;
    }

    assertThat(accepted).as("why this class is there").isPositive();
  }

  @Test
  void refusesAnAnswerNestedTooDeeply() {
    var deep = "{\"a\":".repeat(250) + "1" + "}".repeat(250);

    assertThatThrownBy(() -> read(new ByteArrayInputStream(deep.getBytes(UTF_8))))
        .isInstanceOf(WholeJson.TooDeep.class);
  }

  @Test
  void readsOnlySoMuchOfAString() throws IOException {
    var page = "{\"nextPageToken\": \"%s\", \"historyId\": \"12\"}".formatted("a".repeat(1000));

    var read = read(new ByteArrayInputStream(page.getBytes(UTF_8)));

    assertThat(read.getNextPageToken()).isEqualTo("a".repeat(LONGEST));
    assertThat(read.getHistoryId()).isEqualTo(12);
  }

  private ListHistoryResponse read(InputStream in) throws IOException {
    return new JsonObjectParser(json).parseAndClose(in, UTF_8, ListHistoryResponse.class);
  }

  private static boolean isTakenByGooglesOwnReader(byte[] cut) {
    try {
      new JsonObjectParser(GsonFactory.getDefaultInstance())
          .parseAndClose(new ByteArrayInputStream(cut), UTF_8, ListHistoryResponse.class);
      return true;
    } catch (IOException | RuntimeException refused) {
      return false;
    }
  }
}
