package io.correo.mailbox.content;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Fetches remote images on behalf of readers, who stay unseen. The name is resolved once and the
/// connection goes to the address that was checked, at every redirect anew; so a name that changes
/// its address in between leads nowhere. What comes is an image by its first bytes, or nothing.
final class RemoteImages {
  private static final int MOST_HEAD = 32 * 1024;
  private static final int BUFFER = 16 * 1024;

  private final ImageSettings settings;
  private final Predicate<InetAddress> allowed;
  private final Clock clock;

  RemoteImages(ImageSettings settings, Predicate<InetAddress> allowed, Clock clock) {
    this.settings = settings;
    this.allowed = allowed;
    this.clock = clock;
  }

  /// @param type by content, not as the server said
  record Image(String type, byte[] bytes) {}

  /// @throws IOException when it cannot be had, is no image, is too big, slow or somewhere private
  Image fetch(String url) throws IOException {
    var deadline = clock.instant().plus(settings.time());
    var next = url;
    for (var hop = 0; hop <= settings.redirects(); hop++) {
      var answer = get(parsed(next), deadline);
      if (answer.location() == null) return image(answer);
      next = parsed(next).resolve(answer.location()).toString();
    }
    throw new IOException("too many redirects");
  }

  private record Answer(@Nullable String location, byte[] bytes) {}

  private static URI parsed(String url) throws IOException {
    try {
      var uri = new URI(url.replace(" ", "%20"));
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      var standard = scheme.equals("https") ? 443 : 80;
      if (!scheme.equals("http") && !scheme.equals("https")) throw new IOException("not the web");
      if (uri.getHost() == null || uri.getUserInfo() != null)
        throw new IOException("no plain host");
      if (uri.getPort() != -1 && uri.getPort() != standard && uri.getPort() < 1024) {
        throw new IOException("a port of something else");
      }
      return uri;
    } catch (URISyntaxException malformed) {
      throw new IOException("no URL", malformed);
    }
  }

  private Answer get(URI uri, Instant deadline) throws IOException {
    try (var socket = connect(uri, deadline)) {
      socket.getOutputStream().write(request(uri));
      var in = new BufferedInputStream(new Hurried(socket, deadline), BUFFER);
      var status = line(in).split(" ", 3);
      var headers = headers(in);
      var code = status.length > 1 && status[1].matches("\\d{3}") ? Integer.parseInt(status[1]) : 0;
      var location = headers.get("location");
      if (code >= 300 && code < 400 && location != null) return new Answer(location, new byte[0]);
      if (code != 200) throw new IOException("status " + code);
      return new Answer(null, body(in, headers));
    }
  }

  private Socket connect(URI uri, Instant deadline) throws IOException {
    var host = uri.getHost().replaceAll("^\\[|]$", "");
    var addresses = InetAddress.getAllByName(host);
    for (var address : addresses) {
      if (!allowed.test(address)) throw new IOException("an address that is not public");
    }
    var secure = uri.getScheme().equalsIgnoreCase("https");
    var port = uri.getPort() == -1 ? secure ? 443 : 80 : uri.getPort();
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(addresses[0], port), left(deadline));
      plain.setSoTimeout(left(deadline));
      return secure ? secured(plain, host, port) : plain;
    } catch (IOException failed) {
      plain.close();
      throw failed;
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(URI uri) {
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return ("GET %s%s HTTP/1.1\r\nHost: %s%s\r\nAccept: image/*\r\nUser-Agent: Mozilla/5.0\r\n"
            + "Accept-Encoding: identity\r\nConnection: close\r\n\r\n")
        .formatted(path, query, uri.getHost(), port)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new HashMap<String, String>();
    var size = 0;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      size += line.length();
      if (size > MOST_HEAD) throw new IOException("headers without end");
      var colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new IOException("broke off");
      if (line.length() > MOST_HEAD) throw new IOException("a line without end");
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  private byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    var out = new ByteArrayOutputStream();
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      for (var size = chunk(in); size > 0; size = chunk(in)) {
        take(in, size, out);
        line(in);
      }
    } else {
      var length = headers.get("content-length");
      var known = length != null && length.matches("\\d{1,15}");
      take(in, known ? Long.parseLong(String.valueOf(length)) : Long.MAX_VALUE, out);
    }
    return out.toByteArray();
  }

  private static long chunk(InputStream in) throws IOException {
    var size = line(in).split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,8}")) throw new IOException("no chunk");
    return Long.parseLong(size, 16);
  }

  private void take(InputStream in, long length, ByteArrayOutputStream out) throws IOException {
    var buffer = new byte[BUFFER];
    var left = length;
    while (left > 0) {
      var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) return;
      left -= read;
      out.write(buffer, 0, read);
      if (out.size() > settings.size().toBytes()) throw new IOException("too big");
    }
  }

  private static Image image(Answer answer) throws IOException {
    var type = ImageType.of(answer.bytes());
    if (type == null) throw new IOException("no image");
    return new Image(type, answer.bytes());
  }

  private int left(Instant deadline) throws IOException {
    var left = Duration.between(clock.instant(), deadline).toMillis();
    if (left <= 0) throw new IOException("too slow");
    return (int) left;
  }

  /// Reads until the deadline, however slowly bytes drip in.
  private final class Hurried extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final Instant deadline;

    Hurried(Socket socket, Instant deadline) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      socket.setSoTimeout(left(deadline));
      return in.read(buffer, offset, length);
    }
  }
}
