package io.correo.simulator.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small Office Open XML file (ECMA-376): a document of paragraphs or a sheet of rows.
record OfficeFile(Map<String, String> parts) {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
  private static final String OPEN = "http://schemas.openxmlformats.org/";
  private static final LocalDateTime EPOCH = LocalDateTime.of(2020, 1, 1, 0, 0);

  static OfficeFile document(String text) {
    var body = new StringBuilder();
    for (var line : text.strip().split("\n")) {
      body.append("<w:p><w:r><w:t xml:space=\"preserve\">");
      body.append(Prose.escape(line)).append("</w:t></w:r></w:p>");
    }
    var xml = "<w:document xmlns:w=\"" + OPEN + "wordprocessingml/2006/main\"><w:body>";
    return of(
        "word/document.xml", xml + body + "</w:body></w:document>", "wordprocessingml.document");
  }

  /// Rows are lines, cells are parted by `|`; what looks like a number is one.
  static OfficeFile sheet(String text) {
    var rows = new StringBuilder();
    for (var line : text.strip().split("\n")) {
      rows.append("<row>");
      for (var cell : line.split("\\|", -1)) rows.append(cell(cell.strip()));
      rows.append("</row>");
    }
    var main = OPEN + "spreadsheetml/2006/main";
    var links = OPEN + "officeDocument/2006/relationships";
    var book =
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>".formatted(main, links)
            + "<sheet name=\"Hoja1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    var file = of("xl/workbook.xml", book, "spreadsheetml.sheet");
    file.parts.put("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
    file.parts.put(
        "xl/worksheets/sheet1.xml",
        XML + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
    return file;
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : parts.entrySet()) {
        var entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static OfficeFile of(String main, String xml, String kind) {
    var parts = new LinkedHashMap<String, String>();
    var office = "application/vnd.openxmlformats-officedocument.";
    var sheet =
        "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"%sspreadsheetml.worksheet+xml\"/>";
    parts.put(
        "[Content_Types].xml",
        XML
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType="
            + "\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/%s\" ContentType=\"%s%s.main+xml\"/>"
                .formatted(main, office, kind)
            + (kind.startsWith("spreadsheet") ? sheet.formatted(office) : "")
            + "</Types>");
    parts.put("_rels/.rels", relation("officeDocument", main));
    parts.put(main, XML + xml);
    return new OfficeFile(parts);
  }

  private static String relation(String type, String target) {
    return XML
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"%sofficeDocument/2006/relationships/%s\" Target=\"%s\"/>"
            .formatted(OPEN, type, target)
        + "</Relationships>";
  }

  private static String cell(String value) {
    if (value.matches("-?\\d+(\\.\\d+)?")) return "<c><v>" + value + "</v></c>";
    return "<c t=\"inlineStr\"><is><t>" + Prose.escape(value) + "</t></is></c>";
  }
}
