package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The ids Graph gives: long, case-sensitive, safe in a URL, and of no meaning to anybody else.
///
/// A message has two: the immutable one, for who asks for it, and one that changes with its folder.
public final class ItemIds {

  private static final String IMMUTABLE = "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A";
  private static final String MOVING = "AAMkAGI2TG93AAA0ZGMtNGM3Ny1hNzQyLTk5ZDQ1MzE2NjRlOABGAAAA";
  private static final String FOLDER = "AQMkAGI2TG93AAA0ZGMtNGM3Ny1hNzQyLTk5ZDQ1MzE2NjRlOAAuAAAD";
  private static final String CONVERSATION = "AAQkAGI2TG93AAA0ZGMtNGM3Ny1hNzQyLTk5";
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private ItemIds() {}

  /// The id that stays, whatever happens to the message.
  public static String immutable(Mailbox mailbox, String messageId) {
    return IMMUTABLE + sealed(mailbox, number(messageId, 0));
  }

  static String of(Mailbox mailbox, StoredMessage message, boolean immutable) {
    return of(mailbox, message.id(), message.moves(), immutable);
  }

  static String of(Mailbox mailbox, String messageId, int moves, boolean immutable) {
    return immutable
        ? immutable(mailbox, messageId)
        : MOVING + sealed(mailbox, number(messageId, moves));
  }

  /// The message an id of either kind names in this mailbox.
  ///
  /// @return null when it is not there, or no longer under this id
  public static @Nullable StoredMessage message(Mailbox mailbox, String id) {
    boolean immutable = id.startsWith(IMMUTABLE);
    var number = open(mailbox, id, immutable ? IMMUTABLE : MOVING);
    if (number == null || number.length != 12) {
      return null;
    }
    var parts = ByteBuffer.wrap(number);
    var message = mailbox.find(Long.toHexString(parts.getLong()));
    int moves = parts.getInt();
    return message != null && (immutable || message.moves() == moves) ? message : null;
  }

  /// Whether it has the form of a message's id, of any mailbox.
  static boolean looksRight(String id) {
    return id.startsWith(IMMUTABLE) || id.startsWith(MOVING);
  }

  public static String folder(Mailbox mailbox, String labelId) {
    return FOLDER + sealed(mailbox, labelId.getBytes(StandardCharsets.UTF_8));
  }

  /// The label behind a folder's id; null when it is none of this mailbox.
  static @Nullable String label(Mailbox mailbox, String folderId) {
    var label = open(mailbox, folderId, FOLDER);
    return label == null ? null : new String(label, StandardCharsets.UTF_8);
  }

  static String conversation(Mailbox mailbox, String threadId) {
    return CONVERSATION + sealed(mailbox, number(threadId, 0));
  }

  private static byte[] number(String id, int moves) {
    return ByteBuffer.allocate(12).putLong(Long.parseUnsignedLong(id, 16)).putInt(moves).array();
  }

  private static String sealed(Mailbox mailbox, byte[] value) {
    var whole = ByteBuffer.allocate(12 + value.length).putLong(key(mailbox)).put(value);
    whole.putInt(check(whole.array(), 8 + value.length));
    return TEXT.encodeToString(whole.array());
  }

  private static byte @Nullable [] open(Mailbox mailbox, String id, String prefix) {
    if (!id.startsWith(prefix)) {
      return null;
    }
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(id.substring(prefix.length()));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    var read = ByteBuffer.wrap(whole);
    if (whole.length < 12 || read.getLong() != key(mailbox)) {
      return null;
    }
    var value = new byte[whole.length - 12];
    read.get(value);
    // The check makes an id in the wrong case an unknown one.
    return read.getInt() == check(whole, whole.length - 4) ? value : null;
  }

  private static long key(Mailbox mailbox) {
    var address = mailbox.address().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(address).getLeastSignificantBits();
  }

  private static int check(byte[] bytes, int length) {
    var sum = new CRC32();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
