package io.correo.mailbox.content;

import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.signed.SignedLinks;
import io.correo.mailbox.thread.Access;
import io.correo.mailbox.visibility.Mailboxes;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The words of a message, safe to show.
@RestController
class BodyController {
  private final Viewers viewers;
  private final Access access;
  private final Bodies bodies;
  private final Mailboxes mailboxes;
  private final SignedLinks links;
  private final SafeHtml safeHtml = new SafeHtml();

  BodyController(
      Viewers viewers, Access access, Bodies bodies, Mailboxes mailboxes, SignedLinks links) {
    this.viewers = viewers;
    this.access = access;
    this.bodies = bodies;
    this.mailboxes = mailboxes;
    this.links = links;
  }

  record Blocked(int remoteImages, int trackers) {}

  record ReadableBody(
      String html,
      String text,
      Blocked blocked,
      List<Warnings.Warning> warnings,
      boolean truncated,
      List<String> problems) {}

  @GetMapping("/api/v1/messages/{id}/body")
  ReadableBody body(
      Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean remoteImages) {
    var viewer = viewers.of(caller);
    var message = access.whole(viewer, new MessageId(id));
    var content = Objects.requireNonNull(message.content());
    var body = bodies.of(message);
    var html = body.html() == null ? new PlainText(body.text()).html() : body.html();
    var safe = safeHtml.clean(html, new Linked(viewer, message, content, remoteImages));
    var text = body.text();
    var problems = new ArrayList<>(content.problems());
    var truncated = body.truncated() || safe.truncated();
    if (truncated) problems.add("The message is longer than what is shown here.");
    return new ReadableBody(
        safe.html(),
        text == null ? Jsoup.parseBodyFragment(safe.html()).wholeText().strip() : text,
        new Blocked(remoteImages ? 0 : safe.remoteImages(), safe.trackers()),
        Warnings.of(content, mailboxes.find(message.mailbox()), safe.mismatched()),
        truncated,
        problems);
  }

  private final class Linked implements SafeHtml.Images {
    private final Viewer viewer;
    private final MailMessage message;
    private final MessageContent content;
    private final boolean remoteImages;

    Linked(Viewer viewer, MailMessage message, MessageContent content, boolean remoteImages) {
      this.viewer = viewer;
      this.message = message;
      this.content = content;
      this.remoteImages = remoteImages;
    }

    @Override
    public @Nullable String inline(String contentId) {
      for (var file : content.attachments()) {
        if (!contentId.equals(file.contentId())) continue;
        var path = "/api/v1/messages/" + message.id() + "/attachments/" + file.id();
        return links.sign(viewer, path, "") + "&inline=1";
      }
      return null;
    }

    @Override
    public @Nullable String remote(String url) {
      return remoteImages ? ImageLinks.through(links, viewer, message.id(), url) : null;
    }
  }
}
