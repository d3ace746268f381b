package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.provider.MailConsent.Consented;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.simulated.Browser;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// Consent from the first page to its end.
class GmailConsentTest {
  private static final URI BACK = URI.create("http://localhost:8080/oauth/google");
  private final GmailProvider provider = SimulatedGoogle.provider();
  private final String address = new SimulatedMailbox().grant().account();

  @Test
  void asksForAllItNeedsAndForAWayToComeBack() {
    var url = provider.consent().authorizationUrl("s 1", Browser.challenge(), BACK, address);

    assertThat(url.getRawQuery())
        .contains("access_type=offline")
        .contains("prompt=consent")
        .contains("code_challenge_method=S256")
        .contains("state=s+1")
        .contains("login_hint=");
    assertThat(url.getQuery()).contains("https://mail.google.com/");
  }

  @Test
  void redeemsACodeOnce() {
    var code = code();

    var consented = provider.consent().exchange(code, Browser.VERIFIER, BACK);

    assertThat(consented.address()).isEqualTo(address);
    assertThat(consented.account()).isEqualTo(address);
    assertThat(consented.tokens().refreshToken()).isNotBlank();
    assertThat(consented.tokens().expiresIn()).isPositive();
    assertThat(consented.toString()).doesNotContain(consented.tokens().accessToken());
    assertThatThrownBy(() -> provider.consent().exchange(code, Browser.VERIFIER, BACK))
        .isInstanceOf(Refused.class);
  }

  @Test
  void redeemsNoCodeWithoutItsProof() {
    var code = code();

    assertThatThrownBy(() -> provider.consent().exchange(code, "w".repeat(43), BACK))
        .isInstanceOf(Refused.class);
  }

  @Test
  void getsNewTokensUntilTheGrantIsGivenBack() {
    var refresh = consented().tokens().refreshToken();

    assertThat(provider.consent().refresh(refresh).accessToken()).isNotBlank();

    provider.consent().revoke(refresh);
    provider.consent().revoke(refresh);
    assertThatThrownBy(() -> provider.consent().refresh(refresh))
        .isInstanceOf(ReconnectRequired.class);
  }

  private Consented consented() {
    return provider.consent().exchange(code(), Browser.VERIFIER, BACK);
  }

  private String code() {
    var page = provider.consent().authorizationUrl("s1", Browser.challenge(), BACK, address);
    return Browser.code(page, BACK);
  }
}
