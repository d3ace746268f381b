package io.correo.sync.ledger;

import io.correo.events.Automatic;
import io.correo.events.MessageContent;
import io.correo.events.MessageState;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSource;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.ProviderException.Refused;
import io.correo.sync.grant.ProviderCalls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Messages as their provider gives them. One that it says no to does not hold up the others, and
/// is not left out: it is told as what little is known of it.
@Component
public class ProviderMessages {
  private static final Logger log = LoggerFactory.getLogger(ProviderMessages.class);
  private static final MessageState NOWHERE =
      new MessageState(Set.of(), Set.of(), false, false, false, null);

  private final MailProviders providers;
  private final ProviderCalls calls;

  ProviderMessages(MailProviders providers, ProviderCalls calls) {
    this.providers = providers;
    this.calls = calls;
  }

  /// Whole; what is gone is told as removed.
  List<Change> whole(Reading reading, List<Listed> messages) {
    BiFunction<Grant, List<Listed>, List<Change>> fetch = source(reading)::fetch;
    return each(
        reading, messages, fetch, (message, why) -> List.of(unreadable(reading, message, why)));
  }

  /// Where they are and how they are marked; what is gone is left out. Of one that is refused its
  /// listing is believed, if it says.
  public List<Change.StateChanged> states(Reading reading, List<Listed> messages) {
    BiFunction<Grant, List<Listed>, List<Change.StateChanged>> states = source(reading)::states;
    return each(
        reading,
        messages,
        states,
        (message, _) ->
            message.state() == null
                ? List.of()
                : List.of(new Change.StateChanged(message.ref(), message.state())));
  }

  private <T> List<T> each(
      Reading reading,
      List<Listed> messages,
      BiFunction<Grant, List<Listed>, List<T>> read,
      BiFunction<Listed, Refused, List<T>> otherwise) {
    try {
      return calls.call(reading.mailbox(), reading.purpose(), grant -> read.apply(grant, messages));
    } catch (Refused refusal) {
      if (messages.size() > 1) {
        return messages.stream()
            .flatMap(it -> each(reading, List.of(it), read, otherwise).stream())
            .toList();
      }
      log.warn("A message is not given: {}", refusal.code());
      return otherwise.apply(messages.getFirst(), refusal);
    }
  }

  private Change unreadable(Reading reading, Listed message, Refused refusal) {
    var thread = message.threadRef().isEmpty() ? message.ref() : message.threadRef();
    var states = states(reading, List.of(message));
    return new Change.Upserted(
        message.ref(),
        message.ref(),
        thread,
        new MessageContent(
            "",
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            null,
            null,
            List.of(),
            "",
            null,
            null,
            false,
            List.of(),
            0,
            Automatic.NONE,
            Map.of(),
            List.of("The mail provider does not give this message: " + refusal.getMessage())),
        states.isEmpty() ? NOWHERE : states.getFirst().state());
  }

  private MailSource source(Reading reading) {
    return providers.get(reading.mailbox().provider()).source();
  }
}
