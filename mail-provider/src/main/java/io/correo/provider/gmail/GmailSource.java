package io.correo.provider.gmail;

import com.google.api.services.gmail.model.SendAs;
import com.google.api.services.gmail.model.WatchRequest;
import io.correo.events.Address;
import io.correo.events.Folder;
import io.correo.provider.Change;
import io.correo.provider.Grant;
import io.correo.provider.MailSource;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Refused;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What there is in a Gmail mailbox and what changes. The whole mailbox is one part.
final class GmailSource implements MailSource {
  static final String HISTORY = "history";
  private final GmailApi gmail;
  private final MessageReading reading;
  private final History history;
  private final LabelledListing listing;

  GmailSource(GmailApi gmail, MessageReading reading) {
    this.gmail = gmail;
    this.reading = reading;
    this.history = new History(gmail, reading);
    this.listing = new LabelledListing(gmail);
  }

  @Override
  public Profile profile(Grant grant) {
    var profile = ownProfile(grant);
    var address = profile.getEmailAddress();
    return new Profile(
        address,
        address,
        identities(grant, address),
        Objects.requireNonNullElse(profile.getMessagesTotal(), 0));
  }

  @Override
  public List<Folder> folders(Grant grant) {
    var labels =
        gmail.read(
            grant,
            "labels.list",
            gmail.costs().small(),
            (users, account) -> users.labels().list(account));
    return Labels.folders(
        grant.mailbox(), Objects.requireNonNullElse(labels.getLabels(), List.of()));
  }

  @Override
  public Set<String> parts(Grant grant) {
    return Set.of(HISTORY);
  }

  @Override
  public Cursor now(Grant grant, String part) {
    return new Position(ownProfile(grant).getHistoryId()).cursor();
  }

  /// There is one part, and it is there from the start.
  @Override
  public Cursor beginning(Grant grant, String part) {
    return now(grant, part);
  }

  @Override
  public ChangePage changes(Grant grant, Cursor since) {
    try {
      return history.page(grant, Position.of(since));
    } catch (Gone tooOld) {
      throw new CursorExpired(Objects.requireNonNullElse(tooOld.getMessage(), "too old"));
    }
  }

  @Override
  public Listing list(Grant grant, @Nullable String pageToken) {
    return listing.page(grant, pageToken);
  }

  @Override
  public Listing importPage(Grant grant, @Nullable String pageToken) {
    return listing.names(grant, pageToken);
  }

  @Override
  public List<Change> fetch(Grant grant, List<Listed> messages) {
    return reading.whole(grant, messages).stream().map(MessageReading.Read::change).toList();
  }

  @Override
  public List<Change.StateChanged> states(Grant grant, List<Listed> messages) {
    return reading.states(grant, messages);
  }

  /// A push names a mailbox and a history id, but no message.
  @Override
  public List<Change> hinted(Grant grant, List<String> hints) {
    return List.of();
  }

  /// Google pushes to our Pub/Sub topic, so none of the parameters reaches it.
  @Override
  public Watch watch(Grant grant, URI notificationUrl, String clientState, @Nullable String known) {
    var watch =
        gmail.read(
            grant,
            "watch",
            gmail.costs().watch(),
            (users, account) ->
                users.watch(account, new WatchRequest().setTopicName(gmail.pubsubTopic())));
    return new Watch(null, Instant.ofEpochMilli(watch.getExpiration()));
  }

  /// Ends it for every connection of the address in our project: call it for the last one only.
  @Override
  public void unwatch(Grant grant, @Nullable String known) {
    try {
      gmail.read(grant, "stop", gmail.costs().stop(), (users, account) -> users.stop(account));
    } catch (Gone none) {
      // Ending none succeeds.
    }
  }

  private com.google.api.services.gmail.model.Profile ownProfile(Grant grant) {
    return gmail.read(
        grant, "getProfile", gmail.costs().small(), (users, account) -> users.getProfile(account));
  }

  private List<Address> identities(Grant grant, String address) {
    try {
      var aliases =
          gmail.read(
              grant,
              "sendAs.list",
              gmail.costs().small(),
              (users, account) -> users.settings().sendAs().list(account));
      var usable =
          Objects.requireNonNullElse(aliases.getSendAs(), List.<SendAs>of()).stream()
              .filter(GmailSource::isUsable)
              .sorted(Comparator.comparing((SendAs it) -> !isPrimary(it)))
              .map(GmailSource::identity)
              .toList();
      return usable.isEmpty() ? List.of(Address.of(address)) : usable;
    } catch (Gone | Refused notTold) {
      return List.of(Address.of(address));
    }
  }

  private static boolean isUsable(SendAs alias) {
    return isPrimary(alias) || "accepted".equals(alias.getVerificationStatus());
  }

  private static boolean isPrimary(SendAs alias) {
    return Boolean.TRUE.equals(alias.getIsPrimary());
  }

  private static Address identity(SendAs alias) {
    var name = alias.getDisplayName();
    return new Address(name == null || name.isBlank() ? null : name, alias.getSendAsEmail());
  }
}
