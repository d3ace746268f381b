package io.correo.provider.gmail;

import com.google.api.client.googleapis.batch.BatchCallback;
import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.json.GoogleJsonErrorContainer;
import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpHeaders;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.gmail.GmailApi.Answer;
import io.correo.provider.gmail.GmailApi.Ask;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/// One HTTP batch (multipart/mixed): each inner call has its own status, and they are answered in
/// order.
final class Batch {
  private Batch() {}

  /// Makes the first pending calls. Moves what is answered from `pending` to `answers`; throws when
  /// the batch as a whole, or what is left of it, has to wait.
  static <T> Integer run(
      GmailApi gmail,
      Grant grant,
      String name,
      Map<String, Ask<T>> pending,
      Map<String, Answer<T>> answers) {
    var outcomes = new LinkedHashMap<String, Answer<T>>();
    var now = pending.entrySet().stream().limit(gmail.limits().batch()).toList();
    try (var deadline = gmail.deadline()) {
      var client = gmail.client(grant);
      var initializer = gmail.initializer(grant);
      var batch =
          client.batch(
              request -> {
                initializer.initialize(request);
                request.setResponseInterceptor(deadline);
              });
      for (var call : now) {
        var request = call.getValue().of(client.users(), grant.account());
        queue(batch, request, new Collected<>(gmail.failures(), name, call.getKey(), outcomes));
      }
      batch.execute();
    } catch (IOException | IllegalArgumentException failure) {
      throw gmail.failures().translate(name, failure);
    } catch (NullPointerException | IndexOutOfBoundsException | NoSuchElementException cut) {
      // How Google's reader of batches says that this was no batch, or only half of one.
      throw gmail.failures().translate(name, cut);
    }
    ProviderException later = null;
    for (var key : now.stream().map(Map.Entry::getKey).toList()) {
      switch (outcomes.get(key)) {
        case Answer.Failed<T>(Throttled why) -> later = why;
        case Answer.Failed<T>(Unavailable why) -> later = why;
        case Answer.Failed<T>(GrantExpired why) -> throw why;
        case Answer<T> answer -> {
          answers.put(key, answer);
          pending.remove(key);
        }
        case null -> later = new Unavailable(name + ": no answer in the batch", null);
      }
    }
    if (later != null) throw later;
    return now.size();
  }

  private static <T> void queue(
      BatchRequest batch, AbstractGoogleClientRequest<T> request, Collected<T> collected)
      throws IOException {
    batch.queue(
        request.buildHttpRequest(),
        request.getResponseClass(),
        GoogleJsonErrorContainer.class,
        collected);
  }

  private record Collected<T>(
      Failures failures, String name, String key, Map<String, Answer<T>> outcomes)
      implements BatchCallback<T, GoogleJsonErrorContainer> {

    @Override
    public void onSuccess(T value, HttpHeaders headers) {
      outcomes.put(key, new Answer.Given<>(value));
    }

    @Override
    public void onFailure(GoogleJsonErrorContainer container, HttpHeaders headers) {
      var error = container == null ? null : container.getError();
      var status = error == null ? 503 : error.getCode();
      outcomes.put(key, new Answer.Failed<>(failures.translate(name, status, error, headers)));
    }
  }
}
