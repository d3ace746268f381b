package io.correo.provider.graph;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.ProviderCalls;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.resilience.ResilientCalls;
import io.correo.provider.simulated.Outside;
import io.correo.simulator.fault.Fault.Action;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Graph's errors become.
class GraphFailuresTest {
  private final GraphProvider provider = SimulatedMicrosoft.provider();
  private final OutlookMailbox mailbox = new OutlookMailbox();

  @ParameterizedTest
  @CsvSource({
    "429,TooManyRequests,Throttled",
    "503,serviceNotAvailable,Throttled",
    "504,UnknownError,Throttled",
    "500,ErrorInternalServerError,Unavailable",
    "502,UnknownError,Unavailable",
    "409,ErrorIrresolvableConflict,Unavailable",
    "410,syncStateNotFound,CursorExpired",
    "400,syncStateInvalid,CursorExpired",
    "404,ErrorItemNotFound,Gone",
    // No message is gone because the mailbox is not there, or moved to another server.
    "404,MailboxNotEnabledForRESTAPI,Refused",
    "403,ErrorAccessDenied,Refused",
    "400,ErrorInvalidRequest,Refused",
    "401,InvalidAuthenticationToken,GrantExpired"
  })
  void sortsErrorsByWhatToDoNext(int status, String code, String expected) {
    mailbox.arm(".*", 1, Action.STATUS, status, code, "");

    var failure = catchThrowable(() -> provider.source().folders(mailbox.grant()));

    assertThat(failure).isInstanceOf(ProviderException.class);
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure.getMessage()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "HTML,200",
    "HTML,404",
    "HTML,403",
    "HTML,502",
    "TRUNCATE,200",
    "DROP_BEFORE,0",
    "DROP_AFTER,0"
  })
  void believesNothingButJson(Action action, int status) {
    var offer = mailbox.delivered("Offer");
    provider.source().folders(mailbox.grant());
    mailbox.arm(".*", 1, action, status, "", "");

    assertThatThrownBy(() -> fetch(provider, List.of(offer))).isInstanceOf(Unavailable.class);
    assertThat(fetch(provider, List.of(offer))).first().isInstanceOf(Change.Upserted.class);
  }

  @Test
  void takesNoCutListForAShortOne() {
    for (int i = 0; i < 3; i++) mailbox.delivered("Offer " + i);
    mailbox.arm("messages", 1, Action.TRUNCATE, 200, "", "");

    assertThatThrownBy(() -> provider.source().list(mailbox.grant(), null))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void noticesAMessageThatWasCutOff() {
    try (var graph =
        new StubGraph(
            (_, exchange) -> {
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write("Subject: Offer".getBytes(US_ASCII));
              exchange.getResponseBody().flush();
            })) {
      assertThatThrownBy(
              () -> {
                var contents = graph.provider(ProviderCalls.DIRECT).contents();
                try (var raw = contents.raw(StubGrant.ANA, "m1")) {
                  raw.readAllBytes();
                }
              })
          .isInstanceOfAny(IOException.class, Unavailable.class);
    }
  }

  @Test
  void asksAgainOnlyForWhatABatchPutOff() {
    var refs = new ArrayList<String>();
    for (int i = 0; i < 4; i++) refs.add(mailbox.delivered("Offer " + i));
    provider.source().folders(mailbox.grant());
    mailbox.arm("/messages/", 2, Action.THROTTLE, 429, "TooManyRequests", "0.2");
    var calls =
        new ResilientCalls("microsoft", Outside.settings(Map.of()).calls(), Clock.systemUTC());
    var patient = SimulatedMicrosoft.provider(Map.of(), calls, Clock.systemUTC());

    assertThat(fetch(patient, refs)).hasSize(4).allMatch(Change.Upserted.class::isInstance);
  }

  @Test
  void leavesTheFailureOfOneInABatchToThatOne() {
    var there = mailbox.delivered("Offer");
    var gone = mailbox.delivered("Gone");
    mailbox.purge(gone);

    assertThat(fetch(provider, List.of(gone, there))).first().isEqualTo(new Change.Removed(gone));
    assertThat(fetch(provider, List.of(gone, there)).getLast()).isInstanceOf(Change.Upserted.class);
  }

  @Test
  void asksForAnotherMailboxInVain() {
    var other = new OutlookMailbox();
    var mine = mailbox.grant();
    var stolen =
        new io.correo.provider.Grant.UserConsent(
            mine.mailbox(),
            other.grant().account(),
            mine.accessToken(),
            java.time.Instant.MAX,
            mine.budget());

    assertThatThrownBy(() -> provider.source().folders(stolen))
        .isInstanceOf(Refused.class)
        .hasMessageNotContaining(mine.accessToken());
  }

  private List<Change> fetch(GraphProvider provider, List<String> refs) {
    return provider
        .source()
        .fetch(mailbox.grant(), refs.stream().map(it -> new Listed(it, "", null)).toList());
  }
}
