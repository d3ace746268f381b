package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.simulator.fault.Fault.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Google's errors become.
class GmailFailuresTest {
  private final GmailProvider provider = SimulatedGoogle.provider();
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @ParameterizedTest
  @CsvSource({
    "403,rateLimitExceeded,Throttled",
    "403,userRateLimitExceeded,Throttled",
    "403,quotaExceeded,Throttled",
    "429,,Throttled",
    "403,dailyLimitExceeded,Throttled",
    "403,forbidden,Refused",
    "400,,Refused",
    "404,,Gone",
    "409,,Unavailable",
    "500,,Unavailable",
    "502,,Unavailable",
    "503,,Unavailable",
    "401,,GrantExpired"
  })
  void sortsErrorsByWhatToDoNext(int status, String reason, String expected) {
    mailbox.arm(".*", 1, Action.STATUS, status, reason == null ? "" : reason, 0);

    var failure = catchThrowable(() -> provider.source().folders(mailbox.grant()));

    assertThat(failure).isInstanceOf(ProviderException.class);
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure.getMessage()).isNotBlank();
  }

  @Test
  void waitsAWhileWhenGoogleDoesNotSayHowLong() {
    mailbox.arm(".*", 1, Action.THROTTLE, 403, "userRateLimitExceeded", 0);

    assertThatThrownBy(() -> provider.source().folders(mailbox.grant()))
        .isInstanceOfSatisfying(
            Throttled.class,
            it -> {
              assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(5));
              assertThat(it.wholeProject()).isFalse();
            });
  }

  @Test
  void knowsAProjectLimitFromAUsers() {
    mailbox.arm(".*", 1, Action.STATUS, 403, "dailyLimitExceeded", 0);

    assertThatThrownBy(() -> provider.source().folders(mailbox.grant()))
        .isInstanceOfSatisfying(Throttled.class, it -> assertThat(it.wholeProject()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "HTML,200",
    "HTML,404",
    "HTML,403",
    "HTML,502",
    "TRUNCATE,200",
    "DROP_BEFORE,0",
    "DROP_AFTER,0"
  })
  void believesNothingButJson(Action action, int status) {
    var offer = mailbox.delivered("Offer");
    mailbox.arm(".*", 1, action, status, "", 0);

    assertThatThrownBy(
            () -> provider.source().fetch(mailbox.grant(), List.of(new Listed(offer, "", null))))
        .isInstanceOf(Unavailable.class);
    assertThat(provider.source().fetch(mailbox.grant(), List.of(new Listed(offer, "", null))))
        .first()
        .isInstanceOf(Change.Upserted.class);
  }

  @Test
  void takesNoCutListForAShortOne() {
    for (int i = 0; i < 3; i++) mailbox.delivered("Offer " + i);
    mailbox.arm("messages", 1, Action.TRUNCATE, 200, "", 0);

    assertThatThrownBy(() -> provider.source().list(mailbox.grant(), null))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void noticesAnAttachmentThatWasCutOff() throws IOException {
    var ref = mailbox.delivered("Offer");
    mailbox.arm("messages", 1, Action.TRUNCATE, 200, "", 0);

    assertThatThrownBy(
            () -> {
              try (var raw = provider.contents().raw(mailbox.grant(), ref)) {
                raw.readAllBytes();
              }
            })
        .isInstanceOfAny(IOException.class, Unavailable.class);
  }

  @Test
  void keepsGooglesWordsInARefusal() {
    assertThatThrownBy(() -> provider.source().list(mailbox.grant(), "no such page"))
        .isInstanceOfAny(Refused.class, Gone.class)
        .hasMessageNotContaining("ya29");
  }

  @Test
  void asksForAnotherMailboxInVain() {
    var other = new SimulatedMailbox();
    var stolen =
        new io.correo.provider.Grant.UserConsent(
            mailbox.grant().mailbox(),
            other.grant().account(),
            ((io.correo.provider.Grant.UserConsent) mailbox.grant()).accessToken(),
            java.time.Instant.MAX,
            mailbox.grant().budget());

    assertThatThrownBy(() -> provider.source().profile(stolen)).isInstanceOf(Refused.class);
  }
}
