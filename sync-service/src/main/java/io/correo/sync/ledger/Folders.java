package io.correo.sync.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailFact;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.Revision;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.storage.Documents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/// The folders we last told of.
@Repository
public class Folders {
  private final MongoCollection<Document> folders;

  Folders(MongoDatabase database) {
    this.folders = database.getCollection("folders");
  }

  record Told(Folder folder, Revision revision) {}

  Map<FolderId, Told> of(Mailbox mailbox) {
    var found = new HashMap<FolderId, Told>();
    for (var stored : folders.find(all(mailbox))) {
      var folder = read(stored);
      found.put(folder.id(), new Told(folder, new Revision(Documents.number(stored, "revision"))));
    }
    return found;
  }

  void keep(List<? extends MailFact> facts) {
    for (var fact : facts) {
      if (fact instanceof FolderUpserted it) put(it);
      else if (fact instanceof FolderRemoved it) {
        folders.deleteOne(older(it, it.folder()));
      }
    }
  }

  public void erase(Mailbox mailbox) {
    folders.deleteMany(all(mailbox));
  }

  private void put(FolderUpserted fact) {
    var folder = fact.folder();
    var role = folder.role();
    try {
      folders.updateOne(
          older(fact, folder.id()),
          combine(
              set("ref", folder.ref()),
              set("name", folder.name()),
              set("role", role == null ? null : role.name()),
              set("revision", fact.revision().value())),
          new UpdateOptions().upsert(true));
    } catch (RuntimeException failure) {
      // A newer reading has been there.
      if (!Documents.isDuplicate(failure)) throw failure;
    }
  }

  private static Folder read(Document stored) {
    var role = Documents.textOrNull(stored, "role");
    return new Folder(
        new FolderId(Documents.text(stored, "_id")),
        Documents.text(stored, "ref"),
        Documents.text(stored, "name"),
        role == null ? null : FolderRole.valueOf(role));
  }

  private static Bson older(MailFact fact, FolderId folder) {
    return and(
        eq("tenant", fact.tenant().value()),
        eq("mailbox", fact.mailbox().value()),
        eq("_id", folder.value()),
        lt("revision", fact.revision().value()));
  }

  private static Bson all(Mailbox mailbox) {
    return and(eq("tenant", mailbox.tenant().value()), eq("mailbox", mailbox.id().value()));
  }
}
