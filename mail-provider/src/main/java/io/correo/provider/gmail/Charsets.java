package io.correo.provider.gmail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Which characters the bytes of a text part are. Gmail hands most texts over in UTF-8 whatever
/// their header still says, and senders lie; so bytes that are valid UTF-8 are UTF-8, unless their
/// charset is one that hides in ASCII.
final class Charsets {
  private static final Charset WESTERN = Charset.forName("windows-1252");
  private static final byte ESCAPE = 0x1b;

  private Charsets() {}

  static String decode(byte[] bytes, String declared, List<String> problems) {
    var charset = find(declared);
    if (charset.filter(it -> hides(it, bytes)).isPresent()) {
      return new String(bytes, charset.get());
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      if (charset.isEmpty() && !declared.isBlank()) {
        problems.add("A text is in a character set we do not know; some letters may be wrong.");
      }
      var read = charset.orElse(WESTERN);
      return new String(bytes, lies(read) ? WESTERN : read);
    }
  }

  static Optional<Charset> find(String name) {
    try {
      return name.isBlank() ? Optional.empty() : Optional.of(Charset.forName(name.strip()));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static boolean hides(Charset charset, byte[] bytes) {
    var name = charset.name();
    if (name.startsWith("UTF-16") || name.startsWith("UTF-32")) return contains(bytes, (byte) 0);
    return name.startsWith("ISO-2022") && contains(bytes, ESCAPE);
  }

  /// ASCII with other bytes in it; and Latin-1 always means its Windows sister.
  private static boolean lies(Charset charset) {
    return charset.equals(StandardCharsets.US_ASCII) || charset.equals(StandardCharsets.ISO_8859_1);
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (var next : bytes) if (next == wanted) return true;
    return false;
  }
}
