package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.provider.Grant;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.simulated.Browser;
import io.correo.provider.simulated.Outside;
import io.correo.simulator.microsoft.MicrosoftTokens;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Consent from the first page to its end.
class GraphConsentTest {
  private static final URI BACK = URI.create("http://localhost:8080/oauth/microsoft");
  private final GraphProvider provider = SimulatedMicrosoft.provider();
  private final OutlookMailbox mailbox = new OutlookMailbox();
  private final String address = mailbox.grant().account();

  @Test
  void asksForAllItNeedsAndForAWayToComeBack() {
    var url = provider.consent().authorizationUrl("s 1", Browser.challenge(), BACK, address);

    assertThat(url.getRawQuery())
        .contains("code_challenge_method=S256")
        .contains("state=s+1")
        .contains("login_hint=");
    assertThat(url.getQuery())
        .contains("offline_access")
        .contains("https://graph.microsoft.com/Mail.ReadWrite")
        .contains("https://graph.microsoft.com/Mail.Send");
  }

  @Test
  void letsTheUserChooseWhereNobodyIsNamed() {
    var url = provider.consent().authorizationUrl("s1", Browser.challenge(), BACK, null);

    assertThat(url.getRawQuery()).contains("prompt=select_account");
  }

  @Test
  void redeemsACodeOnce() {
    var code = code();

    var consented = provider.consent().exchange(code, Browser.VERIFIER, BACK);

    assertThat(consented.address()).isEqualTo(address);
    assertThat(consented.tokens().refreshToken()).isNotBlank();
    assertThat(consented.tokens().expiresIn()).isPositive();
    assertThat(consented.toString()).doesNotContain(consented.tokens().accessToken());
    assertThatThrownBy(() -> provider.consent().exchange(code, Browser.VERIFIER, BACK))
        .isInstanceOf(Refused.class);
  }

  @Test
  void namesTheMailboxByWhatNeverChanges() {
    mailbox.delivered("Offer");
    var consented = provider.consent().exchange(code(), Browser.VERIFIER, BACK);

    var grant =
        new Grant.UserConsent(
            mailbox.grant().mailbox(),
            consented.account(),
            consented.tokens().accessToken(),
            Instant.MAX,
            mailbox.grant().budget());

    assertThat(consented.account()).doesNotContain("@");
    assertThat(provider.source().list(grant, null).messages()).hasSize(1);
  }

  @Test
  void redeemsNoCodeWithoutItsProof() {
    var code = code();

    assertThatThrownBy(() -> provider.consent().exchange(code, "w".repeat(43), BACK))
        .isInstanceOf(Refused.class);
  }

  @Test
  void givesTheNewestRefreshTokenEachTime() {
    var first = provider.consent().exchange(code(), Browser.VERIFIER, BACK).tokens();

    var second = provider.consent().refresh(first.refreshToken());
    var third = provider.consent().refresh(second.refreshToken());

    assertThat(second.refreshToken()).isNotBlank().isNotEqualTo(first.refreshToken());
    assertThat(third.accessToken()).isNotBlank().isNotEqualTo(second.accessToken());
  }

  @Test
  void saysThatTheUserHasToAgreeAgain() {
    var refresh =
        provider.consent().exchange(code(), Browser.VERIFIER, BACK).tokens().refreshToken();
    Outside.the(MicrosoftTokens.class).revokeAll(address);

    assertThatThrownBy(() -> provider.consent().refresh(refresh))
        .isInstanceOf(ReconnectRequired.class);
    provider.consent().revoke(refresh);
  }

  private String code() {
    var page = provider.consent().authorizationUrl("s1", Browser.challenge(), BACK, address);
    return Browser.code(page, BACK);
  }
}
