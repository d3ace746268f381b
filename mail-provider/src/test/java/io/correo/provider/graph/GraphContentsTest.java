package io.correo.provider.graph;

import io.correo.provider.MailProvider;
import io.correo.provider.contract.MailContentsContract;
import io.correo.provider.contract.TestMailbox;

/// Graph adapter against the simulator.
class GraphContentsTest implements MailContentsContract {
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
