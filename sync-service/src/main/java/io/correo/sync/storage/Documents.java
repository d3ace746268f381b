package io.correo.sync.storage;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Reads typed values out of stored documents. A field that must be there and is not is a broken
/// document, said at once.
public final class Documents {
  private static final int DUPLICATE_KEY = 11000;

  private Documents() {}

  public static String text(Document document, String field) {
    var value = document.getString(field);
    if (value == null) throw new IllegalStateException("a document without " + field);
    return value;
  }

  public static @Nullable String textOrNull(Document document, String field) {
    return document.getString(field);
  }

  /// 0 when it is not there.
  public static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  public static boolean flag(Document document, String field) {
    return Boolean.TRUE.equals(document.getBoolean(field));
  }

  public static @Nullable Instant instantOrNull(Document document, String field) {
    return document.get(field) instanceof Date date ? date.toInstant() : null;
  }

  public static Instant instant(Document document, String field) {
    var value = instantOrNull(document, field);
    if (value == null) throw new IllegalStateException("a document without " + field);
    return value;
  }

  /// Empty when it is not there.
  public static List<String> texts(Document document, String field) {
    var value = document.getList(field, String.class);
    return value == null ? List.of() : value;
  }

  /// Empty when it is not there.
  public static List<Document> documents(Document document, String field) {
    var value = document.getList(field, Document.class);
    return value == null ? List.of() : value;
  }

  public static @Nullable Document documentOrNull(Document document, String field) {
    return document.get(field, Document.class);
  }

  /// Whether somebody else was faster to insert the same key: for an update with a condition and
  /// `upsert`, that the condition was not met.
  public static boolean isDuplicate(RuntimeException failure) {
    return switch (failure) {
      case MongoWriteException write -> write.getError().getCode() == DUPLICATE_KEY;
      case MongoCommandException command -> command.getErrorCode() == DUPLICATE_KEY;
      default -> false;
    };
  }
}
