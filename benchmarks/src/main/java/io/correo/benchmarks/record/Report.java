package io.correo.benchmarks.record;

import io.correo.benchmarks.measure.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The results of a run as a block of Markdown.
///
/// @param text ends with a line break
public record Report(String text) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /// The machine before anything of the run has loaded it.
  ///
  /// @param machine in one line
  /// @param load of the last minute
  /// @param date of the beginning
  public record Setting(String machine, String load, String date) {
    public static Setting now(Clock clock) {
      return new Setting(Machine.describe(), Machine.load(), DATE.format(clock.instant()));
    }
  }

  /// @param revision of the source tree
  public static Report of(Setting setting, String revision, List<Row> rows) {
    var text = new StringBuilder();
    text.append("### %s, %s%n%n".formatted(setting.date(), revision));
    text.append("%s; load before: %s.%n%n".formatted(setting.machine(), setting.load()));
    text.append("| | what | measured | control | target |%n|---|---|---|---|---|%n".formatted());
    for (var row : rows) {
      text.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(
                  row.measure(),
                  cell(row.what()),
                  cell(row.measured()),
                  cell(row.control()),
                  cell(row.target())));
    }
    return new Report(text.toString());
  }

  /// Writes it behind what `file` says already.
  public void appendTo(Path file) {
    try {
      Files.writeString(file, System.lineSeparator() + text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
  }
}
