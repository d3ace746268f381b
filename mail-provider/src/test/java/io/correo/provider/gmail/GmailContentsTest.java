package io.correo.provider.gmail;

import io.correo.provider.MailProvider;
import io.correo.provider.contract.MailContentsContract;
import io.correo.provider.contract.TestMailbox;

/// Gmail adapter against the simulator.
class GmailContentsTest implements MailContentsContract {
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
}
