package io.correo.provider.contract;

import java.util.List;

/// A message as a test thinks of it.
///
/// @param answers the ref of the message it replies to; empty for none
public record Letter(String from, String subject, String text, String answers, List<File> files) {

  public record File(String name, String type, byte[] bytes) {}

  public static Letter about(String subject) {
    return new Letter("ana@customer.example", subject, "About " + subject, "", List.of());
  }

  public Letter answering(String ref) {
    return new Letter(from, subject, text, ref, files);
  }

  public Letter with(File... attached) {
    return new Letter(from, subject, text, answers, List.of(attached));
  }
}
