package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Label;
import java.util.List;
import org.springframework.stereotype.Component;

/// Messages are written and changed.
@Component
class DraftMethods implements GraphMethods {

  private final Drafts drafts;

  DraftMethods(Drafts drafts) {
    this.drafts = drafts;
  }

  @Override
  public List<GraphRoute> routes() {
    return List.of(
        GraphRoute.of("POST", "messages", call -> create(call, Label.DRAFTS)),
        GraphRoute.of(
            "POST",
            "mailFolders/{folder}/messages",
            call -> create(call, FolderNames.label(call.mailbox(), call.path("folder")))),
        GraphRoute.of("PATCH", "messages/{message}", this::change));
  }

  private GraphAnswer create(GraphCall call, String folder) {
    var mailbox = call.mailbox();
    boolean mime = Drafts.isMime(call);
    var json = mime ? GraphJson.nothing() : call.json();
    var content = mime ? drafts.mime(call) : drafts.written(mailbox, DraftMail.empty(), json);
    return MessageMethods.entity(call, 201, drafts.store(mailbox, content, json, folder, null));
  }

  private GraphAnswer change(GraphCall call) {
    return MessageMethods.entity(call, 200, drafts.change(call, call.message(), call.json()));
  }
}
