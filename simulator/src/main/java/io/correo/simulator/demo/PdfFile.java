package io.correo.simulator.demo;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// A PDF (1.4) of typewritten text: the first line is its heading. Pages as needed.
record PdfFile(String text) {
  // WinAnsiEncoding, which the fonts declare: ISO-8859-1 plus the euro sign.
  private static final Charset WIN_ANSI = Charset.forName("windows-1252");
  private static final int LINES_PER_PAGE = 52;

  byte[] bytes() {
    var pages = pages();
    var objects = new ArrayList<String>();
    var kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) kids.append(5 + 2 * i).append(" 0 R ");
    objects.add("<< /Type /Catalog /Pages 2 0 R >>");
    objects.add("<< /Type /Pages /Kids [" + kids + "] /Count " + pages.size() + " >>");
    objects.add(font("Helvetica"));
    objects.add(font("Helvetica-Bold"));
    for (int i = 0; i < pages.size(); i++) {
      objects.add(
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font"
              + " << /F1 3 0 R /F2 4 0 R >> >> /Contents "
              + (6 + 2 * i)
              + " 0 R >>");
      var content = content(pages.get(i), i == 0);
      objects.add("<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
    }
    return file(objects);
  }

  private List<List<String>> pages() {
    var lines = text.strip().lines().toList();
    var pages = new ArrayList<List<String>>();
    for (int from = 0; from < lines.size(); from += LINES_PER_PAGE) {
      pages.add(lines.subList(from, Math.min(lines.size(), from + LINES_PER_PAGE)));
    }
    return pages;
  }

  private static String font(String name) {
    return "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /" + name + " >>";
  }

  private static String content(List<String> lines, boolean first) {
    var content = new StringBuilder("0.11 0.31 0.54 rg 56 800 483 3 re f 0 g BT 56 770 Td 14 TL ");
    for (int i = 0; i < lines.size(); i++) {
      content.append(first && i == 0 ? "/F2 16 Tf (" : "/F1 10 Tf (");
      content.append(lines.get(i).replaceAll("([()\\\\])", "\\\\$1"));
      content.append(first && i == 0 ? ") Tj T* T* " : ") Tj T* ");
    }
    return content.append("ET").toString();
  }

  private static byte[] file(List<String> objects) {
    var file = new StringBuilder("%PDF-1.4\n");
    var offsets = new ArrayList<Integer>();
    for (int i = 0; i < objects.size(); i++) {
      offsets.add(file.length());
      file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    var start = file.length();
    file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    for (int offset : offsets) file.append(padded(offset)).append(" 00000 n \n");
    file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\n");
    file.append("startxref\n").append(start).append("\n%%EOF\n");
    return file.toString().getBytes(WIN_ANSI);
  }

  private static String padded(int offset) {
    var digits = Integer.toString(offset);
    return "0".repeat(10 - digits.length()) + digits;
  }
}
