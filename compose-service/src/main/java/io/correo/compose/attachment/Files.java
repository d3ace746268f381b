package io.correo.compose.attachment;

import com.mongodb.MongoGridFSException;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import io.correo.compose.store.Database;
import java.io.IOException;
import java.io.InputStream;
import org.bson.BsonString;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/// The bytes of drafts' files, in GridFS: pieces of 255 kB, so memory does not grow with a file.
@Repository
public class Files {
  private final GridFSBucket bucket;

  public Files(Database database) {
    this.bucket = database.files();
  }

  /// Stores a file; an unfinished or earlier copy under the same id is replaced.
  ///
  /// @param draft whose it is
  /// @return how many bytes there were
  public long store(String id, String draft, InputStream bytes) throws IOException {
    delete(id);
    var about = new GridFSUploadOptions().metadata(new Document("draft", draft));
    try (var upload = bucket.openUploadStream(new BsonString(id), id, about)) {
      try {
        return bytes.transferTo(upload);
      } catch (IOException | RuntimeException e) {
        upload.abort();
        throw e;
      }
    }
  }

  public InputStream open(String id) {
    return bucket.openDownloadStream(new BsonString(id));
  }

  /// Deleting none succeeds.
  public void delete(String id) {
    try {
      bucket.delete(new BsonString(id));
    } catch (MongoGridFSException none) {
      // There was no such file; pieces an interrupted upload left are gone now.
    }
  }
}
