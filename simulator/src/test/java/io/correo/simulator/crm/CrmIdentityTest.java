package io.correo.simulator.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.Wire;
import java.net.URI;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrmIdentityTest {

  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String AUTHORIZE =
      "/crm/oauth/authorize?response_type=code&client_id=correo-web&state=s"
          + "&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F&code_challenge_method=S256&code_challenge="
          + CHALLENGE;

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  private Answer token(Map<String, String> fields) {
    return simulator.form("/crm/oauth/token", fields);
  }

  private JWTClaimsSet verified(Answer answer) throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var jwt = SignedJWT.parse(answer.json().path("access_token").asString());
    var keys = JWKSet.parse(simulator.get("/crm/oauth/jwks").text());
    var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
    return jwt.getJWTClaimsSet();
  }

  @Test
  void givesAUserATokenWithTenantAndScopes() throws Exception {
    var claims = verified(token(Map.of("grant_type", "password", "username", "olga")));

    assertThat(claims.getIssuer()).isEqualTo(simulator.url() + "/crm");
    assertThat(claims.getAudience()).containsExactly("correo");
    assertThat(claims.getSubject()).isEqualTo("olga");
    assertThat(claims.getStringClaim("tenant")).isEqualTo("acme");
    assertThat(claims.getStringClaim("scope")).isEqualTo("email:read email:send email:admin");
    assertThat(claims.getStringClaim("name")).isEqualTo("Olga Ríos");
    assertThat(claims.getStringClaim("locale")).isEqualTo("es");
  }

  @Test
  void describesItselfAtItsRealPort() {
    var answer = simulator.get("/crm/.well-known/openid-configuration").json();

    assertThat(answer.path("issuer").asString()).isEqualTo(simulator.url() + "/crm");
    assertThat(answer.path("jwks_uri").asString()).startsWith(simulator.url());
  }

  @Test
  void givesProgramsTheirOwnScopes() throws Exception {
    var services =
        verified(
            token(
                Map.of(
                    "grant_type", "client_credentials",
                    "client_id", "correo-services",
                    "client_secret", "correo-services-secret")));
    var basic = Base64.getEncoder().encodeToString("acme-module:acme-module-secret".getBytes());
    var module =
        verified(
            simulator.form(
                "/crm/oauth/token",
                Map.of("grant_type", "client_credentials"),
                "Authorization",
                "Basic " + basic));

    assertThat(services.getStringClaim("scope")).isEqualTo("email:internal");
    assertThat(services.getClaim("tenant")).isNull();
    assertThat(module.getStringClaim("scope")).isEqualTo("email:read:tenant");
    assertThat(module.getStringClaim("tenant")).isEqualTo("acme");
  }

  @Test
  void signsInByCodeWithProof() throws Exception {
    var answer = simulator.get(AUTHORIZE + "&user=ana");
    assertThat(answer.status()).isEqualTo(302);
    var query = Wire.query(URI.create(answer.header("Location")).getRawQuery());
    assertThat(query.get("state")).containsExactly("s");
    var fields =
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "correo-web",
            "redirect_uri", "http://localhost:1/",
            "code", query.get("code").getFirst(),
            "code_verifier", VERIFIER);

    var granted = token(fields);
    var again = token(fields);
    var refreshed =
        token(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                granted.json().path("refresh_token").asString()));

    assertThat(verified(granted).getSubject()).isEqualTo("ana");
    assertThat(granted.json().has("id_token")).isTrue();
    assertThat(again.json().path("error").asString()).isEqualTo("invalid_grant");
    assertThat(verified(refreshed).getSubject()).isEqualTo("ana");
  }

  @Test
  void showsWhoCanSignInAndPreselectsTheHint() {
    var page = simulator.get(AUTHORIZE + "&login_hint=carla").text();

    assertThat(page).contains("Ana García").contains("value=\"carla\" class=\"chosen\" autofocus");
    assertThat(simulator.get(AUTHORIZE + "&prompt=none").header("Location"))
        .contains("error=login_required");
    assertThat(simulator.get(AUTHORIZE + "&nonce=%22%3E%3Cscript%3E").text())
        .doesNotContain("\"><script>");
  }

  @Test
  void makesTokensNobodyShouldTake() throws Exception {
    var expired =
        verified(token(Map.of("grant_type", "password", "username", "ana", "expires_in", "-60")));
    var foreign =
        verified(token(Map.of("grant_type", "password", "username", "ana", "audience", "other")));

    assertThat(expired.getExpirationTime()).isBefore(new Date());
    assertThat(expired.getIssueTime()).isBefore(expired.getExpirationTime());
    assertThat(foreign.getAudience()).containsExactly("other");
  }

  @Test
  void letsABrowserPageOfAnotherOriginFetchTokens() {
    var answer =
        simulator.form(
            "/crm/oauth/token",
            Map.of("grant_type", "password", "username", "ana"),
            "Origin",
            "http://localhost:8080");

    assertThat(answer.header("Access-Control-Allow-Origin")).isNotEmpty();
  }

  @Test
  void refusesStrangers() {
    assertThat(token(Map.of("grant_type", "password", "username", "nobody")).status())
        .isEqualTo(400);
    assertThat(
            token(
                    Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "acme-module",
                        "client_secret", "guess"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void createsAnAccountWithItsContactOnTheCrmsPage() {
    var form = simulator.get("/crm/accounts/new?name=Nueva+SL&email=eva%40nueva.example").text();
    assertThat(form).contains("value=\"Nueva SL\"").contains("value=\"eva@nueva.example\"");

    var created =
        simulator.form(
            "/crm/accounts/new",
            Map.of("name", "Nueva SL", "contact", "Eva", "email", "eva@nueva.example"));

    assertThat(created.status()).isEqualTo(302);
    var page = simulator.get(created.header("Location"));
    assertThat(page.text()).contains("Nueva SL").contains("Eva");
    var records = simulator.get("/_sim/crm").json().path("items").toString();
    assertThat(records).contains("eva@nueva.example");
  }
}
