package io.correo.sync.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PreviewTest {
  @Test
  void showsWhatNamesAndOrdersAFact() {
    var preview =
        of(
            """
            {"type":"mail.message-upserted.v1","mailbox":"mb-1","message":"m-1","revision":7}""");

    assertThat(preview)
        .containsEntry("type", "mail.message-upserted.v1")
        .containsEntry("mailbox", "mb-1")
        .containsEntry("message", "m-1")
        .containsEntry("revision", "7");
  }

  @Test
  void showsNoTextOfAMailAndNoToken() {
    var preview =
        of(
            """
            {"content":{"subject":"Salary"},"subject":"Salary","accessToken":"ya29.secret",
             "recipients":["a@b.example"],"message":"Dear Ana, your salary","id":"ana@acme.example"}""");

    assertThat(preview.toString()).doesNotContain("Salary", "salary", "ya29", "@");
    assertThat(preview)
        .containsEntry("content", "object of 1 fields")
        .containsEntry("recipients", "list of 1")
        .containsEntry("message", "text of 21 characters");
  }

  @Test
  void saysWhereBytesAreNoJson() {
    assertThat(of("{\"type\":\"x\", secret")).containsOnlyKeys("unreadable");
    assertThat(of("{\"type\":\"x\", secret").toString()).doesNotContain("secret");
    assertThat(of("[1,2]")).containsEntry("unreadable", "list of 2");
    assertThat(of("[".repeat(100_000))).containsOnlyKeys("unreadable");
    assertThat(Preview.of(null, JsonMapper.shared())).isEmpty();
  }

  @Test
  void isBounded() {
    var many = new StringBuilder("{\"a\":1");
    for (var i = 0; i < 1000; i++) many.append(",\"f").append(i).append("\":1");

    assertThat(of(many.append('}').toString())).hasSizeLessThanOrEqualTo(40);
  }

  private static Map<String, String> of(String value) {
    return Preview.of(value.getBytes(StandardCharsets.UTF_8), JsonMapper.shared());
  }
}
