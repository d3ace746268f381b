package io.correo.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoContentTest {
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@((?:[\\w-]+\\.)+[a-z]+)");
  private static final Clock WEDNESDAY_NOON =
      Clock.fixed(Instant.parse("2026-03-18T12:00:00Z"), ZoneOffset.UTC);
  private static final List<DemoMessage> MESSAGES = new DemoContent().messages(WEDNESDAY_NOON);
  private static final List<ReadMail> MAIL = MESSAGES.stream().map(ReadMail::of).toList();

  @Test
  void fillsEveryMailboxOfBothTenants() {
    var counts =
        MESSAGES.stream()
            .collect(Collectors.groupingBy(DemoMessage::mailbox, Collectors.counting()));

    assertThat(MESSAGES).hasSizeBetween(400, 600);
    assertThat(counts)
        .containsOnlyKeys(
            "ana@acme.example",
            "ana@acme-mail.example",
            "bruno@acme.example",
            "carla@globex.example",
            "diego@globex.example");
    assertThat(counts.get("ana@acme.example")).isGreaterThan(150);
    assertThat(counts.values()).allMatch(count -> count >= 12);
  }

  @Test
  void writesMailThatAnIndependentParserReads() {
    for (var mail : MAIL) {
      assertThat(mail.header("Message-ID")).as(mail.name()).matches("<[^<>\\s]+@[^<>\\s]+>");
      assertThat(mail.header("From")).as(mail.name()).contains("@");
      assertThat(mail.header("Subject")).as(mail.name()).isNotBlank();
      assertThat(mail.date()).as(mail.name()).isEqualTo(mail.copy().at());
      assertThat(mail.texts()).as(mail.name()).isNotEmpty();
    }
  }

  @Test
  void endsEveryLineWithCrlf() {
    for (var message : MESSAGES) {
      var text = new String(message.raw(), StandardCharsets.ISO_8859_1);

      assertThat(text.replace("\r\n", "")).as(message.toString()).doesNotContain("\r", "\n");
    }
  }

  @Test
  void refersOnlyToMailOfTheSameConversation() {
    var written = new HashMap<String, Set<String>>();
    for (var mail : MAIL) {
      written
          .computeIfAbsent(mail.copy().conversation(), _ -> new HashSet<>())
          .add(mail.header("Message-ID"));
    }

    for (var mail : MAIL) {
      var conversation = written.get(mail.copy().conversation());
      assertThat(conversation).as(mail.name()).containsAll(mail.references());
      if (!mail.references().isEmpty()) {
        assertThat(mail.header("In-Reply-To")).isEqualTo(mail.references().getLast());
      }
    }
  }

  @Test
  void holdsTheMailThatAReplyAnswersWhereItsOwnerTookPart() {
    var held = MAIL.stream().map(ReadMail::place).collect(Collectors.toSet());
    var parties = new HashMap<String, List<String>>();
    for (var mail : MAIL) parties.put(mail.header("Message-ID"), mail.parties());

    for (var mail : MAIL) {
      for (var earlier : mail.references()) {
        if (!parties.get(earlier).contains(mail.copy().mailbox())) continue;
        assertThat(held).as(mail.name()).contains(mail.copy().mailbox() + " " + earlier);
      }
    }
  }

  @Test
  void givesOneMailOneConversationInEveryMailbox() {
    var conversations = new HashMap<String, String>();

    for (var mail : MAIL) {
      var other = conversations.putIfAbsent(mail.header("Message-ID"), mail.copy().conversation());

      assertThat(other).as(mail.name()).isIn(null, mail.copy().conversation());
    }
  }

  @Test
  void deliversMailBetweenSimulatedMailboxesToBoth() {
    var mailboxes = MESSAGES.stream().map(DemoMessage::mailbox).collect(Collectors.toSet());
    var received =
        MAIL.stream()
            .filter(mail -> mail.isReceived())
            .map(mail -> mail.copy().mailbox() + " " + mail.header("Message-ID"))
            .collect(Collectors.toSet());

    for (var mail : MAIL) {
      if (!mail.copy().labels().contains("SENT")) continue;
      for (var recipient : mail.recipients()) {
        if (!mailboxes.contains(recipient)) continue;
        assertThat(received).contains(recipient + " " + mail.header("Message-ID"));
      }
    }
  }

  @Test
  void showsADraftToItsWriterOnly() {
    for (var draft : MAIL) {
      if (!draft.copy().labels().contains("DRAFT")) continue;
      var id = draft.header("Message-ID");

      assertThat(MAIL).filteredOn(mail -> mail.header("Message-ID").equals(id)).hasSize(1);
      assertThat(draft.header("From")).contains(draft.copy().mailbox());
    }
  }

  @Test
  void namesNobodyOutsideTheReservedDomain() {
    for (var mail : MAIL) {
      Stream.concat(mail.headers().values().stream(), mail.texts().stream())
          .flatMap(text -> ADDRESS.matcher(text).results())
          .forEach(found -> assertThat(found.group(1)).as(found.group()).endsWith(".example"));
    }
  }

  @Test
  void mixesWhatARealMailboxMixes() {
    assertThat(MESSAGES).filteredOn(DemoMessage::unread).hasSizeGreaterThan(60);
    assertThat(MESSAGES).filteredOn(DemoMessage::starred).hasSizeGreaterThan(8);
    assertThat(labelled("DRAFT")).hasSizeBetween(3, 6);
    assertThat(labelled("TRASH")).hasSizeGreaterThan(4);
    assertThat(labelled("SPAM")).hasSizeGreaterThan(3);
    assertThat(labelled("Clientes/Obra")).hasSizeGreaterThan(10);
    assertThat(MAIL).filteredOn(mail -> mail.has("text/html")).hasSizeGreaterThan(150);
    for (var type : List.of("application/pdf", "image/png", "text/calendar", "text/csv")) {
      assertThat(MAIL).filteredOn(mail -> mail.has(type)).as(type).isNotEmpty();
    }
    assertThat(MAIL).filteredOn(mail -> mail.has("message/delivery-status")).hasSize(3);
    assertThat(MAIL).filteredOn(mail -> !mail.header("List-Unsubscribe").isEmpty()).isNotEmpty();
    assertThat(MAIL).filteredOn(mail -> !mail.header("Auto-Submitted").isEmpty()).isNotEmpty();
  }

  @Test
  void speaksSpanishEnglishAndPortuguese() {
    assertThat(MAIL).filteredOn(mail -> mail.says("Un saludo")).hasSizeGreaterThan(20);
    assertThat(MAIL).filteredOn(mail -> mail.says("Kind regards")).hasSizeGreaterThan(10);
    assertThat(MAIL).filteredOn(mail -> mail.says("Atenciosamente")).hasSizeGreaterThan(10);
  }

  @Test
  void datesMailBackFromTheClockToday() {
    var now = WEDNESDAY_NOON.instant();

    assertThat(MESSAGES).allMatch(message -> !message.at().isAfter(now));
    assertThat(MESSAGES.getLast().at()).isAfter(now.minusSeconds(3600));
    assertThat(MESSAGES.getFirst().at()).isBefore(now.minusSeconds(80 * 86_400));
    assertThat(MESSAGES).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void keepsConversationsInOrderWhateverTheHour() {
    for (var hour :
        List.of("2026-03-16T00:10:00Z", "2026-01-01T07:00:00Z", "2026-07-26T22:00:00Z")) {
      var now = Instant.parse(hour);

      var messages = new DemoContent().messages(Clock.fixed(now, ZoneOffset.UTC));

      assertThat(messages).hasSameSizeAs(MESSAGES).allMatch(m -> !m.at().isAfter(now));
      var seen = new HashSet<String>();
      for (var mail : messages.stream().map(ReadMail::of).toList()) {
        assertThat(seen).as(mail.name()).containsAll(mail.references());
        seen.add(mail.header("Message-ID"));
      }
    }
  }

  @Test
  void givesTheSameBytesForTheSameClock() {
    var again = new DemoContent().messages(WEDNESDAY_NOON);

    for (int i = 0; i < again.size(); i++) {
      assertThat(again.get(i).raw()).isEqualTo(MESSAGES.get(i).raw());
    }
  }

  private static List<DemoMessage> labelled(String label) {
    return MESSAGES.stream().filter(message -> message.labels().contains(label)).toList();
  }
}
