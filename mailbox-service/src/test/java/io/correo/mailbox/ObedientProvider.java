package io.correo.mailbox;

import io.correo.events.Capabilities;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.MailConsent;
import io.correo.provider.MailContents;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSender;
import io.correo.provider.MailSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A provider that does everything it is asked, unless the test says otherwise.
final class ObedientProvider implements MailProvider, MailActions, MailContents {
  record Call(String mailbox, Action action, List<String> refs) {}

  final List<Call> calls = new CopyOnWriteArrayList<>();
  final ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  final AtomicInteger openStreams = new AtomicInteger();
  volatile Function<String, Outcome> outcome = Outcome.Done::new;
  volatile byte[] bytes = new byte[0];
  volatile RuntimeException contentFailure;

  @Override
  public List<Outcome> apply(Grant grant, Action action, List<String> refs) {
    var failure = failures.poll();
    if (failure != null) throw failure;
    calls.add(new Call(grant.mailbox().value(), action, List.copyOf(refs)));
    var outcomes = new ArrayList<Outcome>();
    for (var ref : refs) outcomes.add(outcome.apply(ref));
    return outcomes;
  }

  @Override
  public InputStream attachment(Grant grant, String ref, String part) {
    return opened();
  }

  @Override
  public InputStream raw(Grant grant, String ref) {
    return opened();
  }

  private InputStream opened() {
    if (contentFailure != null) throw contentFailure;
    openStreams.incrementAndGet();
    return new ByteArrayInputStream(bytes) {
      @Override
      public void close() {
        openStreams.decrementAndGet();
      }
    };
  }

  @Override
  public String name() {
    return "google";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        true, true, true, true, new Capabilities.AttachmentLimits(25_000_000, Set.of("exe")), 500);
  }

  @Override
  public MailActions actions() {
    return this;
  }

  @Override
  public MailContents contents() {
    return this;
  }

  @Override
  public MailConsent consent() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MailSource source() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MailSender sender() {
    throw new UnsupportedOperationException();
  }
}
