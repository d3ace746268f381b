package io.correo.compose.draft;

import io.correo.compose.attachment.CountedStream;
import io.correo.events.DraftId;
import io.correo.service.caller.Caller;
import io.correo.service.problem.BodyTooLarge;
import io.correo.service.problem.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Files of a draft: `multipart/form-data` with one part `file`, or the bytes as they are with
/// `?name=`.
@RestController
@RequestMapping("/api/v1/drafts/{id}/attachments")
class DraftFilesController {
  // Boundaries and part headers.
  private static final long ENVELOPE = 16_384;

  private final DraftFiles files;
  private final long most;

  DraftFilesController(
      DraftFiles files, @Value("${spring.servlet.multipart.max-request-size}") DataSize most) {
    this.files = files;
    this.most = most.toBytes();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  DraftView.FileView add(
      Caller caller,
      @PathVariable DraftId id,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String contentId,
      HttpServletRequest request)
      throws IOException {
    caller.require(Caller.SEND);
    try {
      return take(caller, id, name, contentId, request);
    } catch (Problem refused) {
      drain(request);
      throw refused;
    }
  }

  // The server closes the connection after some answers, and a client that is still writing then
  // never reads why. So the rest of the file is taken off the wire first, and dropped.
  private void drain(HttpServletRequest request) throws IOException {
    try {
      var rest = new CountedStream(request.getInputStream(), most);
      rest.transferTo(OutputStream.nullOutputStream());
    } catch (CountedStream.TooLong | BodyTooLarge | IllegalStateException endless) {
      // Longer than any file there can be, or read already: nothing more to be polite about.
    }
  }

  private DraftView.FileView take(
      Caller caller,
      DraftId id,
      @Nullable String name,
      @Nullable String contentId,
      HttpServletRequest request)
      throws IOException {
    var type = request.getContentType();
    var length = request.getContentLengthLong();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      files.checkFirst(caller, id, length - ENVELOPE, name);
      return part(caller, id, name, contentId, request);
    }
    if (name == null) throw Problem.invalid("name", "is missing");
    files.checkFirst(caller, id, length, name);
    return DraftView.FileView.of(
        files.add(caller, id, name, type, contentId, request.getInputStream()));
  }

  private DraftView.FileView part(
      Caller caller,
      DraftId id,
      @Nullable String name,
      @Nullable String contentId,
      HttpServletRequest request)
      throws IOException {
    try {
      var part = request.getPart("file");
      if (part == null) throw Problem.invalid("file", "is missing");
      var given = name == null ? part.getSubmittedFileName() : name;
      if (given == null) throw Problem.invalid("file", "has no name");
      try (var bytes = part.getInputStream()) {
        return DraftView.FileView.of(
            files.add(caller, id, given, part.getContentType(), contentId, bytes));
      } finally {
        part.delete();
      }
    } catch (ServletException malformed) {
      throw (Problem) Problem.invalid("file", "is not multipart/form-data").initCause(malformed);
    }
  }

  @DeleteMapping("/{file}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable DraftId id, @PathVariable String file) {
    caller.require(Caller.SEND);
    files.remove(caller, id, file);
  }
}
