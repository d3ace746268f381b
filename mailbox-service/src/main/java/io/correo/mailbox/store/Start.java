package io.correo.mailbox.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/// When this view began. What was told before that is history to it: a view built anew from empty
/// must not tell subscribers old news again.
@Component
public class Start {
  private final Instant at;

  public Start(MongoDatabase database, Clock clock) {
    var meta =
        database
            .getCollection(Collections.META)
            .findOneAndUpdate(
                eq("_id", "start"),
                Updates.setOnInsert("at", Date.from(clock.instant())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    at = meta == null ? clock.instant() : meta.getDate("at").toInstant();
  }

  /// @param told when the record was written to its topic, in milliseconds; 0 when unknown
  public boolean isAfter(long told) {
    return told > 0 && Instant.ofEpochMilli(told).isBefore(at);
  }
}
