package io.correo.provider.gmail;

import io.correo.events.Capabilities;
import io.correo.events.Capabilities.AttachmentLimits;
import io.correo.provider.MailActions;
import io.correo.provider.MailConsent;
import io.correo.provider.MailContents;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSender;
import io.correo.provider.MailSource;
import io.correo.provider.ProviderCalls;
import java.time.Clock;

/// Gmail and Google Workspace mailboxes. Thread-safe; one for the whole process.
public final class GmailProvider implements MailProvider {
  /// As it stands on the wire.
  public static final String NAME = "google";

  private final Capabilities capabilities;
  private final MailConsent consent;
  private final MailSource source;
  private final MailActions actions;
  private final MailContents contents;
  private final MailSender sender;

  /// @param calls paces and repeats the calls; [ProviderCalls#DIRECT] makes each once, at once
  public GmailProvider(GoogleSettings settings, ProviderCalls calls, Clock clock) {
    var limits = settings.limits();
    var gmail = new GmailApi(settings, calls, clock);
    var bytes = new GmailContents(gmail);
    var drafts = new Drafts(gmail);
    var reading = new MessageReading(gmail, new ContentReader(limits, bytes), drafts);
    capabilities =
        new Capabilities(
            true,
            true,
            true,
            true,
            new AttachmentLimits(limits.attachmentBytes(), limits.blockedExtensions()),
            limits.recipients());
    consent = new GmailConsent(settings.oauth(), limits);
    source = new GmailSource(gmail, reading);
    actions = new GmailActions(gmail);
    contents = bytes;
    sender = new GmailSender(gmail, drafts, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public MailConsent consent() {
    return consent;
  }

  @Override
  public MailSource source() {
    return source;
  }

  @Override
  public MailActions actions() {
    return actions;
  }

  @Override
  public MailContents contents() {
    return contents;
  }

  @Override
  public MailSender sender() {
    return sender;
  }
}
