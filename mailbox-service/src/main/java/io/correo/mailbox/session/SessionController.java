package io.correo.mailbox.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailboxId;
import io.correo.events.Visibility;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Who I am, what I have, what I prefer.
@RestController
@RequestMapping("/api/v1")
class SessionController {
  private static final List<String> LANGUAGES = List.of("es", "en", "pt-BR");
  private static final int MOST_SENDERS = 1_000;
  private static final int LONGEST_WAIT = 60;

  private final Viewers viewers;
  private final Settings settings;
  private final String crmUrl;
  private final int undoSecondsMax;

  SessionController(
      Viewers viewers,
      Settings settings,
      @Value("${correo.urls.crm}") String crmUrl,
      @Value("${correo.mailbox.undo-seconds-max}") int undoSecondsMax) {
    this.viewers = viewers;
    this.settings = settings;
    this.crmUrl = crmUrl;
    this.undoSecondsMax = undoSecondsMax;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record User(String id, @Nullable String name, @Nullable String email, String language) {}

  /// The greatest among one's mailboxes.
  record Limits(long attachmentBytes, int recipients, int undoSecondsMax) {}

  record Crm(String newAccountUrl, String newContactUrl) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MailboxView(
      String id,
      String provider,
      String address,
      ConnectedMailbox.State state,
      Capabilities capabilities,
      List<Address> identities,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String signature,
      Visibility visibility,
      String lane,
      @JsonProperty("import") ConnectedMailbox.@Nullable Progress progress,
      String owner,
      Instant connectedAt) {
    static MailboxView of(ConnectedMailbox mailbox) {
      return new MailboxView(
          mailbox.mailbox().value(),
          mailbox.provider(),
          mailbox.address(),
          mailbox.state(),
          mailbox.capabilities(),
          mailbox.identities(),
          mailbox.signature(),
          mailbox.visibility(),
          mailbox.lane(),
          mailbox.progress(),
          mailbox.owner().value(),
          mailbox.connectedAt());
    }
  }

  record Session(
      User user,
      String tenant,
      List<String> scopes,
      List<MailboxView> mailboxes,
      Limits limits,
      List<String> languages,
      Crm crm) {}

  @GetMapping("/session")
  Session session(Caller caller) {
    var viewer = viewers.of(caller);
    var chosen = settings.of(viewer.tenant(), viewer.user()).language();
    var language = chosen != null ? chosen : spoken(caller.language());
    return new Session(
        new User(caller.subject(), caller.name(), caller.email(), language),
        caller.tenant(),
        caller.scopes().stream().sorted().toList(),
        viewer.mailboxes().stream().map(MailboxView::of).toList(),
        limits(viewer),
        LANGUAGES,
        new Crm(crmUrl + "/accounts/new", crmUrl + "/contacts/new"));
  }

  @GetMapping("/settings")
  Preferences settings(Caller caller) {
    var viewer = viewers.of(caller.require(Caller.READ));
    return settings.of(viewer.tenant(), viewer.user());
  }

  /// Changes the fields there are; null forgets a choice.
  @PatchMapping("/settings")
  Preferences change(Caller caller, @RequestBody JsonNode fields) {
    var viewer = viewers.of(caller.require(Caller.READ));
    var before = settings.of(viewer.tenant(), viewer.user());
    var after =
        new Preferences(
            number(fields, "undoSeconds", before.undoSeconds(), undoSecondsMax),
            text(fields, "language", before.language()),
            text(fields, "defaultMailbox", before.defaultMailbox()),
            senders(fields, before.trustedSenders()),
            number(fields, "markReadAfterSeconds", before.markReadAfterSeconds(), LONGEST_WAIT));
    if (after.language() != null && !LANGUAGES.contains(after.language())) {
      throw Problem.invalid("language", "is none of " + String.join(", ", LANGUAGES));
    }
    var mailbox = after.defaultMailbox();
    if (mailbox != null && (mailbox.isBlank() || !viewer.owns(new MailboxId(mailbox)))) {
      throw Problem.invalid("defaultMailbox", "is none of your mailboxes");
    }
    settings.save(viewer.tenant(), viewer.user(), after);
    return after;
  }

  private Limits limits(Viewer viewer) {
    var bytes = 0L;
    var recipients = 0;
    for (var mailbox : viewer.mailboxes()) {
      bytes = Math.max(bytes, mailbox.capabilities().attachments().maxBytes());
      recipients = Math.max(recipients, mailbox.capabilities().recipients());
    }
    return new Limits(bytes, recipients, undoSecondsMax);
  }

  private static String spoken(@Nullable String language) {
    if (language == null) return "en";
    var lower = language.toLowerCase(Locale.ROOT);
    return lower.startsWith("es") ? "es" : lower.startsWith("pt") ? "pt-BR" : "en";
  }

  private static int number(JsonNode fields, String name, int before, int most) {
    var value = fields.get(name);
    if (value == null) return before;
    if (!value.isInt() || value.asInt() < 0 || value.asInt() > most) {
      throw Problem.invalid(name, "must be between 0 and " + most);
    }
    return value.asInt();
  }

  private static @Nullable String text(JsonNode fields, String name, @Nullable String before) {
    var value = fields.get(name);
    if (value == null) return before;
    if (value.isNull()) return null;
    if (!value.isString()) throw Problem.invalid(name, "must be text or null");
    return value.asString();
  }

  private static List<String> senders(JsonNode fields, List<String> before) {
    var value = fields.get("trustedSenders");
    if (value == null) return before;
    if (!value.isArray() || value.size() > MOST_SENDERS) {
      throw Problem.invalid("trustedSenders", "must be a list of addresses");
    }
    var senders = new ArrayList<String>();
    for (var sender : value) {
      var address = sender.asString("").strip().toLowerCase(Locale.ROOT);
      if (!address.matches("[^\\s@]{1,64}@[^\\s@]{1,255}")) {
        throw Problem.invalid("trustedSenders", "holds something that is no address");
      }
      if (!senders.contains(address)) senders.add(address);
    }
    return senders;
  }
}
