package io.correo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private final List<Measure> known = Benchmarks.measures(Clock.systemUTC());

  @Test
  void takesAllMeasuresWhenNoneIsNamed() {
    var arguments = Arguments.parse(known);

    assertThat(arguments.measures()).isEqualTo(known);
    assertThat(arguments.extent()).isEqualTo(Extent.FULL);
  }

  @Test
  void takesTheNamedMeasuresInTheirOrder() {
    var arguments = Arguments.parse(known, "g", "--short", "b");

    assertThat(arguments.measures()).extracting(Measure::id).containsExactly("g", "b");
    assertThat(arguments.extent()).isEqualTo(Extent.SHORT);
  }

  @Test
  void namesTheMeasuresThereAreWhenOneIsUnknown() {
    assertThatThrownBy(() -> Arguments.parse(known, "z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b c d e g i");
  }
}
