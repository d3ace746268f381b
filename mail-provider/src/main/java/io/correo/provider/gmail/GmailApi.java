package io.correo.provider.gmail;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.services.gmail.Gmail;
import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import io.correo.provider.ProviderCalls.Call;
import io.correo.provider.ProviderException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// Google's client, one mailbox at a time: the token of the grant, our time-outs, no retries of its
/// own, and failures translated once.
final class GmailApi {
  private final HttpTransport transport = new NetHttpTransport();
  private final WholeJson json;
  private final GoogleSettings settings;
  private final ProviderCalls calls;
  private final Failures failures;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("gmail-deadlines").factory());

  GmailApi(GoogleSettings settings, ProviderCalls calls, Clock clock) {
    this.settings = settings;
    this.calls = calls;
    var limits = settings.limits();
    this.json = new WholeJson(limits.callTimeout(), ContentReader.letters(limits), clock);
    this.failures = new Failures(limits.retryAfter());
    deadlines.setRemoveOnCancelPolicy(true);
  }

  GoogleSettings.Limits limits() {
    return settings.limits();
  }

  GoogleSettings.Costs costs() {
    return settings.costs();
  }

  Failures failures() {
    return failures;
  }

  String pubsubTopic() {
    return settings.pubsubTopic();
  }

  /// A call that may be made again.
  <T> T read(Grant grant, String name, int units, Ask<T> ask) {
    return make(grant, new Call(name, () -> units, true), () -> request(grant, ask).execute());
  }

  /// A call that must not be made twice.
  <T> T once(Grant grant, String name, int units, Ask<T> ask) {
    return make(grant, new Call(name, () -> units, false), () -> request(grant, ask).execute());
  }

  /// The answer as it comes. The caller closes it.
  <T> HttpResponse stream(Grant grant, String name, int units, Ask<T> ask) {
    return make(
        grant, new Call(name, () -> units, true), () -> request(grant, ask).executeUnparsed());
  }

  /// Several calls at once, each with an answer of its own. What Google puts off is asked again;
  /// whatever else goes wrong with one of them stays its own affair.
  ///
  /// @param asks by the name the answer is known by
  <T> Map<String, Answer<T>> batch(
      Grant grant, String name, int unitsEach, Map<String, Ask<T>> asks) {
    var pending = new LinkedHashMap<>(asks);
    var answers = new HashMap<String, Answer<T>>();
    while (!pending.isEmpty()) {
      calls.make(
          grant,
          new Call(name, () -> unitsEach * Math.min(pending.size(), limits().batch()), true),
          () -> Batch.run(this, grant, name, pending, answers));
    }
    return answers;
  }

  Deadline deadline() {
    return new Deadline(deadlines, limits().callTimeout());
  }

  Gmail client(Grant grant) {
    return new Gmail.Builder(transport, json, initializer(grant))
        .setRootUrl(settings.rootUrl().toString())
        .setServicePath("")
        .setBatchPath("batch/gmail/v1")
        .setApplicationName("Correo")
        .setSuppressAllChecks(true)
        .build();
  }

  HttpRequestInitializer initializer(Grant grant) {
    var token =
        switch (grant) {
          case Grant.UserConsent consent -> consent.accessToken();
        };
    return (HttpRequest request) -> {
      request.getHeaders().setAuthorization("Bearer " + token);
      request.setConnectTimeout((int) limits().connectTimeout().toMillis());
      request.setReadTimeout((int) limits().readTimeout().toMillis());
      request.setNumberOfRetries(0);
      request.setLoggingEnabled(false);
      request.setCurlLoggingEnabled(false);
    };
  }

  private <T> AbstractGoogleClientRequest<T> request(Grant grant, Ask<T> ask) throws IOException {
    return ask.of(client(grant).users(), grant.account());
  }

  private <T> T make(Grant grant, Call call, Exchange<T> exchange) {
    return calls.make(
        grant,
        call,
        () -> {
          try {
            return exchange.run();
          } catch (IOException | IllegalArgumentException failure) {
            throw failures.translate(call.name(), failure);
          }
        });
  }

  /// Writes one request.
  @FunctionalInterface
  interface Ask<T> {
    AbstractGoogleClientRequest<T> of(Gmail.Users users, String account) throws IOException;
  }

  /// What came of one call of a batch.
  sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Failed<T>(ProviderException why) implements Answer<T> {}
  }

  private interface Exchange<T> {
    T run() throws IOException;
  }
}
