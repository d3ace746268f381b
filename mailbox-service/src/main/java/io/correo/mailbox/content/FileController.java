package io.correo.mailbox.content;

import io.correo.events.Attachment;
import io.correo.events.MessageId;
import io.correo.mailbox.grant.Grants;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.thread.Access;
import io.correo.service.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Files of messages, and messages as files: streamed from the provider, by a signed link or a
/// token.
@RestController
@RequestMapping("/api/v1/messages/{id}")
class FileController {
  private final Requester requester;
  private final Access access;
  private final Grants grants;

  FileController(Requester requester, Access access, Grants grants) {
    this.requester = requester;
    this.access = access;
    this.grants = grants;
  }

  @GetMapping("/attachments/{attachment}")
  void attachment(
      @PathVariable String id,
      @PathVariable String attachment,
      @RequestParam(defaultValue = "false") boolean inline,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var message = message(request, id);
    var file =
        files(message).stream()
            .filter(f -> f.id().value().equals(attachment))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("attachment"));
    var bytes = open(message, file);
    var download = new Download(response);
    download.head(file.name(), file.type(), inline);
    download.copy(bytes);
  }

  @GetMapping("/raw")
  void raw(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var message = message(request, id);
    var ref = ref(message);
    var bytes =
        grants.use(message.mailbox(), (provider, grant) -> provider.contents().raw(grant, ref));
    var download = new Download(response);
    download.head(id + ".eml", "message/rfc822", false);
    download.copy(bytes);
  }

  @GetMapping("/attachments.zip")
  void zip(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var message = message(request, id);
    var files = files(message).stream().filter(file -> !file.inline()).toList();
    if (files.isEmpty()) throw Problem.notFound("attachment");
    // Before the answer begins, while a problem can still be told.
    var first = open(message, files.getFirst());
    new Download(response).head("attachments.zip", "application/zip", false);
    var names = new HashSet<String>();
    var zip = new ZipOutputStream(response.getOutputStream());
    for (var file : files) {
      try (var bytes = file == files.getFirst() ? first : open(message, file)) {
        zip.putNextEntry(new ZipEntry(unique(Download.fileName(file.name()), names)));
        if (!Download.copy(bytes, zip)) return;
        zip.closeEntry();
      }
    }
    zip.finish();
  }

  private MailMessage message(HttpServletRequest request, String id) {
    return access.whole(requester.of(request), new MessageId(id));
  }

  private InputStream open(MailMessage message, Attachment file) {
    var ref = ref(message);
    return grants.use(
        message.mailbox(),
        (provider, grant) -> provider.contents().attachment(grant, ref, file.part()));
  }

  private static List<Attachment> files(MailMessage message) {
    return Objects.requireNonNull(message.content()).attachments();
  }

  private static String ref(MailMessage message) {
    return Objects.requireNonNull(message.ref());
  }

  private static String unique(String name, Set<String> taken) {
    var dot = name.lastIndexOf('.');
    var stem = dot > 0 ? name.substring(0, dot) : name;
    var extension = dot > 0 ? name.substring(dot) : "";
    var free = name;
    for (var n = 2; !taken.add(free); n++) free = stem + " (" + n + ")" + extension;
    return free;
  }
}
