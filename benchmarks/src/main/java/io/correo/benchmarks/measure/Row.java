package io.correo.benchmarks.measure;

/// One line of the results, in words and numbers with units.
///
/// @param measure the letter
/// @param control the same of the control; "–" where there is none
/// @param target what should hold; "" where nothing is promised
public record Row(String measure, String what, String measured, String control, String target) {
  private static final String NONE = "–";

  public static Row of(String measure, String what, String measured) {
    return new Row(measure, what, measured, NONE, "");
  }

  public Row beside(String other) {
    return new Row(measure, what, measured, other, target);
  }

  public Row wanted(String promise) {
    return new Row(measure, what, measured, control, promise);
  }
}
