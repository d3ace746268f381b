package io.correo.sync.census;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefSetTest {
  @Test
  void knowsWhatItWasGivenHoweverMuch() {
    var refs = new RefSet();
    for (var i = 0; i < 10_000; i++) assertThat(refs.add("ref" + i)).isTrue();

    assertThat(refs.add("ref17")).isFalse();
    assertThat(refs.size()).isEqualTo(10_000);
    for (var i = 0; i < 10_000; i++) assertThat(refs.contains("ref" + i)).isTrue();
    assertThat(refs.contains("other")).isFalse();
  }
}
