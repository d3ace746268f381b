package io.correo.compose.send;

import io.correo.events.Capabilities;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.MailConsent;
import io.correo.provider.MailContents;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSender;
import io.correo.provider.MailSource;
import io.correo.provider.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A provider that lives on while processes die: what it accepted, it did.
final class MemoryProvider {
  final Map<String, OutgoingMessage> drafts = new ConcurrentHashMap<>();
  final Map<String, OutgoingMessage> sent = new ConcurrentHashMap<>();
  final List<OutgoingMessage> delivered = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();

  synchronized MailSender.Draft create(OutgoingMessage message) {
    var ref = "draft-" + ids.incrementAndGet();
    drafts.put(ref, message);
    return new MailSender.Draft(ref, "m" + ids.incrementAndGet(), "t-" + ref);
  }

  synchronized MailSender.Sent send(String draftRef) {
    var message = drafts.remove(draftRef);
    if (message == null) throw new io.correo.provider.ProviderException.Gone("no such draft");
    delivered.add(message);
    sent.put("sent-" + draftRef, message);
    return new MailSender.Sent("sent-" + draftRef, "t-" + draftRef);
  }

  /// The provider as one process sees it.
  MailProvider through(Fuse fuse) {
    return new Seen(fuse);
  }

  private final class Seen implements MailProvider, MailSender {
    private final Fuse fuse;

    Seen(Fuse fuse) {
      this.fuse = fuse;
    }

    @Override
    public Draft create(Grant grant, OutgoingMessage message) {
      fuse.point();
      var made = MemoryProvider.this.create(message);
      fuse.point();
      return made;
    }

    @Override
    public Draft update(Grant grant, String draftRef, OutgoingMessage message) {
      fuse.point();
      if (drafts.replace(draftRef, message) == null) {
        throw new io.correo.provider.ProviderException.Gone("no such draft");
      }
      fuse.point();
      return new Draft(draftRef, "m" + ids.incrementAndGet(), "t-" + draftRef);
    }

    @Override
    public void delete(Grant grant, String draftRef) {
      drafts.remove(draftRef);
    }

    @Override
    public Sent send(Grant grant, String draftRef) {
      fuse.point();
      var result = MemoryProvider.this.send(draftRef);
      fuse.point();
      return result;
    }

    @Override
    public Look look(Grant grant, String draftRef) {
      fuse.point();
      return drafts.containsKey(draftRef)
          ? new Look.NotSent(new Draft(draftRef, "m", "t-" + draftRef))
          : new Look.Consumed();
    }

    @Override
    public @Nullable Draft findDraft(Grant grant, String mark) {
      fuse.point();
      return drafts.entrySet().stream()
          .filter(d -> mark.equals(d.getValue().marks().get(OutgoingMessage.DRAFT_MARK)))
          .map(d -> new Draft(d.getKey(), "m", "t-" + d.getKey()))
          .findFirst()
          .orElse(null);
    }

    @Override
    public @Nullable Sent findSent(Grant grant, String mark, @Nullable String threadRef) {
      fuse.point();
      return sent.entrySet().stream()
          .filter(s -> mark.equals(s.getValue().marks().get(OutgoingMessage.SEND_MARK)))
          .map(s -> new Sent(s.getKey(), "t"))
          .findFirst()
          .orElse(null);
    }

    @Override
    public @Nullable Draft draftOf(Grant grant, String messageRef) {
      return null;
    }

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public MailSender sender() {
      return this;
    }

    @Override
    public Capabilities capabilities() {
      throw new UnsupportedOperationException();
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
    public MailActions actions() {
      throw new UnsupportedOperationException();
    }

    @Override
    public MailContents contents() {
      throw new UnsupportedOperationException();
    }
  }
}
