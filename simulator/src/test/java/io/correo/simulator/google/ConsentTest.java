package io.correo.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.Wire;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentTest {

  private static final String BACK = "http://localhost:1/callback";
  // RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  private String address(String name) {
    var address = name + "@consent.example";
    simulator.gmail(address);
    return address;
  }

  private String consentUrl(String address, String more) {
    return "/google/o/oauth2/v2/auth?response_type=code&client_id=correo-google&state=st%26ate"
        + "&redirect_uri="
        + RunningSimulator.encode(BACK)
        + "&scope=openid+email+https://www.googleapis.com/auth/gmail.modify&access_type=offline"
        + "&code_challenge_method=S256&code_challenge="
        + CHALLENGE
        + (address.isEmpty() ? "" : "&login_hint=" + address)
        + more;
  }

  private String code(String address, String more) {
    var answer = simulator.get(consentUrl(address, more));
    assertThat(answer.status()).isEqualTo(302);
    var location = URI.create(answer.header("Location"));
    assertThat(location.toString()).startsWith(BACK + "?");
    var query = Wire.query(location.getRawQuery());
    assertThat(query.get("state")).containsExactly("st&ate");
    return query.get("code").getFirst();
  }

  private Answer token(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("client_id", "correo-google");
    all.put("client_secret", "correo-google-secret");
    return simulator.form("/google/oauth2/token", all);
  }

  private Answer exchange(String code, String verifier) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", BACK,
            "code_verifier", verifier));
  }

  private Answer refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  @Test
  void connectsAMailboxByFollowingRedirects() throws Exception {
    var address = address("follow");

    var answer = exchange(code(address, ""), VERIFIER).json();

    var access = answer.path("access_token").asString();
    var profile =
        simulator.get("/gmail/v1/users/me/profile", "Authorization", "Bearer " + access).json();
    var identity = SignedJWT.parse(answer.path("id_token").asString());
    var keys = JWKSet.parse(simulator.get("/google/oauth2/v3/certs").text());
    assertThat(profile.path("emailAddress").asString()).isEqualTo(address);
    assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.path("refresh_token").asString()).startsWith("1//");
    assertThat(identity.getJWTClaimsSet().getStringClaim("email")).isEqualTo(address);
    assertThat(identity.getJWTClaimsSet().getSubject()).matches("\\d{21}");
    var key = keys.getKeyByKeyId(identity.getHeader().getKeyID()).toRSAKey();
    assertThat(identity.verify(new RSASSAVerifier(key))).isTrue();
  }

  @Test
  void givesARefreshTokenOnFirstConsentOnlyOrWhenAskedAgain() {
    var address = address("first");

    var first = exchange(code(address, ""), VERIFIER).json();
    var second = exchange(code(address, ""), VERIFIER).json();
    var asked = exchange(code(address, "&prompt=consent"), VERIFIER).json();

    assertThat(first.has("refresh_token")).isTrue();
    assertThat(second.has("refresh_token")).isFalse();
    assertThat(asked.has("refresh_token")).isTrue();
  }

  @Test
  void takesACodeOnceAndOnlyWithItsProof() {
    var address = address("proof");
    var wrong = exchange(code(address, ""), "x".repeat(43));
    var code = code(address, "");
    var right = exchange(code, VERIFIER);
    var again = exchange(code, VERIFIER);

    assertThat(wrong.json().path("error").asString()).isEqualTo("invalid_grant");
    assertThat(right.status()).isEqualTo(200);
    assertThat(again.json().path("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void endsEverythingWhenConsentIsWithdrawn() {
    var address = address("withdrawn");
    var granted = exchange(code(address, ""), VERIFIER).json();
    var refresh = granted.path("refresh_token").asString();
    var renewed = refresh(refresh).json().path("access_token").asString();

    simulator.call("DELETE", "/_sim/tokens/" + address, new byte[0]);

    assertThat(refresh(refresh).json().path("error").asString()).isEqualTo("invalid_grant");
    assertThat(
            simulator
                .get("/gmail/v1/users/me/profile", "Authorization", "Bearer " + renewed)
                .status())
        .isEqualTo(401);
    assertThat(exchange(code(address, ""), VERIFIER).json().has("refresh_token")).isTrue();
  }

  @Test
  void revokesByEitherToken() {
    var address = address("revoked");
    var granted = exchange(code(address, ""), VERIFIER).json();

    var revoked =
        simulator.form(
            "/google/oauth2/revoke", Map.of("token", granted.path("access_token").asString()));

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(refresh(granted.path("refresh_token").asString()).status()).isEqualTo(400);
    assertThat(simulator.form("/google/oauth2/revoke", Map.of("token", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void showsTheAccountsToChooseFrom() {
    var address = address("choose");

    var page = simulator.get(consentUrl("", ""));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains(address).contains("error=access_denied");
    assertThat(simulator.get("/google/o/oauth2/v2/auth?client_id=other").status()).isEqualTo(400);
  }

  @Test
  void refusesAWrongClient() {
    var answer =
        simulator.form(
            "/google/oauth2/token",
            Map.of(
                "grant_type", "refresh_token", "client_id", "correo-google", "client_secret", "x"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_client");
  }
}
