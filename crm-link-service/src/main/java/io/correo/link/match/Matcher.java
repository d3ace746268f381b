package io.correo.link.match;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// From participants to records, by rules in this order, for each participant:
///
/// 1. an answer a person gave for the address before;
/// 2. a contact with that address: the contact and its account; with several accounts, those
/// another    participant points to, else it is ambiguous;
/// 3. an account whose own domain it is; several such accounts are ambiguous.
///
/// Pure: the same input gives the same decision, and each link says why.
public final class Matcher {
  private final Set<String> publicDomains;

  /// @param publicDomains mail domains that say nothing about a company
  public Matcher(Set<String> publicDomains) {
    this.publicDomains = Set.copyOf(publicDomains);
  }

  /// Whether a mail domain belongs to one company, not to everybody.
  public boolean isCompany(String domain) {
    return !publicDomains.contains(domain);
  }

  /// What to look up in the directory for these participants.
  public Set<String> keys(Participants participants) {
    var keys = new LinkedHashSet<String>();
    for (var address : participants.addresses()) {
      keys.add(address);
      var domain = Participants.domain(address);
      if (isCompany(domain)) keys.add("@" + domain);
    }
    return keys;
  }

  /// @param known records that have one of [#keys]
  /// @param accounts the accounts those contacts belong to
  /// @param answers what people said before, by address
  public Match match(
      Participants participants,
      Collection<DirectoryRecord> known,
      Collection<DirectoryRecord> accounts,
      Map<String, Answer> answers) {
    if (participants.addresses().isEmpty()) {
      return Match.none(Reason.COLLEAGUES);
    }
    var facts = new Known(known, accounts);
    var links = new LinkedHashMap<RecordRef, Match.Link>();
    var undecided = new LinkedHashMap<String, List<DirectoryRecord>>();
    for (var address : participants.addresses()) {
      decide(address, facts, answers, links, undecided);
    }
    settle(undecided, links);
    if (links.isEmpty() && undecided.isEmpty()) {
      return Match.none(Reason.nobodyKnown(participants.addresses()));
    }
    return new Match(List.copyOf(links.values()), none(links, undecided), Map.copyOf(undecided));
  }

  private void decide(
      String address,
      Known facts,
      Map<String, Answer> answers,
      Map<RecordRef, Match.Link> links,
      Map<String, List<DirectoryRecord>> undecided) {
    var answer = answers.get(address);
    if (answer != null) {
      answer
          .record()
          .ifPresent(
              ref ->
                  facts
                      .labelled(ref)
                      .ifPresent(
                          record -> add(links, record, Reason.answered(address, record.label()))));
      return;
    }
    var contacts = facts.contacts(address);
    for (var contact : contacts) {
      add(links, contact, Reason.address(address, contact.label()));
    }
    var candidates = facts.accountsOf(contacts);
    if (contacts.isEmpty()) {
      var accounts = facts.accounts(address);
      if (!accounts.isEmpty()) {
        candidates = accounts;
      } else if (isCompany(Participants.domain(address))) {
        candidates = facts.accounts("@" + Participants.domain(address));
      }
    }
    if (candidates.size() == 1) {
      var account = candidates.getFirst();
      add(links, account, why(address, contacts, account));
    } else if (candidates.size() > 1) {
      undecided.put(address, candidates);
    }
  }

  private static Reason why(
      String address, List<DirectoryRecord> contacts, DirectoryRecord account) {
    return contacts.isEmpty()
        ? Reason.domain(address, account.label())
        : Reason.contact(address, contacts.getFirst().label(), account.label());
  }

  /// An address of several accounts belongs to the one another participant already points to.
  private static void settle(
      Map<String, List<DirectoryRecord>> undecided, Map<RecordRef, Match.Link> links) {
    for (var address : List.copyOf(undecided.keySet())) {
      var pointed =
          undecided.getOrDefault(address, List.of()).stream()
              .filter(account -> links.containsKey(account.ref()))
              .toList();
      if (!pointed.isEmpty()) undecided.remove(address);
    }
  }

  private static @Nullable Reason none(
      Map<RecordRef, Match.Link> links, Map<String, List<DirectoryRecord>> undecided) {
    if (!links.isEmpty() || undecided.isEmpty()) return null;
    var names = new TreeSet<String>();
    undecided.values().forEach(all -> all.forEach(record -> names.add(record.label())));
    return Reason.ambiguous(undecided.keySet(), names);
  }

  private static void add(Map<RecordRef, Match.Link> links, DirectoryRecord record, Reason reason) {
    links.putIfAbsent(record.ref(), new Match.Link(record.ref(), record.label(), reason));
  }

  /// The directory's part in one decision.
  private record Known(Collection<DirectoryRecord> known, Collection<DirectoryRecord> accounts) {

    List<DirectoryRecord> contacts(String address) {
      return having(address, RecordRef.CONTACT);
    }

    List<DirectoryRecord> accounts(String key) {
      return having(key, RecordRef.ACCOUNT);
    }

    List<DirectoryRecord> accountsOf(List<DirectoryRecord> contacts) {
      var ids = new LinkedHashSet<String>();
      contacts.forEach(contact -> ids.addAll(contact.accounts()));
      var found = new ArrayList<DirectoryRecord>();
      for (var account : accounts) {
        if (ids.contains(account.id())) found.add(account);
      }
      return found;
    }

    java.util.Optional<DirectoryRecord> labelled(RecordRef ref) {
      return java.util.stream.Stream.concat(known.stream(), accounts.stream())
          .filter(record -> record.ref().equals(ref))
          .findFirst();
    }

    private List<DirectoryRecord> having(String key, String type) {
      return known.stream()
          .filter(record -> record.type().equals(type))
          .filter(record -> io.correo.link.directory.Directory.keys(record).contains(key))
          .toList();
    }
  }
}
