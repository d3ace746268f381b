package io.correo.gateway.live;

import io.correo.events.MailboxId;
import io.correo.gateway.identity.Visitor;
import io.correo.gateway.live.LiveEvent.Audience;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Hands live events to open pages. Each has an id of this gateway and a running number; who comes
/// back with one gets what it missed, or `reset` when that is no longer known. A page that reads
/// too slowly is cut off, so it holds no memory; it comes back with its last id.
@Component
class LiveFeed {
  private final Memberships memberships;
  private final LiveSettings settings;
  private final String gateway;
  private final Deque<Numbered> remembered = new ArrayDeque<>();
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private long last;

  LiveFeed(Memberships memberships, LiveSettings settings, Clock clock) {
    this.memberships = memberships;
    this.settings = settings;
    // Another start of this gateway remembers nothing of the ids of this one.
    this.gateway = Long.toString(clock.millis(), Character.MAX_RADIX);
  }

  synchronized void publish(LiveEvent event) {
    var numbered = new Numbered(++last, event);
    remembered.addLast(numbered);
    if (remembered.size() > settings.remembered()) remembered.removeFirst();
    listeners.removeIf(listener -> !listener.offer(numbered));
  }

  synchronized int listeners() {
    return listeners.size();
  }

  /// @param lastEventId null for a page that just opened
  Flux<ServerSentEvent<Object>> listen(
      Visitor visitor, Filter filter, @Nullable String lastEventId) {
    return Flux.defer(() -> open(visitor, filter, lastEventId));
  }

  private synchronized Flux<ServerSentEvent<Object>> open(
      Visitor visitor, Filter filter, @Nullable String lastEventId) {
    var listener = new Listener(visitor, filter);
    var first = new ArrayList<ServerSentEvent<Object>>();
    first.add(control("ready"));
    var missed = missedSince(lastEventId);
    if (missed == null) first.add(control("reset"));
    else missed.stream().filter(listener::wants).map(this::sse).forEach(first::add);
    listeners.add(listener);
    return Flux.fromIterable(first).concatWith(listener.events()).doFinally(_ -> forget(listener));
  }

  private synchronized void forget(Listener listener) {
    listeners.remove(listener);
  }

  /// Null when it cannot be told.
  private @Nullable List<Numbered> missedSince(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) return List.of();
    var parts = lastEventId.split("-", 2);
    if (parts.length != 2 || !parts[0].equals(gateway) || !parts[1].matches("\\d{1,18}")) {
      return null;
    }
    var seen = Long.parseLong(parts[1]);
    var oldest = remembered.isEmpty() ? last + 1 : remembered.getFirst().number();
    if (seen < oldest - 1 || seen > last) return null;
    return remembered.stream().filter(event -> event.number() > seen).toList();
  }

  private ServerSentEvent<Object> control(String name) {
    return ServerSentEvent.builder((Object) java.util.Map.of()).event(name).id(id(last)).build();
  }

  private ServerSentEvent<Object> sse(Numbered numbered) {
    var event = numbered.event();
    return ServerSentEvent.builder(event.data())
        .event(event.name())
        .id(id(numbered.number()))
        .build();
  }

  private String id(long number) {
    return gateway + "-" + number;
  }

  private record Numbered(long number, LiveEvent event) {}

  /// What a page asked for.
  ///
  /// @param types names of events; empty for all
  /// @param mailbox null for all of the visitor's
  record Filter(Set<String> types, @Nullable MailboxId mailbox) {
    boolean wants(LiveEvent event) {
      if (!types.isEmpty() && !types.contains(event.name())) return false;
      return mailbox == null
          || switch (event.audience()) {
            case Audience.Members(var id) -> id.equals(mailbox);
            case Audience.Only(_, _, var id) -> id.equals(mailbox);
            case Audience.Everybody _ -> true;
          };
    }
  }

  private final class Listener {
    private final Visitor visitor;
    private final Filter filter;
    private final Sinks.Many<ServerSentEvent<Object>> sink =
        Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(settings.queued()));

    Listener(Visitor visitor, Filter filter) {
      this.visitor = visitor;
      this.filter = filter;
    }

    boolean wants(Numbered numbered) {
      return filter.wants(numbered.event())
          && memberships.hears(visitor, numbered.event().audience());
    }

    /// False when this page is gone or too slow.
    boolean offer(Numbered numbered) {
      if (!wants(numbered)) return true;
      if (sink.tryEmitNext(sse(numbered)).isSuccess()) return true;
      sink.tryEmitComplete();
      return false;
    }

    Flux<ServerSentEvent<Object>> events() {
      return sink.asFlux();
    }
  }
}
