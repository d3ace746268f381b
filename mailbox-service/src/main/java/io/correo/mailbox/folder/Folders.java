package io.correo.mailbox.folder;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.MailFact.FolderRemoved;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.mailbox.message.Places;
import io.correo.mailbox.store.Collections;
import io.correo.mailbox.store.Documents;
import io.correo.mailbox.store.Erasable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/// Folders and labels of mailboxes. The newest fact about each wins; a removed one leaves a marker.
@Repository
public class Folders implements Erasable {
  private final MongoCollection<Document> collection;

  public Folders(MongoDatabase database) {
    collection = database.getCollection(Collections.FOLDERS);
  }

  public void apply(FolderUpserted fact) {
    save(
        fact.tenant(),
        fact.mailbox(),
        fact.folder().id(),
        fact.revision(),
        Updates.combine(
            Updates.set("folder", Documents.of(fact.folder())), Updates.unset("removed")));
  }

  public void apply(FolderRemoved fact) {
    save(
        fact.tenant(),
        fact.mailbox(),
        fact.folder(),
        fact.revision(),
        Updates.combine(Updates.unset("folder"), Updates.set("removed", true)));
  }

  private void save(
      TenantId tenant, MailboxId mailbox, FolderId folder, Revision revision, Bson change) {
    try {
      collection.updateOne(
          and(eq("_id", folder.value()), lt("revision", revision.value())),
          Updates.combine(
              change,
              Updates.set("revision", revision.value()),
              Updates.set("tenant", tenant.value()),
              Updates.set("mailbox", mailbox.value())),
          new UpdateOptions().upsert(true));
    } catch (MongoWriteException refused) {
      // What is stored is not older.
      if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw refused;
    }
  }

  public List<Folder> of(MailboxId mailbox) {
    var folders = new ArrayList<Folder>();
    for (var document : collection.find(eq("mailbox", mailbox.value()))) {
      var folder = document.get("folder", Document.class);
      if (folder != null) folders.add(Documents.read(folder, Folder.class));
    }
    return folders;
  }

  public Map<FolderId, Folder> byId(MailboxId mailbox) {
    var byId = new HashMap<FolderId, Folder>();
    of(mailbox).forEach(folder -> byId.put(folder.id(), folder));
    return byId;
  }

  /// The list a client means by the name of a role or the id of a folder, as in `Places`. A folder
  /// with a role stands for its role.
  public String place(String roleOrId) {
    for (var role : FolderRole.values()) if (role.wireName().equals(roleOrId)) return roleOrId;
    var document = collection.find(eq("_id", roleOrId)).first();
    var stored = document == null ? null : document.get("folder", Document.class);
    var role = stored == null ? null : Documents.read(stored, Folder.class).role();
    return role == null ? Places.folder(roleOrId) : role.wireName();
  }

  @Override
  public void erase(MailboxId mailbox) {
    collection.deleteMany(eq("mailbox", mailbox.value()));
  }
}
