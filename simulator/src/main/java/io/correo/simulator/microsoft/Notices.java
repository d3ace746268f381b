package io.correo.simulator.microsoft;

import io.correo.simulator.fault.Faults;
import io.correo.simulator.mail.Later;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.MailboxChanged;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells subscribers what changed, as the scripted faults allow.
@Component
public class Notices {

  /// What can happen to a subscription.
  public static final Set<String> EVENTS =
      Set.of("reauthorizationRequired", "subscriptionRemoved", "missed");

  private final Subscriptions subscriptions;
  private final NoticeSender sender;
  private final Mailboxes mailboxes;
  private final Faults faults;
  private final Later later;

  Notices(
      Subscriptions subscriptions,
      NoticeSender sender,
      Mailboxes mailboxes,
      Faults faults,
      Later later) {
    this.subscriptions = subscriptions;
    this.sender = sender;
    this.mailboxes = mailboxes;
    this.faults = faults;
    this.later = later;
    mailboxes.listen(this::changed);
  }

  /// Tells the subscribers of a mailbox about their subscriptions; how many were told.
  public int lifecycle(String address, String event) {
    var mailbox = mailboxes.find(address);
    int told = 0;
    for (var subscription : subscriptions.of(address)) {
      if (event.equals("subscriptionRemoved")) {
        subscriptions.remove(subscription.id());
      }
      if (mailbox != null && !subscription.lifecycleUrl().isEmpty()) {
        sender.send(Notice.lifecycle(subscription, MicrosoftAccount.of(mailbox), event));
        told++;
      }
    }
    return told;
  }

  private void changed(MailboxChanged change) {
    if (change.provider() != Provider.MICROSOFT) {
      return;
    }
    var mailbox = mailboxes.find(change.address());
    if (mailbox == null) {
      return;
    }
    for (var subscription : subscriptions.of(change.address())) {
      notices(subscription, mailbox, change).forEach(notice -> deliver(change.address(), notice));
    }
  }

  private static List<Notice> notices(
      Subscription subscription, Mailbox mailbox, MailboxChanged change) {
    var before = seen(subscription, change.before());
    var after = seen(subscription, change.after());
    var moved =
        before != null
            && after != null
            && before.moves() != after.moves()
            && !subscription.immutable();
    var told = new ArrayList<Notice>();
    if (before != null && (after == null || moved)) {
      told.add(notice(subscription, mailbox, "deleted", before));
    }
    if (after != null && (before == null || moved)) {
      told.add(notice(subscription, mailbox, "created", after));
    }
    if (before != null && after != null && !moved) {
      told.add(notice(subscription, mailbox, "updated", after));
    }
    told.removeIf(
        notice ->
            !subscription.changeTypes().contains(String.valueOf(notice.body().get("changeType"))));
    return told;
  }

  /// Null when it is not in the folder that is listened to.
  private static @Nullable StoredMessage seen(
      Subscription subscription, @Nullable StoredMessage message) {
    boolean here =
        message != null
            && (subscription.folder().isEmpty() || subscription.folder().equals(message.folder()));
    return here ? message : null;
  }

  private static Notice notice(
      Subscription subscription, Mailbox mailbox, String type, StoredMessage message) {
    var seen = new GraphMessage(mailbox, message, subscription.immutable(), false);
    return Notice.change(subscription, MicrosoftAccount.of(mailbox), type, seen.id(), seen.etag());
  }

  private void deliver(String address, Notice notice) {
    var fault = faults.push(address);
    if (fault == null) {
      sender.send(notice);
      return;
    }
    switch (fault.action()) {
      case LOSE -> {}
      case DUPLICATE -> {
        sender.sendAlone(notice);
        sender.sendAlone(notice);
      }
      case DELAY, REORDER -> later.after(fault.delay(), () -> sender.sendAlone(notice));
      case MERGE -> sender.send(notice, fault.delay());
      case FORGE -> {
        ForgedNotices.of(notice, fault.variant()).forEach(sender::sendAlone);
        sender.sendAlone(notice);
      }
      default -> sender.send(notice);
    }
  }
}
