package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.correo.provider.Grant;
import io.correo.provider.MailSource.Watch;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Subscriptions to the messages of a mailbox, one per connection.
final class Watches {
  private static final String TARGET = "/subscriptions";
  private static final String CHANGES = "created,updated,deleted";
  private final GraphApi graph;
  private final Clock clock;

  Watches(GraphApi graph, Clock clock) {
    this.graph = graph;
    this.clock = clock;
  }

  Watch watch(Grant grant, URI notificationUrl, String clientState, @Nullable String known) {
    if (known != null) {
      var renewed = renewed(grant, known);
      if (renewed.isPresent()) return renewed.get();
    }
    var wanted =
        new Subscription(
            null,
            CHANGES,
            notificationUrl.toString(),
            notificationUrl + "/lifecycle",
            Targets.messages(grant),
            until(),
            clientState);
    try {
      return create(grant, wanted);
    } catch (Refused refused) {
      if (refused.status() != 409) throw refused;
      return adopt(grant, wanted).orElseThrow(() -> refused);
    }
  }

  void unwatch(Grant grant, String known) {
    try {
      graph.repeatably(grant, "subscriptions.delete", Ask.delete(TARGET + Ask.path(known)));
    } catch (Gone none) {
      // Ending none succeeds.
    } catch (Refused refused) {
      if (refused.status() != 404) throw refused;
    }
  }

  private Watch create(Grant grant, Subscription wanted) {
    // After a lost answer the next try is refused as the second of its kind, and adopts it.
    return watch(
        graph.once(grant, "subscriptions.create", Ask.post(TARGET, wanted), Subscription.class));
  }

  private Optional<Watch> renewed(Grant grant, String id) {
    try {
      return Optional.of(
          watch(
              graph.read(
                  grant,
                  "subscriptions.update",
                  Ask.patch(TARGET + Ask.path(id), Map.of("expirationDateTime", until())),
                  Subscription.class)));
    } catch (Gone expired) {
      return Optional.empty();
    } catch (Refused refused) {
      // What Graph says of a subscription it does not know is no item's "not found".
      if (refused.status() == 404) return Optional.empty();
      throw refused;
    }
  }

  /// The one that is there, if it leads here and carries this state; else a new one in its place.
  private Optional<Watch> adopt(Grant grant, Subscription wanted) {
    var there =
        graph
            .read(grant, "subscriptions.list", Ask.get(TARGET), Subscriptions.class)
            .items()
            .stream()
            .filter(it -> sameResource(it, wanted))
            .findFirst();
    if (there.isEmpty()) return Optional.empty();
    var id = Objects.requireNonNull(there.get().id());
    // A state that is not told is taken for ours: only this application sees its subscriptions.
    var ours =
        Objects.equals(there.get().notificationUrl(), wanted.notificationUrl())
            && (there.get().clientState() == null
                || Objects.equals(there.get().clientState(), wanted.clientState()));
    if (ours) return renewed(grant, id);
    unwatch(grant, id);
    return Optional.of(create(grant, wanted));
  }

  private static boolean sameResource(Subscription one, Subscription other) {
    return resource(one).equalsIgnoreCase(resource(other));
  }

  private static String resource(Subscription subscription) {
    return Objects.requireNonNullElse(subscription.resource(), "").replaceFirst("^/", "");
  }

  private String until() {
    return clock
        .instant()
        .plus(graph.limits().watchFor())
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  private static Watch watch(Subscription subscription) {
    return new Watch(Objects.requireNonNull(subscription.id()), subscription.expiresAt());
  }

  private record Subscriptions(
      @Nullable List<Subscription> value,
      @JsonProperty("@odata.nextLink") @Nullable String nextLink)
      implements GraphPage<Subscription> {}
}
