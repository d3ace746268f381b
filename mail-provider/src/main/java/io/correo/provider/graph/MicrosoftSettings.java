package io.correo.provider.graph;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// Where Microsoft is and what it allows. Providers change their limits, so each is a setting;
/// `mail-provider.yaml` holds the defaults.
///
/// @param oauth the application as Microsoft knows it
/// @param rootUrl of Graph, with its version and no slash at the end
/// @param starByFlag whether a message with a follow-up flag counts as starred, and starring flags
/// @param limits what one call or one message may be
public record MicrosoftSettings(OAuth oauth, URI rootUrl, boolean starByFlag, Limits limits) {

  /// @param clientSecret never logged
  /// @param scopes asked for, separated by spaces
  public record OAuth(
      String clientId, String clientSecret, URI authUri, URI tokenUri, String scopes) {
    @Override
    public String toString() {
      return "OAuth[%s, %s]".formatted(clientId, tokenUri);
    }
  }

  /// @param connectTimeout to open a connection
  /// @param readTimeout without a byte arriving
  /// @param callTimeout for a whole answer in JSON
  /// @param retryAfter how long to wait when Graph says "too much" without saying how long
  /// @param batch requests in one `$batch`; Graph takes at most 20
  /// @param deltaPage whole messages a page of a folder's changes
  /// @param listPage messages a page of a listing of names
  /// @param folderPage folders a page
  /// @param clockMargin how far our clock may be ahead of Exchange's: so much earlier begins a
  ///     cursor that tells what arrives from now on
  /// @param watchFor how long a subscription is asked for; Graph may give less
  /// @param textBytes UTF-8 bytes of plain text kept of a message
  /// @param htmlBytes UTF-8 bytes of HTML kept of a message
  /// @param postBytes size of a file from which it is uploaded in ranges; Graph takes less
  ///     than 3 MB at once
  /// @param rangeBytes of one range of an upload: less than 4 MB, a multiple of 320 KiB
  /// @param attachmentBytes all files of one outgoing message together
  /// @param recipients of one outgoing message
  /// @param mailboxes whose folders are kept in memory
  /// @param blockedExtensions which Outlook refuses
  public record Limits(
      Duration connectTimeout,
      Duration readTimeout,
      Duration callTimeout,
      Duration retryAfter,
      int batch,
      int deltaPage,
      int listPage,
      int folderPage,
      Duration clockMargin,
      Duration watchFor,
      int textBytes,
      int htmlBytes,
      long postBytes,
      int rangeBytes,
      long attachmentBytes,
      int recipients,
      int mailboxes,
      Set<String> blockedExtensions) {

    public Limits {
      if (batch < 1 || batch > 20) throw new IllegalArgumentException("a batch takes 1 to 20");
      if (rangeBytes % (320 * 1024) != 0) {
        throw new IllegalArgumentException("ranges are multiples of 320 KiB");
      }
    }
  }
}
