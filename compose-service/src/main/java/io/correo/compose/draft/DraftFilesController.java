package io.correo.compose.draft;

import io.correo.events.DraftId;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

  DraftFilesController(DraftFiles files) {
    this.files = files;
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
