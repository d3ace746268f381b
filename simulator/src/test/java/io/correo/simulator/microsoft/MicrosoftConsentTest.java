package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
class MicrosoftConsentTest {

  private static final String OAUTH = "/microsoft/common/oauth2/v2.0/";
  private static final String BACK = "http://localhost:1/callback";
  // RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator("--simulator.microsoft.old-refresh=300ms");
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  private String address(String name) {
    var address = name + "@consent.example";
    simulator.json(
        "POST",
        "/_sim/mailboxes",
        Map.of("address", address, "provider", "microsoft", "name", "Ana García"));
    return address;
  }

  private String consentUrl(String address) {
    return OAUTH
        + "authorize?response_type=code&client_id=correo-microsoft&state=st%26ate&nonce=n1"
        + "&redirect_uri="
        + RunningSimulator.encode(BACK)
        + "&scope=openid+email+profile+offline_access+Mail.ReadWrite+Mail.Send"
        + "&code_challenge_method=S256&code_challenge="
        + CHALLENGE
        + (address.isEmpty() ? "" : "&login_hint=" + address);
  }

  private String code(String address) {
    var answer = simulator.get(consentUrl(address));
    assertThat(answer.status()).isEqualTo(302);
    var location = URI.create(answer.header("Location"));
    assertThat(location.toString()).startsWith(BACK + "?");
    var query = Wire.query(location.getRawQuery());
    assertThat(query.get("state")).containsExactly("st&ate");
    return query.get("code").getFirst();
  }

  private Answer token(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.putIfAbsent("client_id", "correo-microsoft");
    all.putIfAbsent("client_secret", "correo-microsoft-secret");
    return simulator.form(OAUTH + "token", all);
  }

  private Answer exchange(String code, String verifier, String redirect) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", redirect,
            "code_verifier", verifier));
  }

  private Answer refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private static String error(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_codes").get(0).isIntegralNumber()).isTrue();
    return answer.json().path("error").asString();
  }

  @Test
  void connectsAMailboxByFollowingRedirects() throws Exception {
    var address = address("follow");

    var answer = exchange(code(address), VERIFIER, BACK).json();

    var identity = SignedJWT.parse(answer.path("id_token").asString());
    var keys = JWKSet.parse(simulator.get("/microsoft/common/discovery/v2.0/keys").text());
    var key = keys.getKeyByKeyId(identity.getHeader().getKeyID()).toRSAKey();
    var claims = identity.getJWTClaimsSet();
    assertThat(identity.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(claims.getStringClaim("preferred_username")).isEqualTo(address);
    assertThat(claims.getStringClaim("email")).isEqualTo(address);
    assertThat(claims.getStringClaim("name")).isEqualTo("Ana García");
    assertThat(claims.getStringClaim("oid")).hasSize(36);
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n1");
    assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.path("scope").asString()).doesNotContain("offline_access");
  }

  @Test
  void rotatesRefreshTokensAndLetsOldOnesLiveAWhile() {
    var first =
        exchange(code(address("rotate")), VERIFIER, BACK).json().path("refresh_token").asString();

    var second = refresh(first).json().path("refresh_token").asString();
    await().until(() -> refresh(first).status() == 400);

    assertThat(second).isNotEqualTo(first);
    assertThat(error(refresh(first))).isEqualTo("invalid_grant");
    assertThat(refresh(second).json().path("refresh_token").asString()).isNotEqualTo(second);
  }

  @Test
  void takesACodeOnceWithItsProofAndItsRedirect() {
    var address = address("proof");
    var code = code(address);

    assertThat(error(exchange(code(address), "x".repeat(43), BACK))).isEqualTo("invalid_grant");
    assertThat(error(exchange(code(address), VERIFIER, BACK + "/"))).isEqualTo("invalid_grant");
    assertThat(exchange(code, VERIFIER, BACK).status()).isEqualTo(200);
    assertThat(error(exchange(code, VERIFIER, BACK))).isEqualTo("invalid_grant");
  }

  @Test
  void endsEverythingWhenConsentIsWithdrawn() {
    var address = address("withdrawn");
    var granted = exchange(code(address), VERIFIER, BACK).json();

    simulator.call("DELETE", "/_sim/tokens/" + address, new byte[0]);

    assertThat(error(refresh(granted.path("refresh_token").asString()))).isEqualTo("invalid_grant");
  }

  @Test
  void showsTheAccountsToChooseFrom() {
    var address = address("choose");

    var page = simulator.get(consentUrl(""));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains(address).contains("error=access_denied");
    assertThat(simulator.get(OAUTH + "authorize?client_id=other").status()).isEqualTo(400);
  }

  @Test
  void refusesAWrongClient() {
    var answer = token(Map.of("grant_type", "refresh_token", "client_secret", "x"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_client");
  }
}
