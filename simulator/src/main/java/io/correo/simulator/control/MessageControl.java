package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.PostOffice;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.mail.StoredMessage;
import io.correo.simulator.microsoft.FolderNames;
import io.correo.simulator.microsoft.ItemIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/_sim/mailboxes/{address}/messages`: mail arrives, the truth is told, and users act in Gmail or
/// Outlook itself.
@RestController
class MessageControl {

  private final Mailboxes mailboxes;
  private final PostOffice post;

  MessageControl(Mailboxes mailboxes, PostOffice post) {
    this.mailboxes = mailboxes;
    this.post = post;
  }

  /// The body is read as it is, whatever the content type says.
  @PostMapping("/_sim/mailboxes/{address}/messages")
  void arrive(
      @PathVariable String address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var stored = post.arrive(mailbox(address), new Content(Wire.body(request)));
    var id = id(mailbox(address), stored);
    Wire.answer(response, 201, Map.of("id", id, "threadId", stored.threadId()));
  }

  @GetMapping("/_sim/mailboxes/{address}/messages")
  void truth(@PathVariable String address, HttpServletResponse response) throws IOException {
    var mailbox = mailbox(address);
    var items = new ArrayList<Object>();
    for (var message : mailbox.list(Set.of(), _ -> true, null, Integer.MAX_VALUE)) {
      items.add(json(mailbox, message));
    }
    Wire.answer(response, 200, Map.of("items", items));
  }

  @GetMapping("/_sim/mailboxes/{address}/messages/{id}")
  void raw(@PathVariable String address, @PathVariable String id, HttpServletResponse response)
      throws IOException {
    response.setContentType("message/rfc822");
    response.getOutputStream().write(message(mailbox(address), id).content().raw());
  }

  private static Map<String, Object> json(Mailbox mailbox, StoredMessage message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id(mailbox, message));
    json.put("threadId", message.threadId());
    json.put("subject", message.content().subject());
    json.put("messageId", message.content().messageId());
    json.put("date", message.date().toString());
    if (mailbox.provider() == Provider.MICROSOFT) {
      json.put("folder", FolderNames.role(mailbox, message.folder()));
    } else {
      json.put("labels", message.labels().stream().map(mailbox::labelPath).toList());
    }
    json.put("unread", message.has(Label.UNREAD));
    json.put("starred", message.has(Label.STARRED));
    json.put("draft", message.has(Label.DRAFT));
    return json;
  }

  /// As the provider's API names it; in Outlook the id that stays.
  static String id(Mailbox mailbox, StoredMessage message) {
    return mailbox.provider() == Provider.MICROSOFT
        ? ItemIds.immutable(mailbox, message.id())
        : message.id();
  }

  @PatchMapping("/_sim/mailboxes/{address}/messages/{id}")
  void change(
      @PathVariable String address,
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var mailbox = mailbox(address);
    var message = message(mailbox, id);
    var body = Body.of(request);
    var add = new ArrayList<String>();
    var remove = new ArrayList<String>();
    if (body.node().has("labels")) {
      ids(mailbox, body.list("labels")).forEach(add::add);
      message.labels().stream().filter(label -> !add.contains(label)).forEach(remove::add);
    }
    add.addAll(ids(mailbox, body.list("addLabels")));
    remove.addAll(ids(mailbox, body.list("removeLabels")));
    flag(body.flag("unread"), Label.UNREAD, add, remove);
    flag(body.flag("starred"), Label.STARRED, add, remove);
    flag(body.flag("trash"), Label.TRASH, add, remove);
    if (add.contains(Label.TRASH)) {
      remove.add(Label.INBOX);
    }
    boolean outlook = mailbox.provider() == Provider.MICROSOFT;
    if (outlook && message.has(Label.TRASH) && Boolean.FALSE.equals(body.flag("trash"))) {
      // It must lie somewhere; Outlook's own undo is the inbox for all this knows.
      add.add(Label.INBOX);
    }
    if (body.node().has("folder")) {
      add.add(folder(mailbox, body.text("folder", "")));
    }
    add.removeAll(remove);
    var now = mailbox.relabel(message.id(), add, remove);
    Wire.answer(response, 200, json(mailbox, now == null ? message : now));
  }

  /// By role, by Outlook's own name, or by path; a path nobody has is made.
  private static String folder(Mailbox mailbox, String word) {
    if (mailbox.provider() != Provider.MICROSOFT || word.isBlank()) {
      throw Refusal.invalid("folder names one in an Outlook mailbox");
    }
    var place = FolderNames.place(mailbox, word);
    return place == null ? mailbox.labelId(word) : place;
  }

  private static List<String> ids(Mailbox mailbox, List<String> names) {
    return names.stream().map(mailbox::labelId).toList();
  }

  private static void flag(
      @Nullable Boolean wanted, String label, List<String> add, List<String> remove) {
    if (wanted != null) {
      (wanted ? add : remove).add(label);
      (wanted ? remove : add).remove(label);
    }
  }

  @DeleteMapping("/_sim/mailboxes/{address}/messages/{id}")
  void delete(@PathVariable String address, @PathVariable String id, HttpServletResponse response) {
    var mailbox = mailbox(address);
    if (!mailbox.remove(message(mailbox, id).id())) {
      throw Refusal.notFound(id);
    }
    response.setStatus(204);
  }

  private Mailbox mailbox(String address) {
    return mailbox(mailboxes, address);
  }

  static Mailbox mailbox(Mailboxes mailboxes, String address) {
    var mailbox = mailboxes.find(address);
    if (mailbox == null) {
      throw Refusal.notFound(address);
    }
    return mailbox;
  }

  static StoredMessage message(Mailbox mailbox, String id) {
    var message =
        mailbox.provider() == Provider.MICROSOFT ? ItemIds.message(mailbox, id) : mailbox.find(id);
    if (message == null) {
      throw Refusal.notFound(id);
    }
    return message;
  }
}
