package io.correo.simulator.demo;

import io.correo.events.DirectoryRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the local system starts with: about 300 messages in five mailboxes of two tenants, and the
/// CRM records they belong to. Companies and people are invented; every address ends in `.example`.
public final class DemoContent {
  private final Resources resources = new Resources();
  private final String crmUrl;

  /// Records whose pages are those of the CRM on its default local address.
  public DemoContent() {
    this("http://localhost:9090/crm");
  }

  /// @param crmUrl where the CRM's own pages stand, without a slash at the end
  public DemoContent(String crmUrl) {
    this.crmUrl = crmUrl;
  }

  /// The copies in every mailbox, oldest first, dated back from the clock; none in the future. The
  /// same clock gives the same bytes.
  public List<DemoMessage> messages(Clock clock) {
    var cast = new Cast(directoryFile());
    var days = new WorkingDays(clock);
    var messages = new ArrayList<>(new Specimens(resources).messages(days));
    // In parallel, because the start waits for it; the order of the files stays.
    resources.map("conversations.yaml").texts("files").parallelStream()
        .flatMap(file -> resources.list("conversations/" + file).stream())
        .flatMap(script -> new Conversation(script, cast, days, resources).play().stream())
        .forEachOrdered(messages::add);
    messages.sort(Comparator.comparing(DemoMessage::at));
    return List.copyOf(messages);
  }

  /// Accounts with their contacts, deals and users of both tenants.
  public List<DirectoryRecord> directory() {
    return new Directory(directoryFile(), crmUrl).records();
  }

  private Node directoryFile() {
    return resources.map("directory.yaml");
  }
}
