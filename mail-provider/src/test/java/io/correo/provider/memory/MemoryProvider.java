package io.correo.provider.memory;

import io.correo.events.Capabilities;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.MailConsent;
import io.correo.provider.MailContents;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSender;
import io.correo.provider.MailSource;
import io.correo.provider.ProviderException.Gone;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// One mailbox, whoever asks.
final class MemoryProvider implements MailProvider, MailContents {
  private final MemoryMailbox mailbox;

  MemoryProvider(MemoryMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Capabilities capabilities() {
    var limits = new Capabilities.AttachmentLimits(1_000_000, Set.of());
    return new Capabilities(true, true, true, true, limits, 100);
  }

  @Override
  public MailConsent consent() {
    throw new UnsupportedOperationException("memory asks nobody");
  }

  @Override
  public MailSource source() {
    return new MemorySource(mailbox);
  }

  @Override
  public MailActions actions() {
    return new MemoryActions(mailbox);
  }

  @Override
  public MailContents contents() {
    return this;
  }

  @Override
  public MailSender sender() {
    return new MemorySender(mailbox);
  }

  @Override
  public InputStream attachment(Grant grant, String ref, String part) {
    mailbox.call();
    var files = mailbox.find(ref).files();
    var number = Integer.parseInt(part);
    if (number >= files.size()) throw new Gone("no part " + part);
    return new ByteArrayInputStream(files.get(number));
  }

  @Override
  public InputStream raw(Grant grant, String ref) {
    mailbox.call();
    var content = mailbox.find(ref).content();
    var raw = "Subject: %s\r\n\r\n%s".formatted(content.subject(), content.text());
    return new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8));
  }
}
