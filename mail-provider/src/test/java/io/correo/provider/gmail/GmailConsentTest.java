package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.provider.MailConsent.Consented;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Consent from the first page to its end.
class GmailConsentTest {
  private static final URI BACK = URI.create("http://localhost:8080/oauth/google");
  private static final String VERIFIER = "v".repeat(43);
  private final GmailProvider provider = SimulatedGoogle.provider();
  private final String address = new SimulatedMailbox().grant().account();

  @Test
  void asksForAllItNeedsAndForAWayToComeBack() {
    var url = provider.consent().authorizationUrl("s 1", challenge(), BACK, address);

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

    var consented = provider.consent().exchange(code, VERIFIER, BACK);

    assertThat(consented.address()).isEqualTo(address);
    assertThat(consented.account()).isEqualTo(address);
    assertThat(consented.tokens().refreshToken()).isNotBlank();
    assertThat(consented.tokens().expiresIn()).isPositive();
    assertThat(consented.toString()).doesNotContain(consented.tokens().accessToken());
    assertThatThrownBy(() -> provider.consent().exchange(code, VERIFIER, BACK))
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
    return provider.consent().exchange(code(), VERIFIER, BACK);
  }

  /// As the browser does: it follows redirects until it is back.
  private String code() {
    try (var browser = HttpClient.newHttpClient()) {
      var at = provider.consent().authorizationUrl("s1", challenge(), BACK, address);
      for (int hops = 0; hops < 5 && !at.toString().startsWith(BACK.toString()); hops++) {
        var answer =
            browser.send(
                HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.discarding());
        at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
      }
      var code = Pattern.compile("[?&]code=([^&]+)").matcher(at.toString());
      assertThat(code.find()).as(at.toString()).isTrue();
      return java.net.URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String challenge() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
