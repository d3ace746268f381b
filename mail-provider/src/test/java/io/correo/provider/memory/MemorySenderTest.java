package io.correo.provider.memory;

import io.correo.provider.MailProvider;
import io.correo.provider.contract.MailSenderContract;
import io.correo.provider.contract.TestMailbox;

/// The reference keeps the promises too, so they can be kept.
class MemorySenderTest implements MailSenderContract {
  private final MemoryMailbox mailbox = new MemoryMailbox();

  @Override
  public MailProvider provider() {
    return new MemoryProvider(mailbox);
  }

  @Override
  public TestMailbox mailbox() {
    return mailbox;
  }
}
