package io.correo.sync.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenVaultTest {
  private static final String OLD = key("the key of last year");
  private static final String NEW = key("the key of this year");

  @Test
  void opensASecretWhereItBelongsAndNowhereElse() {
    var vault = vault(OLD);
    var closed = vault.close("1//refresh", "acme", "mb_1", "refresh");

    assertThat(vault.open(closed, "acme", "mb_1", "refresh")).isEqualTo("1//refresh");
    assertThat(new String(closed.getData(), StandardCharsets.ISO_8859_1)).doesNotContain("1//");
    assertThatThrownBy(() -> vault.open(closed, "globex", "mb_1", "refresh"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.open(closed, "acme", "mb_1", "access"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void opensWhatAnOlderKeyClosed() {
    var closed = vault(OLD).close("1//refresh", "mb_1");

    assertThat(vault(NEW + "," + OLD).open(closed, "mb_1")).isEqualTo("1//refresh");
    assertThatThrownBy(() -> vault(NEW).open(closed, "mb_1"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static TokenVault vault(String keys) {
    return new TokenVault(settings(keys));
  }

  static GrantSettings settings(String keys) {
    return new GrantSettings(
        keys,
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        Map.of("google", new GrantSettings.Limit(6000, 200, 20, 600_000)),
        new GrantSettings.Shares(70, 20, 10, 20));
  }

  static String key(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
