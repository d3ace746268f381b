package io.correo.simulator;

import io.correo.simulator.crm.CrmUsers;
import io.correo.simulator.crm.Directory;
import io.correo.simulator.demo.DemoContent;
import io.correo.simulator.demo.DemoMessage;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.MailFiles;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Opens the demo mailboxes before the port opens, so that nobody sees the world half made; then
/// publishes the CRM's records, whose pages are found at the real port.
@Component
class OpenWorld implements InitializingBean {

  private final Mailboxes mailboxes;
  private final CrmUsers users;
  private final Directory directory;
  private final SelfUrl self;
  private final SimulatorSettings settings;
  private final Clock clock;

  OpenWorld(
      Mailboxes mailboxes,
      CrmUsers users,
      Directory directory,
      SelfUrl self,
      SimulatorSettings settings,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.users = users;
    this.directory = directory;
    this.self = self;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void afterPropertiesSet() {
    open("ana@acme.example", Provider.GOOGLE, "ana");
    // Her Outlook speaks Spanish, so that nobody finds folders by their names.
    open("ana@acme-mail.example", Provider.MICROSOFT, "ana").language("es");
    open("bruno@acme.example", Provider.GOOGLE, "bruno");
    open("carla@globex.example", Provider.MICROSOFT, "carla");
    open("diego@globex.example", Provider.GOOGLE, "diego");
    if (settings.demo()) {
      Map<String, String> threads = new HashMap<>();
      new DemoContent().messages(clock).forEach(message -> store(message, threads));
    }
    if (!settings.mail().isBlank()) {
      for (var address : List.of("ana@acme.example", "ana@acme-mail.example")) {
        var ana = mailboxes.find(address);
        if (ana != null) {
          new MailFiles(ana, clock.instant()).load(Path.of(settings.mail()));
        }
      }
    }
  }

  @EventListener(ApplicationStartedEvent.class)
  void publish() {
    if (settings.demo()) {
      new DemoContent(self.root() + "/crm").directory().forEach(directory::put);
    }
  }

  private Mailbox open(String address, Provider provider, String user) {
    var mailbox = mailboxes.open(address, provider);
    var owner = users.find(user);
    mailbox.owner(owner == null ? "" : owner.name());
    return mailbox;
  }

  private void store(DemoMessage message, Map<String, String> threads) {
    var mailbox = mailboxes.find(message.mailbox());
    if (mailbox == null) {
      throw new IllegalStateException("no demo mailbox " + message.mailbox());
    }
    var name = message.mailbox() + " " + message.conversation();
    var content = new Content(message.raw());
    var stored =
        mailbox.add(content, labels(mailbox, message), message.at(), null, threads.get(name));
    threads.putIfAbsent(name, stored.threadId());
  }

  private static List<String> labels(Mailbox mailbox, DemoMessage message) {
    var labels = new ArrayList<String>();
    message.labels().stream().sorted().map(mailbox::labelId).forEach(labels::add);
    if (message.unread()) {
      labels.add(Label.UNREAD);
    }
    if (message.starred() && !labels.contains(Label.STARRED)) {
      labels.add(Label.STARRED);
    }
    return labels;
  }
}
