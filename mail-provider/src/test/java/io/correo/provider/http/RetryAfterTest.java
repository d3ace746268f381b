package io.correo.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Duration OTHERWISE = Duration.ofSeconds(5);

  @Test
  void readsSecondsWithAndWithoutDecimals() {
    assertThat(RetryAfter.seconds("2.128", OTHERWISE)).isEqualTo(Duration.ofMillis(2128));
    assertThat(RetryAfter.seconds(" 3 ", OTHERWISE)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void makesNothingOfWhatIsNoNumberOfSeconds() {
    var date = "Wed, 21 Oct 2026 07:28:00 GMT";

    assertThat(RetryAfter.seconds(date, OTHERWISE)).isEqualTo(OTHERWISE);
    assertThat(RetryAfter.seconds("-1", OTHERWISE)).isEqualTo(OTHERWISE);
    assertThat(RetryAfter.seconds("NaN", OTHERWISE)).isEqualTo(OTHERWISE);
  }
}
