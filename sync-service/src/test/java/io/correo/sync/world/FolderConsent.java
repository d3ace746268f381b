package io.correo.sync.world;

import io.correo.provider.MailConsent;
import io.correo.provider.ProviderException.ReconnectRequired;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Each refresh gives a new refresh token. The code of a consent is the address.
public final class FolderConsent implements MailConsent {
  private final Map<String, Integer> issued = new ConcurrentHashMap<>();
  private final Map<String, Boolean> dead = new ConcurrentHashMap<>();

  /// Refresh tokens that came, in order.
  public final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();

  private volatile Runnable beforeAnswer = () -> {};

  /// What happens after a token is issued and before we hear of it.
  public void beforeAnswer(Runnable answer) {
    beforeAnswer = answer;
  }

  /// The user takes our access back.
  public void kill(String address) {
    dead.put(address, true);
  }

  @Override
  public URI authorizationUrl(
      String state, String codeChallenge, URI redirectUri, @Nullable String loginHint) {
    return URI.create("http://folders.example/consent?state=" + state);
  }

  @Override
  public Consented exchange(String code, String codeVerifier, URI redirectUri) {
    dead.remove(code);
    return new Consented(tokens(code), code, code);
  }

  @Override
  public Tokens refresh(String refreshToken) {
    asked.add(refreshToken);
    var address = refreshToken.substring(0, refreshToken.indexOf('#'));
    if (dead.containsKey(address)) throw new ReconnectRequired("invalid_grant");
    var tokens = tokens(address);
    beforeAnswer.run();
    return tokens;
  }

  private Tokens tokens(String address) {
    var n = issued.merge(address, 1, Integer::sum);
    return new Tokens(address + "#access" + n, Duration.ofHours(1), address + "#" + n);
  }

  @Override
  public void revoke(String refreshToken) {}
}
