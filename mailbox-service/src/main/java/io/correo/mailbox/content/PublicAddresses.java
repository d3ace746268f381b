package io.correo.mailbox.content;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Which addresses are on the open internet: nothing of ours, of the machine, of the cloud it runs
/// in (RFC 6890 and what tunnels into it).
final class PublicAddresses {
  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    var b = address.getAddress();
    return address instanceof Inet6Address ? isPublic6(b) : isPublic4(b);
  }

  private static boolean isPublic4(byte[] b) {
    var first = b[0] & 0xff;
    var second = b[1] & 0xff;
    var third = b[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127; // shared by a carrier's customers
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 ->
          second != 168
              && !(second == 0 && (third == 0 || third == 2))
              && !(second == 88 && third == 99);
      case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  private static boolean isPublic6(byte[] b) {
    // Only 2000::/3 is given out; of that, not what carries another address inside, nor examples.
    if ((b[0] & 0xe0) != 0x20) return false;
    var group1 = (b[0] & 0xff) << 8 | b[1] & 0xff;
    var group2 = (b[2] & 0xff) << 8 | b[3] & 0xff;
    if (group1 == 0x2002) return false;
    return group1 != 0x2001 || group2 >= 0x0200 && group2 != 0x0db8;
  }
}
