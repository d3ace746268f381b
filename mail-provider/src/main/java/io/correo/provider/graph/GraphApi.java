package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import io.correo.provider.ProviderCalls.Call;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Every request to Graph, handed over as an attempt. A request costs 1; so does each one inside a
/// batch.
final class GraphApi {
  private final GraphHttp http;
  private final Batch batch;
  private final ProviderCalls calls;
  private final MicrosoftSettings settings;
  private final Links links;

  GraphApi(MicrosoftSettings settings, ProviderCalls calls) {
    this.settings = settings;
    this.calls = calls;
    var root = settings.rootUrl().toString().replaceAll("/+$", "");
    this.links = new Links(root);
    this.http = new GraphHttp(root, settings.limits());
    this.batch = new Batch(http, settings.limits().batch());
  }

  MicrosoftSettings.Limits limits() {
    return settings.limits();
  }

  /// Whether the follow-up flag is the star.
  boolean starByFlag() {
    return settings.starByFlag();
  }

  /// A link of Graph's as the target of a request.
  String relative(String link) {
    return links.relative(link);
  }

  /// A request that may be made again.
  <T> T read(Grant grant, String name, Ask ask, Class<T> type) {
    return make(grant, name, true, () -> http.json(grant, name, ask, type));
  }

  /// A request that must not be made twice.
  <T> T once(Grant grant, String name, Ask ask, Class<T> type) {
    return make(grant, name, false, () -> http.json(grant, name, ask, type));
  }

  /// Something to be done that may be done again.
  void repeatably(Grant grant, String name, Ask ask) {
    make(grant, name, true, done(grant, name, ask));
  }

  /// Something to be done that must not be done twice.
  void once(Grant grant, String name, Ask ask) {
    make(grant, name, false, done(grant, name, ask));
  }

  /// The caller closes it.
  InputStream bytes(Grant grant, String name, Ask ask) {
    return make(grant, name, true, () -> http.bytes(grant, name, ask));
  }

  /// A range of an upload. One whose answer was lost is not put again where it arrived.
  void range(Grant grant, URI upload, byte[] bytes, int length, long first, long whole) {
    var name = "attachments.upload";
    var tried = new boolean[1];
    make(
        grant,
        name,
        true,
        () -> {
          if (tried[0] && Ranges.has(http.upload(name, upload), first + length)) return true;
          tried[0] = true;
          http.range(name, upload, bytes, length, first, whole);
          return true;
        });
  }

  /// Several requests at once, each with an answer of its own. What Graph puts off is asked again;
  /// whatever else goes wrong with one of them stays its own affair.
  ///
  /// @param asks safe to repeat, by the name the answer is known by
  <T> Map<String, Answer<T>> batch(Grant grant, String name, Map<String, Ask> asks, Class<T> type) {
    var pending = new LinkedHashMap<>(asks);
    var answers = new HashMap<String, Answer<T>>();
    while (!pending.isEmpty()) {
      calls.make(
          grant,
          new Call(name, () -> Math.min(pending.size(), limits().batch()), true),
          () -> batch.run(grant, name, pending, answers, type));
    }
    return answers;
  }

  private Supplier<Boolean> done(Grant grant, String name, Ask ask) {
    return () -> {
      http.done(grant, name, ask);
      return true;
    };
  }

  private <T> T make(Grant grant, String name, boolean repeatable, Supplier<T> attempt) {
    return calls.make(grant, new Call(name, () -> 1, repeatable), attempt);
  }
}
