package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.Change;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.contract.MailSourceContract;
import io.correo.provider.contract.TestMailbox;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Gmail adapter against the simulator.
class GmailSourceTest implements MailSourceContract {
  private final MailProvider provider = SimulatedGoogle.provider();
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Override
  public MailProvider provider() {
    return provider;
  }

  @Override
  public TestMailbox mailbox() {
    return mailbox;
  }

  @Test
  void keepsTheKeyOfADraftThatIsRewrittenInTheSpam() {
    var draft = provider.sender().create(grant(), message("First try"));
    var first = key(draft.messageRef());
    mailbox.markAsSpam(draft.messageRef());

    var rewritten = provider.sender().update(grant(), draft.draftRef(), message("Second try"));

    assertThat(key(rewritten.messageRef())).isEqualTo(first);
  }

  private String key(String ref) {
    var read = provider.source().fetch(grant(), List.of(new Listed(ref, "", null)));
    return ((Change.Upserted) read.getFirst()).key();
  }
}
