package io.correo.sync.world;

import io.correo.events.Capabilities;
import io.correo.provider.Grant;
import io.correo.provider.MailActions;
import io.correo.provider.MailContents;
import io.correo.provider.MailProvider;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSender;
import io.correo.provider.MailSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Provider of [FolderMailbox]es, beside the real ones.
final class FolderProvider implements MailProvider, BeanPostProcessor {
  private final Map<String, FolderMailbox> mailboxes = new ConcurrentHashMap<>();
  private final FolderConsent consent = new FolderConsent();
  private final MailSource source = new FolderSource(this::of);

  void add(FolderMailbox mailbox) {
    mailboxes.put(mailbox.address, mailbox);
  }

  private FolderMailbox of(Grant grant) {
    return Objects.requireNonNull(mailboxes.get(grant.account()));
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (!(bean instanceof MailProviders real)) return bean;
    var all = new ArrayList<MailProvider>(List.of(this));
    real.all().forEach(all::add);
    return new MailProviders(all);
  }

  @Override
  public String name() {
    return "folders";
  }

  @Override
  public Capabilities capabilities() {
    var files = new Capabilities.AttachmentLimits(1_000_000, Set.of());
    return new Capabilities(false, true, true, true, files, 100);
  }

  @Override
  public FolderConsent consent() {
    return consent;
  }

  @Override
  public MailSource source() {
    return source;
  }

  @Override
  public MailActions actions() {
    throw new UnsupportedOperationException("sync only reads");
  }

  @Override
  public MailContents contents() {
    throw new UnsupportedOperationException("sync only reads");
  }

  @Override
  public MailSender sender() {
    throw new UnsupportedOperationException("sync only reads");
  }
}
