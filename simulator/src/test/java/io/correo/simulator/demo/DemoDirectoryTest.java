package io.correo.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.DirectoryRecord;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoDirectoryTest {
  private static final List<DirectoryRecord> RECORDS = new DemoContent().directory();

  @Test
  void knowsFortyAccountsOfTwoTenants() {
    var perTenant =
        of("account").stream()
            .collect(Collectors.groupingBy(r -> r.tenant().value(), Collectors.counting()));

    assertThat(perTenant).hasSize(2).containsEntry("acme", 28L).containsEntry("globex", 12L);
    assertThat(of("deal")).hasSize(6);
    assertThat(of("user"))
        .extracting(DirectoryRecord::id)
        .containsExactlyInAnyOrder("ana", "bruno", "olga", "carla", "diego");
  }

  @Test
  void namesEveryRecordOnce() {
    assertThat(RECORDS).extracting(DirectoryRecord::key).doesNotHaveDuplicates();
    assertThat(RECORDS).extracting(DirectoryRecord::label).doesNotContain("");
  }

  @Test
  void putsContactsAndDealsInAccountsThatExist() {
    var accounts = of("account").stream().map(DirectoryRecord::key).toList();

    for (var type : List.of("contact", "deal")) {
      for (var record : of(type)) {
        assertThat(record.accounts()).as(record.label()).isNotEmpty();
        for (var account : record.accounts()) {
          assertThat(accounts).contains(record.tenant() + "/account/" + account);
        }
      }
    }
  }

  @Test
  void givesEveryAccountOnePrimaryContactWithAnAddress() {
    var primaries = new HashMap<String, Integer>();
    for (var contact : of("contact")) {
      assertThat(contact.addresses()).as(contact.label()).isNotEmpty();
      assertThat(contact.addresses()).allMatch(address -> address.endsWith(".example"));
      if (contact.primary()) primaries.merge(contact.accounts().getFirst(), 1, Integer::sum);
    }

    assertThat(primaries).hasSize(40).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
  }

  @Test
  void leavesOneContactInTwoAccounts() {
    assertThat(of("contact")).filteredOn(contact -> contact.accounts().size() > 1).hasSize(1);
  }

  private static List<DirectoryRecord> of(String type) {
    return RECORDS.stream().filter(record -> record.type().equals(type)).toList();
  }
}
