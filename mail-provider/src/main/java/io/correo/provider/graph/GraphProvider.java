package io.correo.provider.graph;

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

/// Exchange Online and Outlook mailboxes. Thread-safe; one for the whole process.
public final class GraphProvider implements MailProvider {
  /// As it stands on the wire.
  public static final String NAME = "microsoft";

  private final Capabilities capabilities;
  private final MailConsent consent;
  private final MailSource source;
  private final MailActions actions;
  private final MailContents contents;
  private final MailSender sender;

  /// @param calls paces and repeats the calls; [ProviderCalls#DIRECT] makes each once, at once
  public GraphProvider(MicrosoftSettings settings, ProviderCalls calls, Clock clock) {
    var limits = settings.limits();
    var graph = new GraphApi(settings, calls);
    var folders = new Folders(graph);
    capabilities =
        new Capabilities(
            settings.starByFlag(),
            true,
            true,
            true,
            new AttachmentLimits(limits.attachmentBytes(), limits.blockedExtensions()),
            limits.recipients());
    consent = new GraphConsent(settings.oauth(), limits);
    source = new GraphSource(graph, folders, clock);
    actions = new GraphActions(graph, folders);
    contents = new GraphContents(graph);
    sender = new GraphSender(graph);
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
