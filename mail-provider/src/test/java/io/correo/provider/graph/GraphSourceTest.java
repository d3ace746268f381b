package io.correo.provider.graph;

import io.correo.provider.MailProvider;
import io.correo.provider.contract.MailSourceContract;
import io.correo.provider.contract.TestMailbox;

/// Graph adapter against the simulator.
class GraphSourceTest implements MailSourceContract {
  private final MailProvider provider = SimulatedMicrosoft.provider();
  private final OutlookMailbox mailbox = new OutlookMailbox();

  @Override
  public MailProvider provider() {
    return provider;
  }

  @Override
  public TestMailbox mailbox() {
    return mailbox;
  }
}
