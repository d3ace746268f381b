package io.correo.simulator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads requests and writes answers byte by byte as they are: no converter looks at the content
/// type first, so mail sent as a form by mistake is still mail.
public final class Wire {

  private static final Base64Variant PADDED_URL =
      new Base64Variant(
          Base64Variants.MODIFIED_FOR_URL, "padded-url", true, '=', Integer.MAX_VALUE);

  /// Writes byte arrays as padded base64url, the way Gmail does.
  public static final JsonMapper JSON =
      JsonMapper.builder().defaultBase64Variant(PADDED_URL).build();

  private Wire() {}

  /// The body, unzipped when it came zipped.
  public static byte[] body(HttpServletRequest request) throws IOException {
    InputStream in = request.getInputStream();
    if ("gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"))) {
      in = new GZIPInputStream(in);
    }
    return in.readAllBytes();
  }

  /// An empty body is an empty object; null when it is no JSON.
  public static @Nullable JsonNode json(byte[] body) {
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException malformed) {
      return null;
    }
  }

  /// The parameters of the query alone; a form in the body is not touched.
  public static Map<String, List<String>> query(@Nullable String query) {
    var found = new LinkedHashMap<String, List<String>>();
    if (query != null) {
      for (var pair : query.split("&")) {
        int equals = pair.indexOf('=');
        var name = decode(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        found.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return found;
  }

  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  public static void answer(HttpServletResponse response, int status, @Nullable Object json)
      throws IOException {
    response.setStatus(status);
    if (json != null) {
      response.setContentType("application/json; charset=UTF-8");
      JSON.writeValue(response.getOutputStream(), json);
    }
  }

  public static void html(HttpServletResponse response, int status, String page)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html; charset=UTF-8");
    response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
  }

  /// Text made safe between tags and in attributes.
  public static String escape(@Nullable String text) {
    return text == null
        ? ""
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
  }
}
