package io.correo.simulator.mail;

import java.util.ArrayList;
import java.util.List;

/// What changed in a mailbox, in order. Ids are unsigned and have gaps, like Gmail's.
final class Journal {

  private final List<Change> changes = new ArrayList<>();
  private long last;
  private long expiredBefore;
  private int steps;

  Journal(long first) {
    this.last = first;
    this.expiredBefore = first;
  }

  long last() {
    return last;
  }

  /// The next id; gaps, so that nobody counts on there being none.
  long next() {
    last += 1 + steps++ * 7 % 23;
    return last;
  }

  void add(Change change) {
    changes.add(change);
  }

  /// Whether changes after this id can still be told.
  boolean knows(long historyId) {
    return Long.compareUnsigned(historyId, expiredBefore) >= 0;
  }

  /// Everything told so far is forgotten: who asks from before now gets no answer.
  void expire() {
    changes.clear();
    next();
    expiredBefore = last;
  }

  /// Changes after this id, at most so many.
  List<Change> after(long historyId, int max) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(changes.get(middle).historyId(), historyId) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return List.copyOf(changes.subList(low, (int) Math.min((long) low + max, changes.size())));
  }
}
