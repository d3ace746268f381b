package io.correo.provider.graph;

import io.correo.provider.Grant;
import io.correo.provider.MailContents;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.io.InputStream;

/// Bytes out of Graph, which sends them as they are.
final class GraphContents implements MailContents {
  private static final String VALUE = "/$value";
  private final GraphApi graph;

  GraphContents(GraphApi graph) {
    this.graph = graph;
  }

  /// A message within the message comes as RFC 5322. A link to a file elsewhere has no bytes here:
  /// [Refused].
  @Override
  public InputStream attachment(Grant grant, String ref, String part) {
    var target = Targets.attachments(grant, ref) + Ask.path(part);
    try {
      return graph.bytes(grant, "attachments.get", Ask.get(target + VALUE));
    } catch (Refused refused) {
      throw explained(grant, target, refused);
    }
  }

  @Override
  public InputStream raw(Grant grant, String ref) {
    return graph.bytes(grant, "messages.get", Ask.get(Targets.message(grant, ref) + VALUE));
  }

  /// Graph only says that it cannot; what the attachment is says why.
  private RuntimeException explained(Grant grant, String target, Refused refused) {
    if (refused.code().equalsIgnoreCase(Failures.NO_ID)
        || refused.code().equalsIgnoreCase("ErrorInvalidAttachmentId")) {
      return new Gone("The message has no such part.");
    }
    var file =
        graph.read(
            grant,
            "attachments.get",
            Ask.get(target + Ask.query("$select", "id,name,contentType,size")),
            GraphAttachment.class);
    return file.isReference()
        ? new Refused(
            refused.status(),
            "reference-attachment",
            "This is a link to a file that is kept somewhere else; open it there.")
        : refused;
  }
}
