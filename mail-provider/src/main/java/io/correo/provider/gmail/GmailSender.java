package io.correo.provider.gmail;

import com.google.api.client.googleapis.media.MediaHttpUploader;
import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.FileContent;
import com.google.api.services.gmail.model.Message;
import io.correo.provider.Grant;
import io.correo.provider.MailSender;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.mime.MimeFile;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Drafts and their sending. Gmail replaces our Message-ID and renames the message when it is sent,
/// so what we know a mail by are the draft's id, and our marks in its headers.
final class GmailSender implements MailSender {
  private static final int CHUNK = 4 * MediaHttpUploader.MINIMUM_CHUNK_SIZE;
  private final GmailApi gmail;
  private final Drafts drafts;
  private final MarkSearch marks;
  private final Clock clock;

  GmailSender(GmailApi gmail, Drafts drafts, Clock clock) {
    this.gmail = gmail;
    this.drafts = drafts;
    this.marks = new MarkSearch(gmail);
    this.clock = clock;
  }

  @Override
  public Draft create(Grant grant, OutgoingMessage message) {
    try (var mime = MimeFile.write(message, clock)) {
      return draft(
          gmail.once(
              grant,
              "drafts.create",
              gmail.costs().draftCreate(),
              (users, account) ->
                  upload(users.drafts().create(account, shell(message), content(mime)), mime)));
    }
  }

  @Override
  public Draft update(Grant grant, String draftRef, OutgoingMessage message) {
    try (var mime = MimeFile.write(message, clock)) {
      var shell = shell(message).setId(draftRef);
      return draft(
          gmail.read(
              grant,
              "drafts.update",
              gmail.costs().draftUpdate(),
              (users, account) ->
                  upload(users.drafts().update(account, draftRef, shell, content(mime)), mime)));
    }
  }

  @Override
  public void delete(Grant grant, String draftRef) {
    try {
      gmail.read(
          grant,
          "drafts.delete",
          gmail.costs().draftDelete(),
          (users, account) -> users.drafts().delete(account, draftRef));
    } catch (Gone _) {
      // Deleting none succeeds.
    }
  }

  @Override
  public Sent send(Grant grant, String draftRef) {
    var shell = new com.google.api.services.gmail.model.Draft().setId(draftRef);
    return sent(
        gmail.once(
            grant,
            "drafts.send",
            gmail.costs().send(),
            (users, account) -> users.drafts().send(account, shell)));
  }

  @Override
  public Look look(Grant grant, String draftRef) {
    try {
      return new Look.NotSent(
          draft(
              gmail.read(
                  grant,
                  "drafts.get",
                  gmail.costs().draftGet(),
                  (users, account) -> users.drafts().get(account, draftRef).setFormat("minimal"))));
    } catch (Gone _) {
      return new Look.Consumed();
    }
  }

  @Override
  public @Nullable Draft findDraft(Grant grant, String mark) {
    var newest = drafts.newest(grant, gmail.limits().lookBack());
    var refs = newest.stream().map(it -> it.getMessage().getId()).toList();
    return marks
        .find(grant, refs, OutgoingMessage.DRAFT_MARK, mark)
        .flatMap(
            message ->
                newest.stream()
                    .filter(it -> it.getMessage().getId().equals(message.getId()))
                    .findFirst())
        .map(GmailSender::draft)
        .orElse(null);
  }

  @Override
  public @Nullable Sent findSent(Grant grant, String mark, @Nullable String threadRef) {
    return marks
        .inThread(grant, threadRef, OutgoingMessage.SEND_MARK, mark)
        .or(() -> marks.amongSent(grant, OutgoingMessage.SEND_MARK, mark))
        .map(GmailSender::sent)
        .orElse(null);
  }

  @Override
  public @Nullable Draft draftOf(Grant grant, String messageRef) {
    return drafts.of(grant, messageRef).map(GmailSender::draft).orElse(null);
  }

  private static FileContent content(MimeFile mime) {
    return new FileContent("message/rfc822", mime.path().toFile());
  }

  private <T> AbstractGoogleClientRequest<T> upload(
      AbstractGoogleClientRequest<T> request, MimeFile mime) {
    request.setDisableGZipContent(true); // base64 does not shrink enough to be worth it
    request
        .getMediaHttpUploader()
        .setDirectUploadEnabled(mime.size() < gmail.limits().resumableFromBytes())
        .setDisableGZipContent(true)
        .setChunkSize(CHUNK);
    return request;
  }

  private static com.google.api.services.gmail.model.Draft shell(OutgoingMessage message) {
    return new com.google.api.services.gmail.model.Draft()
        .setMessage(new Message().setThreadId(message.threadRef()));
  }

  private static Draft draft(com.google.api.services.gmail.model.Draft draft) {
    var message = draft.getMessage();
    return new Draft(draft.getId(), message.getId(), thread(message));
  }

  private static Sent sent(Message message) {
    return new Sent(message.getId(), thread(message));
  }

  private static String thread(Message message) {
    return Objects.requireNonNullElse(message.getThreadId(), message.getId());
  }
}
