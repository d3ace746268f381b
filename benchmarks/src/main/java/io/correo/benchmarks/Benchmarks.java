package io.correo.benchmarks;

import io.correo.benchmarks.accept.AcceptMeasure;
import io.correo.benchmarks.idle.IdleMeasure;
import io.correo.benchmarks.imports.ImportMeasure;
import io.correo.benchmarks.measure.Extent;
import io.correo.benchmarks.measure.Measure;
import io.correo.benchmarks.measure.Row;
import io.correo.benchmarks.record.Report;
import io.correo.benchmarks.record.Report.Setting;
import io.correo.benchmarks.sight.BesideImportMeasure;
import io.correo.benchmarks.sight.SightMeasure;
import io.correo.benchmarks.start.StartMeasure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The command behind `benchmarks/run`: takes measures one after the other, so that none disturbs
/// another, and writes down what they showed. A measure that fails does not take the rest along.
public final class Benchmarks {
  private static final Path RECORD = Path.of("benchmarks", "README.md");

  private final PrintStream out;
  private final Clock clock;

  private Benchmarks(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /// Run in the root of the source tree.
  public static void main(String... words) {
    var clock = Clock.systemUTC();
    try {
      var arguments = Arguments.parse(measures(clock), words);
      System.exit(new Benchmarks(System.out, clock).run(arguments) ? 0 : 1);
    } catch (IllegalArgumentException mistake) {
      System.err.println(mistake.getMessage());
      System.exit(2);
    }
  }

  static List<Measure> measures(Clock clock) {
    return List.of(
        new AcceptMeasure(clock),
        new SightMeasure(clock),
        new ImportMeasure(),
        new BesideImportMeasure(clock),
        new IdleMeasure(clock),
        new StartMeasure());
  }

  private boolean run(Arguments arguments) {
    var setting = Setting.now(clock);
    var rows = new ArrayList<Row>();
    var allWell = true;
    for (var measure : arguments.measures()) {
      try {
        rows.addAll(
            measure.take(arguments.extent(), line -> out.println(measure.id() + ": " + line)));
      } catch (RuntimeException failure) {
        allWell = false;
        out.println(measure.id() + " failed:");
        failure.printStackTrace(out);
      }
    }
    var report = Report.of(setting, System.getProperty("correo.revision", "unknown"), rows);
    out.printf("%n%s", report.text());
    if (arguments.extent() == Extent.SHORT) {
      out.println("A short run: it shows that the measures work; its numbers mean nothing.");
    } else if (!rows.isEmpty()) {
      report.appendTo(RECORD);
    }
    return allWell;
  }
}
