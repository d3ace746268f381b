package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.Address;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.graph.GraphMessage.Body;
import io.correo.provider.graph.GraphMessage.Recipient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A draft as it is written to Graph, as a whole: an empty list empties what was there. Graph makes
/// the plain text from the HTML.
///
/// @param internetMessageId Graph keeps ours while it is a draft
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftJson(
    String subject,
    Body body,
    Recipient from,
    List<Recipient> toRecipients,
    List<Recipient> ccRecipients,
    List<Recipient> bccRecipients,
    @Nullable String internetMessageId,
    List<GraphMessage.Property> singleValueExtendedProperties) {

  static DraftJson of(OutgoingMessage message, FilePlan files) {
    return new DraftJson(
        message.subject(),
        new Body("html", message.html()),
        Recipient.of(message.from()),
        recipients(message.to()),
        recipients(message.cc()),
        recipients(message.bcc()),
        message.messageId(),
        properties(message, files));
  }

  /// What we know a draft by and what it answers.
  static List<GraphMessage.Property> properties(OutgoingMessage message, FilePlan files) {
    var properties = new ArrayList<GraphMessage.Property>();
    message.marks().forEach((name, value) -> properties.add(property(Property.mark(name), value)));
    properties.add(property(Property.FILES, files.toString()));
    if (message.inReplyTo() != null) {
      properties.add(property(Property.IN_REPLY_TO, message.inReplyTo()));
    }
    if (!message.references().isEmpty()) {
      properties.add(property(Property.REFERENCES, String.join(" ", message.references())));
    }
    return properties;
  }

  private static GraphMessage.Property property(String id, String value) {
    return new GraphMessage.Property(id, value);
  }

  private static List<Recipient> recipients(List<Address> addresses) {
    return addresses.stream().map(Recipient::of).toList();
  }
}
