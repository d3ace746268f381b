package io.correo.link.review;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.link.match.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/// The collection `reviews`: per tenant and address, the accounts that claim it, where it was last
/// seen, and what somebody answered.
@Repository
public class Reviews {
  private static final String COLLECTION = "reviews";

  private final MongoTemplate mongo;

  Reviews(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  /// @param message where the address was seen last; its owner is asked
  public record Review(
      String id,
      TenantId tenant,
      String address,
      MailboxId mailbox,
      ThreadId thread,
      MessageId message,
      String subject,
      List<RecordRef> candidates,
      boolean answered) {}

  /// Asks, once per address; asking again only moves the example.
  public void ask(Review review) {
    var candidates = new ArrayList<Document>();
    for (var ref : review.candidates()) {
      candidates.add(new Document("type", ref.type()).append("id", ref.id()));
    }
    mongo
        .getCollection(COLLECTION)
        .updateOne(
            Filters.eq("_id", id(review.tenant(), review.address())),
            Updates.combine(
                Updates.setOnInsert("tenant", review.tenant().value()),
                Updates.setOnInsert("address", review.address()),
                Updates.setOnInsert("answered", false),
                Updates.set("mailbox", review.mailbox().value()),
                Updates.set("thread", review.thread().value()),
                Updates.set("message", review.message().value()),
                Updates.set("subject", review.subject()),
                Updates.set("candidates", candidates)),
            new UpdateOptions().upsert(true));
  }

  public List<Review> open(TenantId tenant, int limit) {
    var open =
        query(where("tenant").is(tenant.value()).and("answered").is(false))
            .with(org.springframework.data.domain.Sort.by("address"))
            .limit(limit);
    return mongo.find(open, Document.class, COLLECTION).stream().map(Reviews::read).toList();
  }

  public @Nullable Review find(TenantId tenant, String id) {
    var document = mongo.findById(id, Document.class, COLLECTION);
    if (document == null || !tenant.value().equals(document.getString("tenant"))) return null;
    return read(document);
  }

  public @Nullable Review about(TenantId tenant, String address) {
    var document = mongo.findById(id(tenant, address), Document.class, COLLECTION);
    return document == null ? null : read(document);
  }

  public void answer(Review review, Answer answer) {
    var chosen = answer.chosen();
    mongo
        .getCollection(COLLECTION)
        .updateOne(
            Filters.eq("_id", id(review.tenant(), review.address())),
            Updates.combine(
                Updates.set("answered", true),
                Updates.set(
                    "answer",
                    chosen == null
                        ? null
                        : new Document("type", chosen.type()).append("id", chosen.id()))));
  }

  /// What people said about these addresses.
  public Map<String, Answer> answers(TenantId tenant, Collection<String> addresses) {
    var ids = addresses.stream().map(address -> id(tenant, address)).toList();
    var answers = new LinkedHashMap<String, Answer>();
    for (var document : mongo.find(query(where("_id").in(ids)), Document.class, COLLECTION)) {
      if (!document.getBoolean("answered", false)) continue;
      var answer = document.get("answer", Document.class);
      answers.put(document.getString("address"), new Answer(answer == null ? null : ref(answer)));
    }
    return answers;
  }

  private static Review read(Document document) {
    return new Review(
        document.getString("_id"),
        new TenantId(document.getString("tenant")),
        document.getString("address"),
        new MailboxId(document.getString("mailbox")),
        new ThreadId(document.getString("thread")),
        new MessageId(document.getString("message")),
        document.getString("subject"),
        document.getList("candidates", Document.class).stream().map(Reviews::ref).toList(),
        document.getBoolean("answered", false));
  }

  private static RecordRef ref(Document document) {
    return new RecordRef(document.getString("type"), document.getString("id"));
  }

  private static String id(TenantId tenant, String address) {
    var name = (tenant.value() + "/" + address).getBytes(StandardCharsets.UTF_8);
    return "rv_" + UUID.nameUUIDFromBytes(name);
  }
}
