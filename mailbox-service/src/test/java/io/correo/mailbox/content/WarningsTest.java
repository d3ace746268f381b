package io.correo.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import io.correo.events.Automatic;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
  @ParameterizedTest
  @CsvSource({
    "Ana, boss@acrne.example",
    "Ana, boss@аcme.example",
    "Ana, boss@xn--cme-7cd.example",
    "Ana, boss@асme.example",
    "ceo@acme.example, someone@evil.example",
    "Bank <info@bank.example>, x@evil.example"
  })
  void seesSendersThatPoseAsSomebodyElse(String name, String address) {
    assertThat(codes(new Address(name, address), List.of())).contains("look-alike-sender");
  }

  @ParameterizedTest
  @CsvSource({
    "Ana, ana@acme.example",
    "Marta, marta@obra.example",
    "marta@obra.example, marta@mail.obra.example",
    "Иван, ivan@пример.example",
    "José, jose@cafetería.example"
  })
  void trustsOrdinarySenders(String name, String address) {
    assertThat(codes(new Address(name, address), List.of())).isEmpty();
  }

  @Test
  void seesAnAnswerThatGoesElsewhereAndLinksThatLie() {
    var from = new Address("Marta", "marta@obra.example");

    assertThat(codes(from, List.of(Address.of("marta@evil.example")), "bank.example"))
        .containsExactly("reply-to-differs", "mismatched-link");
    assertThat(codes(from, List.of(Address.of("info@mail.obra.example")))).isEmpty();
  }

  private static List<String> codes(Address from, List<Address> replyTo, String... mismatched) {
    var content =
        new MessageContent(
            "s",
            from,
            replyTo,
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            null,
            null,
            List.of(),
            "",
            null,
            null,
            false,
            List.of(),
            1,
            Automatic.NONE,
            Map.of(),
            List.of());
    return Warnings.of(content, mailbox(), List.of(mismatched)).stream()
        .map(Warnings.Warning::code)
        .toList();
  }

  private static ConnectedMailbox mailbox() {
    return new ConnectedMailbox(
        new MailboxId("m"),
        new TenantId("acme"),
        new Revision(1),
        "google",
        "ana@acme.example",
        "a",
        List.of(new ConnectedMailbox.Member(new UserId("ana"), ConnectedMailbox.Role.OWNER)),
        ConnectedMailbox.State.CONNECTED,
        new Capabilities(true, true, true, true, new Capabilities.AttachmentLimits(1, Set.of()), 1),
        List.of(Address.of("ana@acme.example")),
        null,
        Visibility.EVERYTHING,
        "l",
        null,
        Instant.EPOCH);
  }
}
