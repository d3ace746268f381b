package io.correo.provider.gmail;

import io.correo.provider.MailProvider;
import io.correo.provider.contract.MailSourceContract;
import io.correo.provider.contract.TestMailbox;

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
}
