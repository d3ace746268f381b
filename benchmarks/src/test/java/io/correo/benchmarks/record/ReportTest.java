package io.correo.benchmarks.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.benchmarks.measure.Row;
import io.correo.benchmarks.record.Report.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Setting SETTING =
      Setting.now(Clock.fixed(Instant.parse("2026-11-29T12:30:00Z"), ZoneOffset.UTC));

  @TempDir Path directory;

  @Test
  void saysWhereAndWhenItWasMeasured() {
    var text = Report.of(SETTING, "abc1234", List.of()).text();

    assertThat(text)
        .contains("2026-11-29 12:30 UTC", "abc1234", " cores", " memory", "JDK 25", "load before");
  }

  @Test
  void keepsARowOnOneLineOfTheTable() {
    var row = Row.of("b", "what | of it", "1\n2").beside("3").wanted("≤ 4");

    var text = Report.of(SETTING, "abc1234", List.of(row)).text();

    assertThat(text).contains("| b | what \\| of it | 1 2 | 3 | ≤ 4 |");
  }

  @Test
  void leavesEarlierResultsWhereTheyAre() throws Exception {
    var file = Files.writeString(directory.resolve("README.md"), "# Before\n");
    var report = Report.of(SETTING, "abc1234", List.of(Row.of("g", "heap", "1 B")));

    report.appendTo(file);
    report.appendTo(file);

    assertThat(file).content().startsWith("# Before\n").containsOnlyOnce("# Before");
    assertThat(file).content().contains(report.text() + System.lineSeparator() + report.text());
  }
}
