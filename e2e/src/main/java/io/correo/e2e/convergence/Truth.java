package io.correo.e2e.convergence;

import io.correo.e2e.client.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the provider has in one mailbox.
public record Truth(List<Message> messages) {
  private static final Set<String> OUTLOOK = Set.of("inbox", "sent", "trash", "archive", "spam");

  /// @param id at the provider
  /// @param roles as the API names them
  public record Message(
      String id,
      String subject,
      Set<String> roles,
      boolean unread,
      boolean starred,
      boolean draft) {}

  /// The message with this id at the provider; null when there is none.
  public @Nullable Message find(String id) {
    return messages.stream().filter(it -> it.id().equals(id)).findFirst().orElse(null);
  }

  public static Truth of(World world, String address) {
    var messages = new ArrayList<Message>();
    for (var item : world.truth(address)) messages.add(message(item));
    return new Truth(List.copyOf(messages));
  }

  private static Message message(JsonNode item) {
    return new Message(
        item.path("id").asString(),
        item.path("subject").asString(""),
        item.has("folder") ? rolesOfFolder(item) : rolesOfLabels(item),
        item.path("unread").asBoolean(),
        item.path("starred").asBoolean(),
        item.path("draft").asBoolean());
  }

  /// Gmail's system labels as roles; what none of them holds is archived.
  private static Set<String> rolesOfLabels(JsonNode item) {
    var labels = new TreeSet<String>();
    item.path("labels").forEach(label -> labels.add(label.asString()));
    var roles = new TreeSet<String>();
    if (labels.contains("INBOX")) roles.add("inbox");
    if (labels.contains("SENT")) roles.add("sent");
    if (labels.contains("DRAFT")) roles.add("drafts");
    if (labels.contains("TRASH")) roles.add("trash");
    if (labels.contains("SPAM")) roles.add("spam");
    if (roles.isEmpty()) roles.add("archive");
    if (labels.contains("STARRED")) roles.add("starred");
    return roles;
  }

  /// Outlook's one folder: a role, or the path of a folder of the user's own, which is none. A
  /// draft is one wherever it lies.
  private static Set<String> rolesOfFolder(JsonNode item) {
    var roles = new TreeSet<String>();
    var folder = item.path("folder").asString("");
    if (OUTLOOK.contains(folder)) roles.add(folder);
    if (item.path("draft").asBoolean()) roles.add("drafts");
    return roles;
  }
}
