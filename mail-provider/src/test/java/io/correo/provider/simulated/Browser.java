package io.correo.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/// A user who agrees to everything: follows redirects until it is back with a code.
public final class Browser {
  /// What a code is redeemed with.
  public static final String VERIFIER = "v".repeat(43);

  private Browser() {}

  public static String code(URI authorization, URI back) {
    try (var browser = HttpClient.newHttpClient()) {
      var at = authorization;
      for (int hops = 0; hops < 5 && !at.toString().startsWith(back.toString()); hops++) {
        var answer =
            browser.send(
                HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.discarding());
        at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
      }
      var code = Pattern.compile("[?&]code=([^&]+)").matcher(at.toString());
      assertThat(code.find()).as(at.toString()).isTrue();
      return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static String challenge() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
