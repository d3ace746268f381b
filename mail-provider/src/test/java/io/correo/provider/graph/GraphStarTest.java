package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.MailActions.Action;
import io.correo.provider.MailActions.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Outlook has no star; its flag is one only where an operator says so.
class GraphStarTest {
  private final OutlookMailbox mailbox = new OutlookMailbox();

  @Test
  void takesNoFlagForAStarUnlessTold() {
    var provider = SimulatedMicrosoft.provider(Map.of());
    var offer = mailbox.delivered("Offer");
    mailbox.star(offer);

    var state = provider.source().list(mailbox.grant(), null).messages().getFirst().state();
    var outcome =
        provider.actions().apply(mailbox.grant(), new Action.Unstar(), List.of(offer)).getFirst();

    assertThat(provider.capabilities().star()).isFalse();
    assertThat(state.starred()).isFalse();
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(mailbox.isStarred(offer)).isTrue();
  }

  @Test
  void takesTheFlagForAStarWhenTold() {
    var provider = SimulatedMicrosoft.provider(Map.of("MICROSOFT_STAR_BY_FLAG", true));
    var offer = mailbox.delivered("Offer");
    mailbox.star(offer);

    assertThat(provider.capabilities().star()).isTrue();
    assertThat(
            provider.source().list(mailbox.grant(), null).messages().getFirst().state().starred())
        .isTrue();
  }
}
