package io.correo.benchmarks.measure;

import java.util.List;
import java.util.function.Consumer;

/// One question about Correo, answered beside a control where there is one to compare with. It
/// starts what it needs, and leaves nothing running.
public interface Measure {

  /// A letter; what is asked stands in the module's README.
  String id();

  /// @param tell takes a line of progress
  /// @return what was seen, in the order it should be read
  /// @throws IllegalStateException when the system did not do what is measured
  List<Row> take(Extent extent, Consumer<String> tell);
}
