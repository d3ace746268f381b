package io.correo.simulator.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jspecify.annotations.Nullable;

/// Reads a raw message into its tree of parts. Never fails: what cannot be read is left out, and a
/// message nothing can be read of is one plain text.
final class PartReader {

  /// Deeper than any honest mail; below it the rest is left out.
  private static final int DEPTH = 60;

  static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(-1)
          .setMaxContentLen(-1)
          .setMalformedHeaderStartsBody(true)
          .build();

  private final Deque<OpenPart> open = new ArrayDeque<>();
  private final OpenPart top = new OpenPart("");

  private PartReader() {}

  static Part read(byte[] raw) {
    var reader = new PartReader();
    try {
      reader.tokens(raw);
    } catch (MimeException | IOException | RuntimeException malformed) {
      // Keep what was read so far, as a mail program would.
    }
    if (reader.top.fields.isEmpty() && reader.top.children.isEmpty() && !reader.top.hasBody) {
      reader.top.content = raw;
    }
    return reader.top.close();
  }

  private void tokens(byte[] raw) throws MimeException, IOException {
    var stream = new MimeTokenStream(LENIENT);
    stream.parse(new ByteArrayInputStream(raw));
    open.push(top);
    for (var state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_BODYPART -> begin();
        case T_START_MESSAGE -> {
          // The outer message is the top itself; an embedded one is its part's only child.
          if (open.size() > 1 || !top.fields.isEmpty()) {
            begin();
          }
        }
        case T_END_BODYPART -> open.pop();
        case T_END_MESSAGE -> {
          if (open.size() > 1) {
            open.pop();
          }
        }
        case T_FIELD -> current().field(stream.getField().getRaw().toByteArray());
        case T_BODY -> {
          var descriptor = stream.getBodyDescriptor();
          current().type(descriptor.getMimeType(), descriptor.getCharset());
          current().body(stream.getDecodedInputStream().readAllBytes());
        }
        case T_START_MULTIPART -> {
          var descriptor = stream.getBodyDescriptor();
          current().type(descriptor.getMimeType(), descriptor.getCharset());
        }
        default -> {}
      }
    }
  }

  private OpenPart current() {
    var part = open.peek();
    return part == null ? top : part;
  }

  private void begin() {
    if (open.size() >= DEPTH) {
      throw new IllegalStateException("nested too deeply");
    }
    var parent = current();
    var path = parent.path.isEmpty() ? "" : parent.path + ".";
    var child = new OpenPart(path + parent.children.size());
    parent.children.add(child);
    open.push(child);
  }

  /// A part that is being read.
  private static final class OpenPart {
    private final String path;
    private final List<Headers.Field> fields = new ArrayList<>();
    private final List<OpenPart> children = new ArrayList<>();
    private String type = "";
    private String charset = "";
    private byte[] content = {};
    private boolean hasBody;

    private OpenPart(String path) {
      this.path = path;
    }

    private void field(byte[] raw) {
      fields.addAll(Headers.of(raw).all());
    }

    private void type(String mimeType, @Nullable String declared) {
      type = mimeType;
      charset = declared == null ? "" : declared;
    }

    private void body(byte[] bytes) {
      content = bytes;
      hasBody = true;
    }

    private Part close() {
      if (type.isEmpty() && !children.isEmpty()) {
        type = "message/rfc822";
      }
      var mimeType = type.isEmpty() ? "text/plain" : type.toLowerCase(Locale.ROOT);
      var name = FileName.of(fields);
      var parts = new ArrayList<Part>();
      for (var child : children) {
        parts.add(child.close());
      }
      var body = content;
      if (mimeType.equals("message/delivery-status") && name.isEmpty() && parts.isEmpty()) {
        // Gmail shows the status fields as a text below the part.
        var text = utf8(content);
        parts.add(
            new Part(
                (path.isEmpty() ? "" : path + ".") + "0",
                "text/plain",
                "",
                List.of(),
                text,
                List.of()));
        body = new byte[0];
      } else if (mimeType.startsWith("text/") && name.isEmpty()) {
        body = utf8(content);
      }
      return new Part(path, mimeType, name, List.copyOf(fields), body, List.copyOf(parts));
    }

    private byte[] utf8(byte[] bytes) {
      return text(bytes).getBytes(StandardCharsets.UTF_8);
    }

    private String text(byte[] bytes) {
      var declared = charset.toLowerCase(Locale.ROOT).strip();
      // Half the mail that says us-ascii is something else.
      if (declared.isEmpty() || declared.equals("us-ascii") || declared.equals("utf-8")) {
        return Headers.text(bytes, 0, bytes.length);
      }
      try {
        return new String(bytes, Charset.forName(declared));
      } catch (IllegalArgumentException unknown) {
        return Headers.text(bytes, 0, bytes.length);
      }
    }
  }
}
