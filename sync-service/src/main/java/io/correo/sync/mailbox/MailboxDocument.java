package io.correo.sync.mailbox;

import static io.correo.sync.storage.Documents.documentOrNull;
import static io.correo.sync.storage.Documents.documents;
import static io.correo.sync.storage.Documents.instant;
import static io.correo.sync.storage.Documents.instantOrNull;
import static io.correo.sync.storage.Documents.number;
import static io.correo.sync.storage.Documents.text;
import static io.correo.sync.storage.Documents.textOrNull;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox.Member;
import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.ConnectedMailbox.Role;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.service.paging.PageCursor;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// How a [Mailbox] is stored.
final class MailboxDocument {
  private MailboxDocument() {}

  static Document of(Mailbox mailbox) {
    return new Document("_id", mailbox.id().value())
        .append("tenant", mailbox.tenant().value())
        .append("revision", mailbox.revision().value())
        .append("provider", mailbox.provider())
        .append("account", mailbox.account())
        .append("accountKey", mailbox.account())
        .append("address", mailbox.address())
        .append("addressKey", Address.of(mailbox.address()).key())
        .append("members", mailbox.members().stream().map(MailboxDocument::of).toList())
        .append("state", mailbox.state().name())
        .append("identities", identities(mailbox.identities()))
        .append("signature", mailbox.signature())
        .append("visibility", mailbox.visibility().name())
        .append("lane", mailbox.lane())
        .append("problem", mailbox.problem())
        .append("progress", progress(mailbox.progress()))
        .append("connectedAt", mailbox.connectedAt())
        .append("place", new PageCursor(mailbox.connectedAt(), mailbox.id().value()).place())
        .append("unannounced", true);
  }

  static Mailbox read(Document stored) {
    var progress = documentOrNull(stored, "progress");
    return new Mailbox(
        new MailboxId(text(stored, "_id")),
        new TenantId(text(stored, "tenant")),
        new Revision(number(stored, "revision")),
        text(stored, "provider"),
        text(stored, "account"),
        text(stored, "address"),
        documents(stored, "members").stream().map(MailboxDocument::member).toList(),
        State.valueOf(text(stored, "state")),
        documents(stored, "identities").stream().map(MailboxDocument::identity).toList(),
        textOrNull(stored, "signature"),
        Visibility.valueOf(text(stored, "visibility")),
        text(stored, "lane"),
        textOrNull(stored, "problem"),
        progress == null ? null : progress(progress),
        instant(stored, "connectedAt"));
  }

  static List<Document> identities(List<Address> identities) {
    return identities.stream()
        .map(it -> new Document("name", it.name()).append("address", it.address()))
        .toList();
  }

  static @Nullable Document progress(@Nullable Progress progress) {
    if (progress == null) return null;
    return new Document("state", progress.state())
        .append("done", progress.done())
        .append("total", progress.total())
        .append("eta", progress.eta());
  }

  static Progress progress(Document stored) {
    return new Progress(
        text(stored, "state"),
        number(stored, "done"),
        number(stored, "total"),
        instantOrNull(stored, "eta"));
  }

  private static Document of(Member member) {
    return new Document("user", member.user().value()).append("role", member.role().name());
  }

  private static Member member(Document stored) {
    return new Member(new UserId(text(stored, "user")), Role.valueOf(text(stored, "role")));
  }

  private static Address identity(Document stored) {
    return new Address(textOrNull(stored, "name"), text(stored, "address"));
  }
}
