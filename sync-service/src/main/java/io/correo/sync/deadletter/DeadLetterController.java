package io.correo.sync.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.service.caller.Caller;
import io.correo.service.caller.Operator;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.sync.deadletter.DeadLetter.Place;
import io.correo.sync.deadletter.DeadLetter.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Dead letters of every topic over HTTP. What belongs to another tenant does not exist.
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLetterController {
  private final Letters letters;
  private final Handling handling;

  DeadLetterController(Letters letters, Handling handling) {
    this.letters = letters;
    this.handling = handling;
  }

  /// @param partition of the topic, where the record was; null when its consumer did not tell
  /// @param state `waiting`, `replayed` or `discarded`
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String id,
      String topic,
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable String key,
      Instant at,
      String group,
      String cause,
      int attempts,
      long bytes,
      @Nullable TenantId tenant,
      @Nullable MailboxId mailbox,
      String state) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Whole(
      @JsonUnwrapped Row row,
      Place letter,
      boolean leftAtSource,
      Map<String, String> headers,
      Map<String, String> preview,
      @Nullable String handledBy,
      @Nullable Instant handledAt) {}

  @GetMapping
  Page<Row> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(defaultValue = "waiting") String state,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var operator = Operator.of(caller);
    var most = PageCursor.limit(limit);
    var rows =
        letters.list(operator.tenant(), topic, state(state), PageCursor.decode(cursor), most + 1);
    return Page.of(rows, most, last -> new PageCursor(last.at(), last.id()).encode())
        .map(DeadLetterController::row);
  }

  @GetMapping("/{id}")
  Whole inspect(Caller caller, @PathVariable String id) {
    return whole(find(Operator.of(caller), id));
  }

  @PostMapping("/{id}/replay")
  Whole replay(Caller caller, @PathVariable String id) {
    var operator = Operator.of(caller);
    return whole(handling.replay(find(operator, id), operator));
  }

  @PostMapping("/{id}/discard")
  Whole discard(Caller caller, @PathVariable String id) {
    var operator = Operator.of(caller);
    return whole(handling.discard(find(operator, id), operator));
  }

  private DeadLetter find(Operator operator, String id) {
    var letter = letters.find(id);
    if (letter == null) throw Problem.notFound("dead letter");
    var tenant = letter.tenant();
    if (operator.actsFor(tenant == null ? null : tenant.value())) return letter;
    throw Problem.notFound("dead letter");
  }

  private static State state(String name) {
    return Arrays.stream(State.values())
        .filter(state -> wireName(state).equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("state", "must be waiting, replayed or discarded"));
  }

  private static Whole whole(DeadLetter it) {
    return new Whole(
        row(it),
        it.letter(),
        it.leftAtSource(),
        it.headers(),
        it.preview(),
        it.handledBy(),
        it.handledAt());
  }

  private static Row row(DeadLetter it) {
    var source = it.source();
    return new Row(
        it.id(),
        it.topic(),
        source == null ? null : source.partition(),
        source == null ? null : source.offset(),
        it.key(),
        it.at(),
        it.group(),
        it.cause(),
        it.attempts(),
        it.bytes(),
        it.tenant(),
        it.mailbox(),
        wireName(it.state()));
  }

  private static String wireName(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
