package io.correo.compose.send;

import io.correo.compose.ComposeSettings;
import io.correo.compose.account.Grants;
import io.correo.compose.send.SendState.Resolving;
import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import io.correo.provider.Grant;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSender;
import io.correo.provider.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds out what became of a send nobody got an answer to. Only reads.
@Component
public class Resolver {
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofSeconds(30);
  private static final Duration LOCKED_OUT = Duration.ofMinutes(1);

  private final Sends sends;
  private final Grants grants;
  private final MailProviders providers;
  private final Clock clock;
  private final ComposeSettings settings;

  public Resolver(
      Sends sends, Grants grants, MailProviders providers, Clock clock, ComposeSettings settings) {
    this.sends = sends;
    this.grants = grants;
    this.providers = providers;
    this.clock = clock;
    this.settings = settings;
  }

  /// @return null when another was faster
  @Nullable Send look(Send send, Resolving state) {
    SendState next;
    try {
      var lease = grants.lease(send.mailbox());
      next = next(send, state, providers.get(lease.provider()).sender(), lease.grant());
    } catch (ProviderException failure) {
      next = again(send, state, failure);
    }
    return sends.advance(send, next, now());
  }

  private SendState next(Send send, Resolving state, MailSender sender, Grant grant) {
    return switch (sender.look(grant, state.draftRef())) {
      case MailSender.Look.NotSent _ -> state.notSent(now());
      case MailSender.Look.Delivered(var sent) -> found(send, state, sent);
      case MailSender.Look.Consumed _ -> {
        var sent = sender.findSent(grant, send.id().value(), state.threadRef());
        yield sent == null ? missing(state) : found(send, state, sent);
      }
    };
  }

  private static SendState found(Send send, Resolving state, MailSender.Sent sent) {
    return state.found(
        MessageId.of(send.mailbox(), sent.messageRef()),
        ThreadId.of(send.mailbox(), sent.threadRef()),
        sent.threadRef());
  }

  // The draft was sent, or deleted by hand in that instant; the sent copy may show up late.
  private SendState missing(Resolving state) {
    var now = now();
    var consumed = state.consumed(now.plus(settings.resolveWithin()), now.plus(pause(state)));
    var until = consumed.until();
    return until != null && now.isAfter(until)
        ? state.givenUp(
            "The provider took the message, but its copy was not found. Look in Sent before you"
                + " send it again.")
        : consumed;
  }

  private SendState again(Send send, Resolving state, ProviderException failure) {
    var now = now();
    return switch (failure) {
      case ProviderException.Throttled wait -> {
        grants.throttled(send.mailbox(), wait);
        yield state.lookAgain(now.plus(wait.retryAfter()));
      }
      case ProviderException.GrantExpired _ -> {
        grants.expired(send.mailbox());
        yield state.lookAgain(now.plus(SOONEST));
      }
      case ProviderException.ReconnectRequired _ ->
          now.isAfter(state.since().plus(settings.giveUpAfter()))
              ? state.givenUp("The mailbox was disconnected before the answer came. Look in Sent.")
              : state.lookAgain(now.plus(LOCKED_OUT));
      case ProviderException.Refused _,
          ProviderException.Gone _,
          ProviderException.CursorExpired _,
          ProviderException.Unavailable _ ->
          now.isAfter(state.since().plus(settings.giveUpAfter()))
              ? state.givenUp("The provider did not say what became of it. Look in Sent.")
              : state.lookAgain(now.plus(pause(state)));
    };
  }

  private Duration pause(Resolving state) {
    var quarter = Duration.between(state.since(), now()).dividedBy(4);
    if (quarter.compareTo(SOONEST) < 0) return SOONEST;
    return quarter.compareTo(LATEST) > 0 ? LATEST : quarter;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
