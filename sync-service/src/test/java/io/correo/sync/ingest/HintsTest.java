package io.correo.sync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.sync.world.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HintsTest {
  private final Hints hints = World.started().bean(Hints.class);
  private final MailboxId mailbox = MailboxId.random();

  @Test
  void keepsEachNameOnce() {
    hints.keep(mailbox, Set.of("a", "b"));
    hints.keep(mailbox, Set.of("b", "c"));
    hints.keep(MailboxId.random(), Set.of("d"));

    assertThat(names()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void dropsWhatWasReadAndNotWhatWasToldAgainMeanwhile() {
    hints.keep(mailbox, Set.of("a", "b"));
    var read = hints.some(mailbox, 10);
    hints.keep(mailbox, Set.of("b", "c"));

    hints.drop(read);

    assertThat(names()).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void keepsNoMoreThanItsBoundAndStillTellsThoseAnew() {
    var many =
        IntStream.range(0, 1200)
            .mapToObj(i -> "m" + i)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    hints.keep(mailbox, many);
    var read = hints.some(mailbox, 5000);

    hints.keep(mailbox, Set.of("m0", "one too many"));

    assertThat(read).hasSize(1000);
    assertThat(names()).hasSize(1000).doesNotContain("one too many");
    hints.drop(read);
    assertThat(names()).containsExactly("m0");
  }

  @Test
  void forgetsAMailbox() {
    hints.keep(mailbox, Set.of("a"));

    hints.erase(mailbox);

    assertThat(names()).isEmpty();
  }

  private List<String> names() {
    return hints.some(mailbox, 5000).stream().map(Hints.Hint::name).toList();
  }
}
