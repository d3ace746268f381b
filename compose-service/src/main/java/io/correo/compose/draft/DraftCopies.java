package io.correo.compose.draft;

import io.correo.compose.account.Grants;
import io.correo.compose.attachment.DraftFile;
import io.correo.compose.attachment.Files;
import io.correo.compose.draft.Mirror.Copy;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.provider.Grant;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSender;
import io.correo.provider.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes the provider's copy of a draft as ours. The caller holds the draft's lock.
@Component
public class DraftCopies {
  private static final Logger log = LoggerFactory.getLogger(DraftCopies.class);

  private final Drafts drafts;
  private final Files files;
  private final Grants grants;
  private final MailProviders providers;

  public DraftCopies(Drafts drafts, Files files, Grants grants, MailProviders providers) {
    this.drafts = drafts;
    this.files = files;
    this.grants = grants;
    this.providers = providers;
  }

  /// @return the draft with its copy; null when it was forgotten meanwhile
  /// @throws ProviderException as the provider's answer
  public @Nullable Draft bring(Draft draft) {
    var present = ownFiles(draft);
    if (present == null) return null;
    sweepLeftovers(present);
    if (present.isMirrored()) return present;
    var lease = grants.lease(present.mailbox());
    var sender = providers.get(lease.provider()).sender();
    var copy = present.mirror().copy();
    var made =
        copy == null
            ? create(present, sender, lease.grant())
            : update(present, copy, sender, lease.grant());
    return made == null ? null : remember(present, made);
  }

  private MailSender.@Nullable Draft create(Draft draft, MailSender sender, Grant grant) {
    if (draft.mirror().creating()) {
      // We tried before and do not know how it ended: a second create could be a second draft.
      var orphan = sender.findDraft(grant, draft.id().value());
      if (orphan != null) return sender.update(grant, orphan.draftRef(), Letter.of(draft, files));
    }
    var begun = drafts.change(draft.id(), d -> d.withMirror(d.mirror().beginCreating()));
    return begun == null ? null : sender.create(grant, Letter.of(draft, files));
  }

  private MailSender.@Nullable Draft update(
      Draft draft, Copy copy, MailSender sender, Grant grant) {
    try {
      return sender.update(grant, copy.draftRef(), Letter.of(draft, files));
    } catch (ProviderException.Gone gone) {
      // Deleted there while it was written here: what is being written wins.
      log.info("Draft {} is gone at the provider; it is made again", draft.id());
      return create(draft, sender, grant);
    }
  }

  private @Nullable Draft remember(Draft copied, MailSender.Draft made) {
    var before = copied.mirror().copy();
    var message =
        before != null && before.draftRef().equals(made.draftRef()) ? before.message() : null;
    return drafts.change(
        copied.id(),
        d ->
            d.withMirror(
                d.mirror()
                    .withCopy(
                        new Copy(
                            made.draftRef(),
                            made.messageRef(),
                            made.threadRef(),
                            copied.edit(),
                            copied.nextSend(),
                            message,
                            Copy.remember(d.mirror().copy(), Fingerprint.of(copied))))
                    .dueAt(d.edit() == copied.edit() ? null : d.mirror().due())));
  }

  /// Removes the copy, and those in mailboxes the draft has left.
  void drop(Draft draft) {
    sweepLeftovers(draft.withMirror(draft.mirror().left(draft.mailbox())));
  }

  private void sweepLeftovers(Draft draft) {
    if (draft.mirror().leftovers().isEmpty()) return;
    for (var leftover : draft.mirror().leftovers()) {
      try {
        remove(draft.id(), leftover.mailbox(), leftover.draftRef());
      } catch (ProviderException.ReconnectRequired unreachable) {
        log.info("A copy of draft {} stays in a mailbox we may not enter", draft.id());
      }
    }
    drafts.change(draft.id(), d -> d.withMirror(d.mirror().swept()));
  }

  private void remove(DraftId id, MailboxId mailbox, @Nullable String known) {
    var lease = grants.lease(mailbox);
    var sender = providers.get(lease.provider()).sender();
    var draftRef = known;
    if (draftRef == null) {
      var orphan = sender.findDraft(lease.grant(), id.value());
      if (orphan == null) return;
      draftRef = orphan.draftRef();
    }
    sender.delete(lease.grant(), draftRef);
  }

  /// Fetches the files that came with another message and are still there.
  private @Nullable Draft ownFiles(Draft draft) {
    var fetched = new ArrayList<DraftFile>();
    for (var file : draft.files()) {
      var source = file.source();
      if (source == null) continue;
      var lease = grants.lease(source.mailbox());
      var contents = providers.get(lease.provider()).contents();
      try (var bytes = contents.attachment(lease.grant(), source.ref(), source.part())) {
        fetched.add(file.stored(files.store(file.id(), draft.id().value(), bytes)));
      } catch (IOException e) {
        throw new ProviderException.Unavailable("the file broke off", e);
      }
    }
    if (fetched.isEmpty()) return draft;
    Map<String, DraftFile> byId =
        fetched.stream().collect(Collectors.toMap(DraftFile::id, file -> file));
    return drafts.change(
        draft.id(),
        d -> d.withStoredFiles(d.files().stream().map(f -> byId.getOrDefault(f.id(), f)).toList()));
  }
}
