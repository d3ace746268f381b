package io.correo.sync.schedule;

import io.correo.events.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whose turn it is: tenants in rounds, whoever has the fewest mailboxes at work first; within a
/// tenant the longest waiting first.
final class Rota {
  private Rota() {}

  /// @param due the longest waiting first
  /// @param atWork mailboxes each tenant has at work now
  static List<Due> order(List<Due> due, Map<TenantId, Integer> atWork) {
    var places = new HashMap<Due, Integer>();
    var next = new HashMap<>(atWork);
    for (var mailbox : due) {
      places.put(mailbox, next.merge(mailbox.tenant(), 1, Integer::sum));
    }
    return due.stream()
        .sorted(Comparator.comparingInt((Due mailbox) -> places.getOrDefault(mailbox, 0)))
        .toList();
  }
}
