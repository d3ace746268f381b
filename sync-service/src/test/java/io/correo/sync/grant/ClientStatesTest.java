package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.Visibility;
import io.correo.sync.mailbox.Mailbox;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientStatesTest {
  private static final String OLD = TokenVaultTest.key("the key of last year");
  private static final String NEW = TokenVaultTest.key("the key of this year");
  private final ClientStates states = states(OLD);
  private final Mailbox mailbox = mailbox("acme");

  @Test
  void knowsItsOwnAgain() {
    assertThat(states.verified(states.of(mailbox))).isEqualTo(mailbox.id());
  }

  @Test
  void isShortEnoughHoweverLongTheNameOfATenantIs() {
    var state = states.of(mailbox("t".repeat(500)));

    assertThat(state).hasSizeLessThanOrEqualTo(128).matches("[A-Za-z0-9_.-]+");
    assertThat(states.verified(state)).isNotNull();
  }

  @Test
  void takesTheProofOfOneMailboxForNoOther() {
    var state = states.of(mailbox);
    var proof = state.substring(state.lastIndexOf('.'));
    var other = states.of(mailbox("acme"));

    assertThat(states.verified(other.substring(0, other.lastIndexOf('.')) + proof)).isNull();
    assertThat(states.verified(MailboxId.random() + state.substring(state.indexOf('.')))).isNull();
  }

  @Test
  void refusesAStateThatDiffersInOneLetter() {
    var state = states.of(mailbox);

    for (var i = 0; i < state.length() - 1; i++) {
      var other = state.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(states.verified(state.substring(0, i) + other + state.substring(i + 1))).isNull();
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".", "..", "mb_1", "mb_1.x", "mb_1..", ".x.y", "mb_1.x.%%%", "NA"})
  void refusesWhatIsNoStateAtAll(String state) {
    assertThat(states.verified(state)).isNull();
  }

  @Test
  void believesWhatAnOlderKeyMade() {
    var state = states.of(mailbox);

    assertThat(states(NEW + "," + OLD).verified(state)).isEqualTo(mailbox.id());
    assertThat(states(NEW).verified(state)).isNull();
  }

  private static ClientStates states(String keys) {
    return new ClientStates(TokenVaultTest.settings(keys));
  }

  private static Mailbox mailbox(String tenant) {
    return new Mailbox(
        MailboxId.random(),
        new TenantId(tenant),
        Revision.NONE,
        "any",
        "account",
        "ana@acme.example",
        List.of(),
        State.CONNECTED,
        List.of(Address.of("ana@acme.example")),
        null,
        Visibility.EVERYTHING,
        "shared",
        null,
        null,
        Instant.EPOCH);
  }
}
