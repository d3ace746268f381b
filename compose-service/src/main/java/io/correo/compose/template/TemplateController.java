package io.correo.compose.template;

import io.correo.compose.mime.BodyHtml;
import io.correo.compose.mime.HeaderText;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/templates")
class TemplateController {
  private final Templates templates;
  private final Fields fields;
  private final Clock clock;

  TemplateController(Templates templates, Fields fields, Clock clock) {
    this.templates = templates;
    this.fields = fields;
    this.clock = clock;
  }

  @GetMapping
  Page<Template.View> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    caller.require(Caller.READ);
    var after = PageCursor.decode(cursor);
    var found =
        templates.list(
            new TenantId(caller.tenant()),
            after == null ? null : after.id(),
            PageCursor.limit(limit) + 1);
    return Page.of(found, limit, last -> new PageCursor(Instant.EPOCH, last.name()).encode())
        .map(Template::view);
  }

  @PostMapping
  ResponseEntity<Template.View> create(Caller caller, @RequestBody Body body) {
    caller.require(Caller.SEND);
    var template = template(caller, "tp_" + UUID.randomUUID(), new UserId(caller.subject()), body);
    templates.save(template);
    return ResponseEntity.created(URI.create("/api/v1/templates/" + template.id()))
        .body(template.view());
  }

  @GetMapping("/{id}")
  Template.View get(Caller caller, @PathVariable String id) {
    caller.require(Caller.READ);
    return require(caller, id).view();
  }

  @PutMapping("/{id}")
  Template.View change(Caller caller, @PathVariable String id, @RequestBody Body body) {
    caller.require(Caller.SEND);
    var template = template(caller, id, mine(caller, id).author(), body);
    templates.save(template);
    return template.view();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String id) {
    caller.require(Caller.SEND);
    templates.remove(mine(caller, id).id());
  }

  /// The template with its fields filled in, for a message linked to these records.
  @PostMapping("/{id}/rendering")
  Rendered render(Caller caller, @PathVariable String id, @RequestBody Wanted wanted) {
    caller.require(Caller.READ);
    var template = require(caller, id);
    var values = fields.of(caller, wanted.records() == null ? List.of() : wanted.records());
    return new Rendered(
        Rendering.subject(template.subject(), values), Rendering.html(template.html(), values));
  }

  private Template template(Caller caller, String id, UserId author, Body body) {
    var name = body.name() == null ? "" : HeaderText.check("name", body.name()).strip();
    if (name.isEmpty()) throw Problem.invalid("name", "is missing");
    var subject = body.subject() == null ? "" : HeaderText.check("subject", body.subject());
    var html = BodyHtml.of(body.html() == null ? "" : body.html()).html();
    return new Template(
        id,
        new TenantId(caller.tenant()),
        author,
        name,
        Rendering.check("subject", subject),
        Rendering.check("html", html),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Template require(Caller caller, String id) {
    var found = templates.find(new TenantId(caller.tenant()), id);
    if (found == null) throw Problem.notFound("template");
    return found;
  }

  private Template mine(Caller caller, String id) {
    var template = require(caller, id);
    if (!template.author().value().equals(caller.subject()) && !caller.has(Caller.ADMIN)) {
      throw new Problem(ProblemType.NOT_PERMITTED, "Only its author may change a template.");
    }
    return template;
  }

  record Body(@Nullable String name, @Nullable String subject, @Nullable String html) {}

  record Wanted(@Nullable List<RecordRef> records) {}

  record Rendered(String subject, String html) {}
}
