package io.correo.simulator.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/// Message-IDs as the writers' mail programs make them; the same at every start.
record MessageIds(String conversation) {

  String of(int turn, Person writer) {
    var seed = (conversation + "#" + turn).getBytes(StandardCharsets.UTF_8);
    var id = UUID.nameUUIDFromBytes(seed);
    return switch (writer.client()) {
      case GMAIL -> "<CA" + letters(id) + "@mail.gmail.example>";
      case OUTLOOK -> "<AM9PR0" + hex(id).substring(0, 22) + "@eurprd05.outlook.example>";
      case PLAIN -> "<" + id + "@" + writer.domain() + ">";
    };
  }

  private static String letters(UUID id) {
    var bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()).replace('-', '+');
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
  }
}
