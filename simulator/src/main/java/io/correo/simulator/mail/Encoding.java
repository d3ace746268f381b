package io.correo.simulator.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/// How mail carries text and bytes in ASCII lines.
public final class Encoding {
  private static final String HEX = "0123456789ABCDEF";
  private static final String ATTRIBUTE = "-._~";
  // "=?UTF-8?B?" + "?=" leave 63 of an encoded word's 75 characters (RFC 2047 §2): 45 bytes.
  private static final int WORD_BYTES = 45;
  private static final int LINE = 76;

  private Encoding() {}

  /// Unstructured header text (RFC 2047), folded; short ASCII stays as it is.
  public static String header(String text) {
    if (!isAscii(text)) return words(text);
    var folded = new StringBuilder();
    var column = 0;
    for (var word : text.split(" ", -1)) {
      if (column > 0) folded.append(column + word.length() > LINE - 10 ? "\r\n " : " ");
      if (column + word.length() > LINE - 10) column = 0;
      folded.append(word);
      column += word.length() + 1;
    }
    return folded.toString();
  }

  /// A display name before an address; nothing for an empty one.
  public static String phrase(String name) {
    if (name.isEmpty()) return "";
    if (!isAscii(name)) return words(name) + " ";
    return name.matches("[\\w .-]+") && !name.contains(".") ? name + " " : "\"" + name + "\" ";
  }

  /// A parameter, folded before it; RFC 2231 where the value is not ASCII.
  public static String parameter(String name, String value) {
    if (isAscii(value)) return "\r\n " + name + "=\"" + value + "\"";
    var encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      var letter = Character.isLetterOrDigit(b) && b > 0 || ATTRIBUTE.indexOf(b) >= 0;
      if (letter) encoded.append((char) b);
      else encoded.append('%').append(hex(b));
    }
    return "\r\n " + name + "*=UTF-8''" + encoded;
  }

  public static String base64(byte[] content) {
    return Base64.getMimeEncoder().encodeToString(content);
  }

  /// RFC 2045 §6.7, of UTF-8; line ends become CRLF.
  public static String quotedPrintable(String text) {
    var encoded = new StringBuilder(text.length() + text.length() / 8);
    for (var line : text.split("\n", -1)) {
      if (!encoded.isEmpty()) encoded.append("\r\n");
      line(line.getBytes(StandardCharsets.UTF_8), encoded);
    }
    return encoded.toString();
  }

  private static void line(byte[] line, StringBuilder encoded) {
    var column = 0;
    for (int i = 0; i < line.length; i++) {
      var b = line[i];
      var plain = b > ' ' && b < 127 && b != '=' || b == ' ' && i < line.length - 1;
      if (column + (plain ? 1 : 3) > LINE - 1) {
        encoded.append("=\r\n");
        column = 0;
      }
      if (plain) encoded.append((char) b);
      else encoded.append('=').append(hex(b));
      column += plain ? 1 : 3;
    }
  }

  private static String words(String text) {
    var words = new ArrayList<String>();
    var word = new ByteArrayOutputStream();
    for (int point : text.codePoints().toArray()) {
      var bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
      if (word.size() + bytes.length > WORD_BYTES) {
        words.add(word(word));
        word.reset();
      }
      word.writeBytes(bytes);
    }
    words.add(word(word));
    return String.join("\r\n ", words);
  }

  private static String word(ByteArrayOutputStream bytes) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "?=";
  }

  private static String hex(byte b) {
    return "" + HEX.charAt((b >> 4) & 15) + HEX.charAt(b & 15);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
