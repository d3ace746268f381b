package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.MailSource.Watch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Graph takes one subscription of a kind; what is there already is found again.
class GraphWatchTest {
  private final GraphProvider provider = SimulatedMicrosoft.provider();
  private final OutlookMailbox mailbox = new OutlookMailbox();
  private final URI hook = mailbox.hook();

  @AfterEach
  void stop() {
    provider.source().unwatch(mailbox.grant(), watch(hook, "state", null).id());
  }

  @Test
  void adoptsAWatchThatIsThereThoughItsIdWasLost() {
    var first = watch(hook, "state", null);

    var second = watch(hook, "state", null);

    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void replacesAWatchThatLeadsElsewhere() {
    var elsewhere = URI.create(hook + "/old");
    var old = watch(elsewhere, "state", null);

    var present = watch(hook, "state", null);

    assertThat(present.id()).isNotEqualTo(old.id());
    assertThat(watch(hook, "state", present.id()).id()).isEqualTo(present.id());
  }

  @Test
  void watchesAsLongAsItMay() {
    var hour = SimulatedMicrosoft.provider(Map.of("GRAPH_WATCH_FOR", "60m"));

    var watch = hour.source().watch(mailbox.grant(), hook, "state", null);

    assertThat(watch.expiresAt())
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(61)));
  }

  private Watch watch(URI url, String state, String known) {
    return provider.source().watch(mailbox.grant(), url, state, known);
  }
}
