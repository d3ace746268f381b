package io.correo.link.decision;

import io.correo.events.MailboxId;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.link.directory.Directory;
import io.correo.link.match.Answer;
import io.correo.link.review.Reviews;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Addresses that wait for an answer. A user sees those seen last in his own mailboxes.
@RestController
class ReviewController {
  private final Reviews reviews;
  private final Mailboxes mailboxes;
  private final Directory directory;
  private final Linking linking;

  ReviewController(Reviews reviews, Mailboxes mailboxes, Directory directory, Linking linking) {
    this.reviews = reviews;
    this.mailboxes = mailboxes;
    this.directory = directory;
    this.linking = linking;
  }

  @GetMapping("/api/v1/links/review")
  Page<Item> open(Caller caller, @RequestParam(defaultValue = "50") int limit) {
    var tenant = new TenantId(caller.tenant());
    return Page.whole(
        reviews.open(tenant, PageCursor.limit(limit)).stream()
            .filter(review -> mayAnswer(caller, review))
            .map(review -> view(tenant, review))
            .toList());
  }

  @PostMapping("/api/v1/links/review/{id}")
  Item answer(Caller caller, @PathVariable String id, @RequestBody Given given) {
    var tenant = new TenantId(caller.tenant());
    var review = reviews.find(tenant, id);
    if (review == null || !mayAnswer(caller, review)) throw Problem.notFound("review");
    reviews.answer(review, new Answer(given.chosen(review)));
    linking.redecide(tenant, List.of(review.address()), true);
    return view(tenant, review);
  }

  private boolean mayAnswer(Caller caller, Reviews.Review review) {
    var mailbox = mailboxes.find(review.mailbox());
    return mailbox != null && mailbox.isMember(new UserId(caller.subject()));
  }

  private Item view(TenantId tenant, Reviews.Review review) {
    var candidates =
        directory.findAll(tenant, review.candidates()).stream()
            .map(record -> new Candidate(record.type(), record.id(), record.label()))
            .toList();
    return new Item(
        review.id(),
        review.thread(),
        review.mailbox(),
        review.subject(),
        review.address(),
        candidates);
  }

  record Item(
      String id,
      ThreadId thread,
      MailboxId mailbox,
      String subject,
      String address,
      List<Candidate> candidates) {}

  record Candidate(String type, String id, String label) {}

  /// @param none true for "to none of them"
  record Given(@Nullable String type, @Nullable String id, boolean none) {
    @Nullable RecordRef chosen(Reviews.Review review) {
      if (none) return null;
      if (type == null || id == null) throw Problem.invalid("type", "name a record, or none");
      var ref = new RecordRef(type, id);
      if (!review.candidates().contains(ref)) {
        throw Problem.invalid("id", "is not one of the candidates");
      }
      return ref;
    }
  }
}
