package io.correo.simulator.demo;

import io.correo.simulator.demo.Letter.Enclosure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes the files a script attaches, `- file name: what is in it`; the extension says how.
final class Enclosures {
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

  List<Enclosure> of(Node turn) {
    var files = new ArrayList<Enclosure>();
    for (var file : turn.nodes("inline")) files.add(enclosure(file, true));
    for (var file : turn.nodes("attach")) files.add(enclosure(file, false));
    return files;
  }

  private static Enclosure enclosure(Node file, boolean inline) {
    var name = file.fields().keySet().iterator().next();
    var content = file.text(name);
    var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "pdf" -> new Enclosure(name, "application/pdf", new PdfFile(content).bytes(), inline);
      case "png" -> new Enclosure(name, "image/png", PngFile.of(content.strip()), inline);
      case "docx" ->
          new Enclosure(
              name,
              OFFICE + "wordprocessingml.document",
              OfficeFile.document(content).bytes(),
              inline);
      case "xlsx" ->
          new Enclosure(
              name, OFFICE + "spreadsheetml.sheet", OfficeFile.sheet(content).bytes(), inline);
      case "csv" -> new Enclosure(name, "text/csv; charset=UTF-8", crlf(content), inline);
      default -> throw new IllegalArgumentException("cannot make " + name);
    };
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
