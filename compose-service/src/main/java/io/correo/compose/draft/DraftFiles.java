package io.correo.compose.draft;

import io.correo.compose.account.Mailboxes;
import io.correo.compose.attachment.CountedStream;
import io.correo.compose.attachment.DraftFile;
import io.correo.compose.attachment.FileLimits;
import io.correo.compose.attachment.Files;
import io.correo.compose.mime.HeaderText;
import io.correo.events.Capabilities.AttachmentLimits;
import io.correo.events.DraftId;
import io.correo.events.UserId;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Files put to a draft, streamed, refused as soon as it is known that the provider would.
@Component
class DraftFiles {
  private static final Pattern TYPE = Pattern.compile("[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}");

  private final DraftEdits edits;
  private final Mailboxes mailboxes;
  private final Files files;

  DraftFiles(DraftEdits edits, Mailboxes mailboxes, Files files) {
    this.edits = edits;
    this.mailboxes = mailboxes;
    this.files = files;
  }

  /// Says no before a byte is read.
  ///
  /// @param announced length the client says; negative when it does not
  /// @param name null when it comes later
  void checkFirst(Caller caller, DraftId id, long announced, @Nullable String name) {
    var draft = edits.require(caller, id);
    var limits = limits(caller, draft);
    if (name != null) FileLimits.checkName(limits, name);
    if (announced > left(draft, limits)) throw FileLimits.tooLarge(limits);
  }

  DraftFile add(
      Caller caller,
      DraftId id,
      String name,
      @Nullable String type,
      @Nullable String contentId,
      InputStream bytes)
      throws IOException {
    var draft = edits.require(caller, id);
    var limits = limits(caller, draft);
    var fileId = "a_" + UUID.randomUUID();
    var bare = FileLimits.checkName(limits, name);
    var shownBy = HeaderText.checkNullable("contentId", contentId);
    try {
      var size = files.store(fileId, id.value(), new CountedStream(bytes, left(draft, limits)));
      var file = new DraftFile(fileId, bare, mediaType(type), size, shownBy != null, shownBy, null);
      edits.write(id, d -> with(d, file, limits), false);
      return file;
    } catch (CountedStream.TooLong tooLong) {
      throw (Problem) FileLimits.tooLarge(limits).initCause(tooLong);
    } catch (Problem refused) {
      files.delete(fileId);
      throw refused;
    }
  }

  // Two files may arrive at once: what fits is said where the draft is written.
  private Draft with(Draft draft, DraftFile file, AttachmentLimits limits) {
    if (file.size() > left(draft, limits)) throw FileLimits.tooLarge(limits);
    var all = new ArrayList<>(draft.files());
    all.add(file);
    return draft.withFiles(all, edits.now());
  }

  void remove(Caller caller, DraftId id, String fileId) {
    edits.require(caller, id);
    edits.write(
        id,
        draft -> {
          var left = draft.files().stream().filter(f -> !f.id().equals(fileId)).toList();
          if (left.size() == draft.files().size()) throw Problem.notFound("attachment");
          return draft.withFiles(left, edits.now());
        },
        false);
    files.delete(fileId);
  }

  private AttachmentLimits limits(Caller caller, Draft draft) {
    return mailboxes
        .require(draft.tenant(), new UserId(caller.subject()), draft.mailbox())
        .capabilities()
        .attachments();
  }

  private static long left(Draft draft, AttachmentLimits limits) {
    return limits.maxBytes() - draft.files().stream().mapToLong(DraftFile::size).sum();
  }

  private static String mediaType(@Nullable String type) {
    var bare = type == null ? "" : type.replaceFirst(";.*$", "").strip();
    return TYPE.matcher(bare).matches()
        ? bare.toLowerCase(java.util.Locale.ROOT)
        : "application/octet-stream";
  }
}
