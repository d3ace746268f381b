package io.correo.link.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private final Matcher matcher = new Matcher(Set.of("gmail.com"));

  private final DirectoryRecord obra = account("1", "Obra Norte", "obra.example");
  private final DirectoryRecord puerto = account("2", "Puerto Sur", "puerto.example");
  private final DirectoryRecord marta = contact("7", "Marta Gil", "marta@obra.example", "1");
  private final DirectoryRecord advisor = contact("8", "Luis", "luis@gmail.com", "1", "2");

  @Test
  void linksAContactAndItsAccountAndSaysWhy() {
    var match = match(Map.of(), "marta@obra.example");

    assertThat(match.links())
        .extracting(Match.Link::record)
        .containsExactly(marta.ref(), obra.ref());
    assertThat(match.links().getLast().reason().text())
        .isEqualTo("Marta Gil (marta@obra.example) is a contact of Obra Norte.");
  }

  @Test
  void linksAStrangerByTheDomainOfAnAccount() {
    var match = match(Map.of(), "ventas@puerto.example");

    assertThat(match.links()).extracting(Match.Link::record).containsExactly(puerto.ref());
  }

  @Test
  void neverLinksByAPublicDomain() {
    var everybody = account("3", "Everybody", "gmail.com");

    var match = matcher.match(people("who@gmail.com"), List.of(everybody), List.of(), Map.of());

    assertThat(match.links()).isEmpty();
    assertThat(match.reason().text()).contains("who@gmail.com");
  }

  @Test
  void waitsForAPersonWhenAContactIsInTwoAccounts() {
    var match = match(Map.of(), "luis@gmail.com");

    assertThat(match.undecided()).containsOnlyKeys("luis@gmail.com");
    assertThat(match.undecided().get("luis@gmail.com")).containsExactly(obra, puerto);
    assertThat(match.links()).extracting(Match.Link::record).containsExactly(advisor.ref());
  }

  @Test
  void letsAnotherParticipantDecideAmongTwoAccounts() {
    var match = match(Map.of(), "luis@gmail.com", "marta@obra.example");

    assertThat(match.undecided()).isEmpty();
    assertThat(match.links()).extracting(Match.Link::record).contains(obra.ref());
  }

  @Test
  void remembersWhatAPersonAnswered() {
    var answers = Map.of("luis@gmail.com", new Answer(puerto.ref()));

    var match = match(answers, "luis@gmail.com");

    assertThat(match.links()).extracting(Match.Link::record).containsExactly(puerto.ref());
  }

  @Test
  void remembersThatAPersonSaidNone() {
    var match = match(Map.of("luis@gmail.com", new Answer(null)), "luis@gmail.com");

    assertThat(match.links()).isEmpty();
    assertThat(match.undecided()).isEmpty();
  }

  @Test
  void saysWhenOnlyColleaguesTakePart() {
    assertThat(match(Map.of()).reason()).isEqualTo(Reason.COLLEAGUES);
  }

  private Match match(Map<String, Answer> answers, String... addresses) {
    var people = people(addresses);
    var keys = matcher.keys(people);
    var known =
        List.of(obra, puerto, marta, advisor).stream()
            .filter(
                record ->
                    io.correo.link.directory.Directory.keys(record).stream()
                        .anyMatch(keys::contains))
            .toList();
    return matcher.match(people, known, List.of(obra, puerto), answers);
  }

  private static Participants people(String... addresses) {
    return new Participants(new LinkedHashSet<>(Arrays.asList(addresses)));
  }

  private static DirectoryRecord account(String id, String label, String domain) {
    return record(RecordRef.ACCOUNT, id, label, List.of(), List.of(domain), List.of());
  }

  private static DirectoryRecord contact(
      String id, String label, String address, String... accounts) {
    return record(
        RecordRef.CONTACT, id, label, List.of(address), List.of(), Arrays.asList(accounts));
  }

  private static DirectoryRecord record(
      String type,
      String id,
      String label,
      List<String> addresses,
      List<String> domains,
      List<String> accounts) {
    return new DirectoryRecord(
        new TenantId("acme"),
        type,
        id,
        label,
        null,
        addresses,
        domains,
        accounts,
        false,
        Map.of(),
        Instant.EPOCH);
  }
}
