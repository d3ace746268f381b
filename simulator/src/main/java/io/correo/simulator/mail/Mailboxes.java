package io.correo.simulator.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every simulated mailbox, by address.
public final class Mailboxes {

  private final Map<String, Mailbox> byAddress = new ConcurrentSkipListMap<>();
  private final List<Consumer<MailboxChanged>> listeners = new CopyOnWriteArrayList<>();
  private final long firstHistory;

  /// @param firstHistory unsigned: where every mailbox begins to count its changes
  public Mailboxes(long firstHistory) {
    this.firstHistory = firstHistory;
  }

  /// The mailbox of this address, made when it is new.
  public Mailbox open(String address, Provider provider) {
    return byAddress.computeIfAbsent(
        Address.bare(address), key -> new Mailbox(key, provider, firstHistory, this::announce));
  }

  public @Nullable Mailbox find(String address) {
    return byAddress.get(Address.bare(address));
  }

  public Collection<Mailbox> all() {
    return new ArrayList<>(byAddress.values());
  }

  /// Called after every change, on the thread that made it: be quick.
  public void listen(Consumer<MailboxChanged> listener) {
    listeners.add(listener);
  }

  private void announce(MailboxChanged change) {
    listeners.forEach(listener -> listener.accept(change));
  }
}
