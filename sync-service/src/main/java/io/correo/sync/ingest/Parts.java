package io.correo.sync.ingest;

import io.correo.provider.Grant;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSource;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.Gone;
import io.correo.sync.census.Censuses;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.grant.Purpose;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which parts of a mailbox are followed: those there are. Each has one cursor.
@Component
class Parts {
  private final MailProviders providers;
  private final ProviderCalls calls;
  private final Cursors cursors;
  private final Censuses censuses;

  Parts(MailProviders providers, ProviderCalls calls, Cursors cursors, Censuses censuses) {
    this.providers = providers;
    this.calls = calls;
    this.cursors = cursors;
    this.censuses = censuses;
  }

  /// Takes the place of every part before anything is listed: from here on nothing is missed. What
  /// an earlier attempt took stands: it is older, and that is only more to read.
  void begin(Lease lease, Mailbox mailbox) {
    take(lease, mailbox, MailSource::now);
  }

  /// Follows parts that have appeared from their beginning, and lets go of those that are gone.
  /// What a part that is gone held may be gone too, or elsewhere: the mailbox is compared.
  ///
  /// @return whether one has appeared
  boolean follow(Lease lease, Mailbox mailbox) {
    var present = take(lease, mailbox, MailSource::beginning);
    var gone = false;
    for (var part : followed(mailbox)) {
      if (present.all().contains(part)) continue;
      cursors.drop(lease, part);
      gone = true;
    }
    if (gone) censuses.want(mailbox.id());
    return !present.taken().isEmpty();
  }

  /// Where a part is now; null when it is gone.
  @Nullable Cursor now(Mailbox mailbox, String part) {
    return place(mailbox, part, MailSource::now);
  }

  /// Before everything a part holds; null when it is gone.
  @Nullable Cursor beginning(Mailbox mailbox, String part) {
    return place(mailbox, part, MailSource::beginning);
  }

  private record Taken(Set<String> all, List<String> taken) {}

  private Taken take(Lease lease, Mailbox mailbox, Place where) {
    var source = source(mailbox);
    var all = calls.call(mailbox, Purpose.SYNC, source::parts);
    var followed = followed(mailbox);
    var taken = new ArrayList<String>();
    for (var part : all) {
      if (followed.contains(part)) continue;
      var cursor = place(mailbox, part, where);
      if (cursor == null) continue;
      // One by one: ten thousand parts are not begun anew for a crash at the last.
      cursors.save(lease, cursor);
      taken.add(part);
    }
    return new Taken(all, taken);
  }

  private @Nullable Cursor place(Mailbox mailbox, String part, Place where) {
    var source = source(mailbox);
    try {
      return calls.call(mailbox, Purpose.SYNC, grant -> where.of(source, grant, part));
    } catch (Gone deletedMeanwhile) {
      return null;
    }
  }

  private Set<String> followed(Mailbox mailbox) {
    return cursors.of(mailbox.id()).stream().map(Cursor::part).collect(Collectors.toSet());
  }

  private MailSource source(Mailbox mailbox) {
    return providers.get(mailbox.provider()).source();
  }

  @FunctionalInterface
  private interface Place {
    Cursor of(MailSource source, Grant grant, String part);
  }
}
