package io.correo.simulator.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// A demo message as a mail parser that did not write it reads it.
///
/// @param headers the message's own, decoded, the first of each name
/// @param texts every text part, decoded
/// @param types the media types that occur
record ReadMail(
    DemoMessage copy, Map<String, String> headers, List<String> texts, Set<String> types) {
  private static final Pattern ID = Pattern.compile("<[^>]+>");
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w.-]+");

  static ReadMail of(DemoMessage copy) {
    var mail = new ReadMail(copy, new LinkedHashMap<>(), new ArrayList<>(), new HashSet<>());
    try {
      mail.read();
    } catch (MimeException e) {
      throw new IllegalStateException("cannot parse " + copy, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mail;
  }

  String name() {
    return copy + " " + header("Subject");
  }

  String place() {
    return copy.mailbox() + " " + header("Message-ID");
  }

  /// Empty when there is none.
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  Instant date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header("Date"), Instant::from);
  }

  List<String> references() {
    return ID.matcher(header("References")).results().map(MatchResult::group).toList();
  }

  List<String> recipients() {
    var all = header("To") + " " + header("Cc") + " " + header("Bcc");
    return ADDRESS.matcher(all).results().map(MatchResult::group).toList();
  }

  List<String> parties() {
    return ADDRESS
        .matcher(header("From") + " " + String.join(" ", recipients()))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /// Mail to oneself is sent and received in one copy.
  boolean isReceived() {
    return copy.labels().contains("INBOX") || !copy.labels().contains("SENT");
  }

  boolean has(String type) {
    return types.contains(type);
  }

  boolean says(String words) {
    return texts.stream().anyMatch(text -> text.contains(words));
  }

  private void read() throws MimeException, IOException {
    var stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
    stream.parse(new ByteArrayInputStream(copy.raw()));
    var inOwnHeader = true;
    for (var state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_FIELD -> {
          if (inOwnHeader) {
            var body = stream.getField().getBody().strip().replaceAll("\r\n[ \t]*", " ");
            headers.putIfAbsent(
                stream.getField().getName(),
                DecoderUtil.decodeEncodedWords(body, StandardCharsets.UTF_8));
          }
        }
        case T_END_HEADER -> inOwnHeader = false;
        case T_START_MULTIPART, T_BODY -> part(stream, state);
        default -> {}
      }
    }
  }

  private void part(MimeTokenStream stream, EntityState state) throws IOException {
    var type = stream.getBodyDescriptor().getMimeType();
    types.add(type);
    if (state == EntityState.T_BODY && type.startsWith("text/")) {
      var bytes = stream.getDecodedInputStream().readAllBytes();
      var text = new String(bytes, charset(stream.getBodyDescriptor().getCharset()));
      // RFC 5545 §3.1: a calendar's long lines are folded anywhere.
      texts.add(type.equals("text/calendar") ? text.replace("\r\n ", "") : text);
    }
  }

  private static Charset charset(String name) {
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }
}
