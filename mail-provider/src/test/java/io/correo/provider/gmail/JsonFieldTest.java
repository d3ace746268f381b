package io.correo.provider.gmail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bytes that come as base64 inside JSON.
class JsonFieldTest {

  @Test
  void findsTheFieldAmongOthersOfTheSameName() throws IOException {
    var json =
        "{\"size\": 4, \"x\": {\"data\": \"no\"}, \"note\": \"\\\"data\\\": no\", \"data\": \"yes\"}";

    assertThat(text(JsonField.of(stream(json), "data"))).isEqualTo("yes");
  }

  @Test
  void readsEscapedLetters() throws IOException {
    assertThat(text(JsonField.of(stream("{\"data\":\"a\\u003d\\/b\"}"), "data"))).isEqualTo("a=/b");
  }

  @Test
  void isEmptyWhereThereIsNone() throws IOException {
    assertThat(text(JsonField.of(stream("{\"size\": 0}"), "data"))).isEmpty();
  }

  @Test
  void noticesTheMissingEnd() {
    for (var cut : new String[] {"", "{", "{\"da", "{\"data\": ", "{\"data\": \"abc"}) {
      assertThatThrownBy(() -> text(JsonField.of(stream(cut), "data")))
          .as(cut)
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> JsonField.of(stream("<html>\"data\""), "data"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void decodesBothAlphabetsPaddedOrNot() throws IOException {
    var random = new Random(1);
    for (int size = 0; size < 50; size++) {
      var bytes = new byte[size];
      random.nextBytes(bytes);
      for (var encoder :
          new Base64.Encoder[] {
            Base64.getEncoder(),
            Base64.getUrlEncoder(),
            Base64.getUrlEncoder().withoutPadding(),
            Base64.getMimeEncoder(20, new byte[] {'\r', '\n'})
          }) {
        try (var decoded = Base64Text.decode(encoder.encodeToString(bytes))) {
          assertThat(decoded.readAllBytes()).isEqualTo(bytes);
        }
      }
    }
  }

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(UTF_8));
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), US_ASCII);
  }
}
