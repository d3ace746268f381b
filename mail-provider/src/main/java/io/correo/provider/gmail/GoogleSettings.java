package io.correo.provider.gmail;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// Where Google is and what it allows. Providers change their limits, so each is a setting;
/// `mail-provider.yaml` holds the defaults.
///
/// @param oauth the application as Google knows it
/// @param rootUrl of the Gmail API, with a slash at the end
/// @param pubsubTopic full name of the topic Gmail publishes changes to
/// @param limits what one call or one message may be
/// @param costs quota units of each method
public record GoogleSettings(
    OAuth oauth, URI rootUrl, String pubsubTopic, Limits limits, Costs costs) {

  /// @param clientSecret never logged
  public record OAuth(
      String clientId, String clientSecret, URI authUri, URI tokenUri, URI revokeUri) {
    @Override
    public String toString() {
      return "OAuth[%s, %s]".formatted(clientId, tokenUri);
    }
  }

  /// @param connectTimeout to open a connection
  /// @param readTimeout without a byte arriving
  /// @param callTimeout for a whole answer, so that one byte a second does not hold a call for ever
  /// @param retryAfter how long to wait when Google says "too much" without saying how long
  /// @param batch calls in one HTTP batch; Google throttles more than 50
  /// @param threadFrom from how many wanted messages of a thread on it is read as a whole
  /// @param historyPage history records a page, at most 500
  /// @param listPage ids a page, at most 500
  /// @param listedLabels up to how many labels a listing tells the state of its messages by listing
  ///     each label beside it; with more, states are read one by one
  /// @param modifyFrom from how many messages on they are modified in one call
  /// @param lookBack how many of the newest messages are looked through for our mark
  /// @param textBytes UTF-8 bytes of plain text kept of a message
  /// @param htmlBytes UTF-8 bytes of HTML kept of a message
  /// @param resumableFromBytes size of a message from which the upload is resumable
  /// @param attachmentBytes all files of one outgoing message together
  /// @param recipients of one outgoing message
  /// @param blockedExtensions which Google refuses to send
  public record Limits(
      Duration connectTimeout,
      Duration readTimeout,
      Duration callTimeout,
      Duration retryAfter,
      int batch,
      int threadFrom,
      long historyPage,
      long listPage,
      int listedLabels,
      int modifyFrom,
      int lookBack,
      int textBytes,
      int htmlBytes,
      long resumableFromBytes,
      long attachmentBytes,
      int recipients,
      Set<String> blockedExtensions) {}

  /// Quota units.
  public record Costs(
      int messageGet,
      int attachmentGet,
      int threadGet,
      int messageList,
      int historyList,
      int modify,
      int batchModify,
      int delete,
      int batchDelete,
      int send,
      int draftCreate,
      int draftUpdate,
      int draftGet,
      int draftList,
      int draftDelete,
      int watch,
      int stop,
      int small) {}
}
