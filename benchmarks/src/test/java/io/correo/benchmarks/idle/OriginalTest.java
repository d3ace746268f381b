package io.correo.benchmarks.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class OriginalTest {
  private final Document stored =
      new Document("_id", "mb1")
          .append("tenant", "acme")
          .append("address", "eva@acme.example")
          .append("account", "1234")
          .append("members", List.of(new Document("user", "eva")))
          .append("identities", List.of(new Document("address", "eva@acme.example")))
          .append("signature", null)
          .append("connectedAt", new Date(0));

  private final Original original = Original.of(stored);

  @Test
  void isUnderOtherNamesWhereverTheyStand() {
    var copy = original.copy(stored, "c7", "tenant7");

    assertThat(copy)
        .containsEntry("_id", "mb1c7")
        .containsEntry("tenant", "tenant7")
        .containsEntry("account", "1234c7")
        .containsEntry("address", "c7eva@acme.example")
        .containsEntry("identities", List.of(new Document("address", "c7eva@acme.example")));
  }

  @Test
  void keepsWhatNamesNobody() {
    var copy = original.copy(stored, "c7", "tenant7");

    assertThat(copy)
        .containsEntry("members", List.of(new Document("user", "eva")))
        .containsEntry("signature", null)
        .containsEntry("connectedAt", new Date(0));
  }

  @Test
  void renamesKeysThatBeginWithTheMailbox() {
    var cursor = new Document("_id", "mb1/history").append("mailbox", "mb1");

    assertThat(original.copy(cursor, "c7", "tenant7"))
        .containsEntry("_id", "mb1c7/history")
        .containsEntry("mailbox", "mb1c7");
  }

  @Test
  void givesADocumentWhoseKeyIsADigestAKeyOfItsOwn() {
    var folder = new Document("_id", "f_uB_YlN2W").append("mailbox", "mb1");

    assertThat(original.copy(folder, "c7", "tenant7")).containsEntry("_id", "f_uB_YlN2Wc7");
  }
}
