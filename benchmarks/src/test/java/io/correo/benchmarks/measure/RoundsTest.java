package io.correo.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Rounds<Double> rounds = new Rounds<>();

  @Test
  void isNotMovedByOneBadRound() {
    for (var round : new double[] {11, 900, 10, 12, 9}) rounds.add(round);

    assertThat(rounds.median(Double::doubleValue)).isEqualTo(11);
    assertThat(rounds.spread("%.0f", Double::doubleValue)).isEqualTo("9…900");
  }

  @Test
  void takesTheMeanOfTheMiddleTwoWhenRoundsAreEven() {
    rounds.add(4.0);
    rounds.add(2.0);

    assertThat(rounds.median(Double::doubleValue)).isEqualTo(3);
  }

  @Test
  void hasNoMedianOfNothing() {
    assertThatThrownBy(() -> rounds.median(Double::doubleValue))
        .isInstanceOf(IllegalStateException.class);
  }
}
