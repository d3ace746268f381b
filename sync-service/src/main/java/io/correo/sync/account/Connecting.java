package io.correo.sync.account;

import io.correo.events.Address;
import io.correo.events.ConnectedMailbox.Member;
import io.correo.events.ConnectedMailbox.Role;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.provider.MailConsent.Consented;
import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.correo.sync.account.Connection.Step;
import io.correo.sync.grant.Grants;
import io.correo.sync.lane.Lanes;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Connects a mailbox: ask, be answered, and, only when the same signed-in user says so, redeem. So
/// nobody can make somebody else's browser attach a stranger's mailbox.
@Component
@EnableConfigurationProperties(AccountSettings.class)
class Connecting {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int RANDOM_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Connections connections;
  private final Mailboxes mailboxes;
  private final MailProviders providers;
  private final Grants grants;
  private final Schedule schedule;
  private final Lanes lanes;
  private final AccountSettings settings;
  private final Clock clock;

  Connecting(
      Connections connections,
      Mailboxes mailboxes,
      MailProviders providers,
      Grants grants,
      Schedule schedule,
      Lanes lanes,
      AccountSettings settings,
      Clock clock) {
    this.connections = connections;
    this.mailboxes = mailboxes;
    this.providers = providers;
    this.grants = grants;
    this.schedule = schedule;
    this.lanes = lanes;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param url of the provider's consent page
  record Asked(URI authorizationUrl, String state) {}

  /// @param created false when it was there before
  record Completed(Mailbox mailbox, boolean created) {}

  /// @param again the mailbox to authorise anew; null for a new one
  Asked ask(
      TenantId tenant,
      UserId user,
      String provider,
      URI returnTo,
      @Nullable String loginHint,
      @Nullable MailboxId again) {
    if (!settings.mayReturnTo(returnTo)) {
      throw Problem.invalid("returnTo", "is not an address people may be sent back to");
    }
    var connection =
        new Connection(
            random(),
            tenant,
            user,
            provider,
            returnTo,
            random(),
            again,
            null,
            null,
            Step.ASKED,
            null);
    connections.add(connection);
    var consent = providers.get(provider).consent();
    var url =
        consent.authorizationUrl(
            connection.state(),
            challenge(connection.verifier()),
            settings.callback(provider),
            loginHint);
    return new Asked(url, connection.state());
  }

  /// Keeps the provider's answer, nothing more.
  ///
  /// @return where the browser goes on
  URI answered(String provider, String state, @Nullable String code, @Nullable String refusal) {
    var connection = connections.find(provider, state);
    if (connection == null) throw unknown();
    if (!connections.answered(state, code, refusal)) {
      throw new Problem(ProblemType.CONFLICT, "This connection was answered before.");
    }
    var target = connection.returnTo().toString();
    var fragment = target.indexOf('#');
    var page = fragment < 0 ? target : target.substring(0, fragment);
    var query = page.contains("?") ? "&" : "?";
    var error = refusal == null ? "" : "&error=access_denied";
    return URI.create(
        page
            + query
            + "connection="
            + state
            + error
            + (fragment < 0 ? "" : target.substring(fragment)));
  }

  Completed complete(TenantId tenant, UserId user, String state) {
    var connection = connections.find(tenant, user, state);
    if (connection == null) throw unknown();
    if (connection.made() != null) return new Completed(made(connection.made()), false);
    var code = connection.code();
    if (connection.step() == Step.ASKED) {
      throw new Problem(ProblemType.CONFLICT, "The mail provider has not answered yet.");
    }
    if (code == null) {
      throw new Problem(ProblemType.UNPROCESSABLE, "Access was not granted. Connect again.");
    }
    if (!connections.redeem(state)) {
      throw new Problem(ProblemType.CONFLICT, "This connection is being completed already.");
    }
    var completed = connect(connection, redeem(connection, code));
    connections.done(state, completed.mailbox().id());
    return completed;
  }

  private Consented redeem(Connection connection, String code) {
    var provider = connection.provider();
    try {
      return providers
          .get(provider)
          .consent()
          .exchange(code, connection.verifier(), settings.callback(provider));
    } catch (ProviderException.Unavailable | ProviderException.Throttled failure) {
      connections.notRedeemed(connection.state());
      throw problem(ProblemType.PROVIDER_UNAVAILABLE, "It does not answer. Try again.", failure);
    } catch (ProviderException failure) {
      throw problem(ProblemType.UNPROCESSABLE, "Access was not granted. Connect again.", failure);
    }
  }

  private Completed connect(Connection connection, Consented consented) {
    var present =
        mailboxes.ofAccount(connection.tenant(), connection.provider(), consented.account());
    var again = connection.again();
    if (again != null && (present == null || !present.id().equals(again))) {
      throw new Problem(ProblemType.CONFLICT, "That was another account. Choose the same one.");
    }
    if (present != null) return reconnect(connection, consented, present);
    var mailbox = fresh(connection, consented);
    if (!mailboxes.add(mailbox)) {
      throw new Problem(ProblemType.CONFLICT, "This account is being connected already.");
    }
    grants.put(mailbox, consented.tokens());
    schedule(mailbox);
    return new Completed(mailbox, true);
  }

  private Completed reconnect(Connection connection, Consented consented, Mailbox present) {
    if (!present.isOwner(connection.user())) {
      throw new Problem(ProblemType.CONFLICT, "Somebody else has connected this account.");
    }
    grants.put(present, consented.tokens());
    var mailbox = Objects.requireNonNullElse(mailboxes.reauthorized(present.id()), present);
    schedule(mailbox);
    return new Completed(mailbox, false);
  }

  private void schedule(Mailbox mailbox) {
    schedule.add(mailbox.id(), mailbox.tenant(), mailbox.lane());
    lanes.follow(mailbox.tenant(), mailbox.lane());
  }

  private Mailbox fresh(Connection connection, Consented consented) {
    return new Mailbox(
        MailboxId.random(),
        connection.tenant(),
        mailboxes.nextRevision(Revision.NONE),
        connection.provider(),
        consented.account(),
        consented.address(),
        List.of(new Member(connection.user(), Role.OWNER)),
        State.CONNECTED,
        List.of(Address.of(consented.address())),
        null,
        Visibility.EVERYTHING,
        lanes.of(connection.tenant()),
        null,
        null,
        clock.instant());
  }

  private Mailbox made(MailboxId id) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) throw unknown();
    return mailbox;
  }

  private static Problem unknown() {
    return Problem.notFound("connection");
  }

  private static Problem problem(ProblemType type, String detail, ProviderException cause) {
    var problem = new Problem(type, detail);
    problem.initCause(cause);
    return problem;
  }

  private String random() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return TEXT.encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
