package io.correo.link.decision;

import io.correo.events.DirectoryRecord;
import io.correo.events.LinkDecision;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.link.LinkSettings;
import io.correo.link.directory.Directory;
import io.correo.link.match.Match;
import io.correo.link.match.Matcher;
import io.correo.link.match.Participants;
import io.correo.link.match.Reason;
import io.correo.link.review.Reviews;
import io.correo.link.sharing.SharingRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Everything a decision is made from, in the order it counts: what must never be shared, what
/// people linked by hand or chose when they wrote, what the rules say.
@Component
class Rules {
  private final Directory directory;
  private final Reviews reviews;
  private final SharingRules sharing;
  private final Mailboxes mailboxes;
  private final Matcher matcher;

  Rules(
      Directory directory,
      Reviews reviews,
      SharingRules sharing,
      Mailboxes mailboxes,
      LinkSettings settings) {
    this.directory = directory;
    this.reviews = reviews;
    this.sharing = sharing;
    this.mailboxes = mailboxes;
    this.matcher = new Matcher(settings.publicDomains());
  }

  /// @param reason why it is linked to none; null when there are links
  record Verdict(List<LinkDecision.Link> links, @Nullable Reason reason) {}

  /// @param byHand what people did to the message's conversation
  Verdict judge(Decided message, ManualLinks.Manual byHand) {
    var tenant = message.tenant();
    var ofTenant = sharing.ofTenant(tenant);
    var never = neverShared(message, ofTenant);
    if (never != null) return new Verdict(List.of(), never);
    var links = new LinkedHashMap<RecordRef, LinkDecision.Link>();
    for (var ref : byHand.linked()) links.put(ref, byHand(tenant, ref, Reason.BY_HAND));
    for (var ref : byHand.chosen()) links.putIfAbsent(ref, byHand(tenant, ref, Reason.CHOSEN));
    var match = match(message, ofTenant);
    for (var link : match.links()) {
      var ref = link.record();
      if (byHand.unlinked().contains(ref)) continue;
      links.putIfAbsent(ref, link(ref, link.label(), link.reason(), false));
    }
    ask(message, match, links);
    if (!links.isEmpty()) return new Verdict(List.copyOf(links.values()), null);
    return new Verdict(List.of(), match.reason() == null ? Reason.UNLINKED : match.reason());
  }

  private LinkDecision.Link byHand(TenantId tenant, RecordRef ref, Reason reason) {
    return link(ref, label(tenant, ref), reason, true);
  }

  private static LinkDecision.Link link(
      RecordRef ref, String label, Reason reason, boolean manual) {
    return new LinkDecision.Link(ref.type(), ref.id(), label, reason.text(), manual, reason.why());
  }

  private Match match(Decided message, SharingRules.OfTenant ofTenant) {
    var tenant = message.tenant();
    var participants = participants(message, ofTenant);
    var known = directory.knownBy(tenant, matcher.keys(participants));
    var refs = new LinkedHashSet<RecordRef>();
    for (var record : known) {
      record.accounts().forEach(id -> refs.add(new RecordRef(RecordRef.ACCOUNT, id)));
    }
    var answers = reviews.answers(tenant, participants.addresses());
    answers
        .values()
        .forEach(
            answer -> {
              var chosen = answer.chosen();
              if (chosen != null) refs.add(chosen);
            });
    var accounts = directory.findAll(tenant, refs);
    return matcher.match(participants, known, accounts, answers);
  }

  /// Without the people of our own company: they take part in everything.
  private Participants participants(Decided message, SharingRules.OfTenant ofTenant) {
    var tenant = message.tenant();
    var all = message.participants();
    var domains = all.stream().map(Participants::domain).collect(Collectors.toSet());
    var company = domains.stream().filter(matcher::isCompany).collect(Collectors.toSet());
    var addresses = mailboxes.ownOf(tenant, Set.copyOf(all));
    var own = new HashSet<>(ofTenant.internalDomains());
    own.addAll(mailboxes.domainsOf(tenant, company));
    return new Participants(
        all.stream()
            .filter(address -> !addresses.contains(address))
            .filter(address -> !own.contains(Participants.domain(address)))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private @Nullable Reason neverShared(Decided message, SharingRules.OfTenant ofTenant) {
    var rules = ofTenant.neverShare();
    var mailbox = mailboxes.find(message.mailbox());
    var own =
        mailbox == null
            ? SharingRules.Never.NOTHING
            : sharing.ofUser(message.tenant(), mailbox.owner());
    for (var address : message.participants()) {
      if (rules.holds(address) || own.holds(address)) {
        return Reason.neverShared(address);
      }
    }
    return null;
  }

  private void ask(
      Decided message, Match match, LinkedHashMap<RecordRef, LinkDecision.Link> links) {
    match
        .undecided()
        .forEach(
            (address, accounts) -> {
              var candidates = accounts.stream().map(DirectoryRecord::ref).toList();
              if (candidates.stream().anyMatch(links::containsKey)) return;
              reviews.ask(
                  new Reviews.Review(
                      "",
                      message.tenant(),
                      address,
                      message.mailbox(),
                      message.thread(),
                      message.message(),
                      message.subject(),
                      new ArrayList<>(candidates),
                      false));
            });
  }

  private String label(TenantId tenant, RecordRef ref) {
    var record = directory.find(tenant, ref);
    return record == null ? ref.id() : record.label();
  }
}
