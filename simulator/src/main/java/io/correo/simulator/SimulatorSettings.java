package io.correo.simulator;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the simulator; every key stands in `simulator.yaml`.
///
/// @param publicUrl how others reach the simulator; "" for http://localhost and the real port
/// @param mail folder of message files for the first demo mailbox; "" for none
/// @param demo whether the demo content is loaded
@ConfigurationProperties("simulator")
public record SimulatorSettings(
    @DefaultValue("") String publicUrl,
    @DefaultValue("") String mail,
    @DefaultValue("true") boolean demo,
    @DefaultValue Google google,
    @DefaultValue Microsoft microsoft,
    @DefaultValue Push push,
    @DefaultValue Crm crm) {

  /// @param tokenLifetime of an access token
  /// @param firstHistory unsigned: where mailboxes begin to count their changes
  /// @param unitsPerMinute quota units a user may spend in any minute
  /// @param batchComfort calls of one batch that are not throttled
  public record Google(
      @DefaultValue("correo-google") String clientId,
      @DefaultValue("correo-google-secret") String clientSecret,
      @DefaultValue("https://accounts.google.com") String issuer,
      @DefaultValue("1h") Duration tokenLifetime,
      @DefaultValue("1000000") String firstHistory,
      @DefaultValue("6000") int unitsPerMinute,
      @DefaultValue("50") int batchComfort,
      @DefaultValue("35MB") DataSize maxRaw,
      @DefaultValue("500") int maxRecipients,
      @DefaultValue("7d") Duration watchLifetime) {

    @Override
    public String toString() {
      return "Google[" + clientId + "]";
    }
  }

  /// @param tokenLifetime of an access token
  /// @param oldRefresh how long a refresh token still works after a newer one was given
  /// @param requests a mailbox answers in any `requestWindow`
  /// @param concurrent requests a mailbox works on at a time
  /// @param upload bytes a mailbox takes in any `uploadWindow`
  /// @param uploadChunk a range of an upload session must be smaller
  /// @param smallAttachment at most this is sent in one piece, and at least this in ranges
  /// @param largestAttachment an upload session may be for
  /// @param longestSubscription later ends are refused
  /// @param givenSubscription at most this is given, whatever is asked for
  /// @param mergeNotices how long a notice waits for others to the same URL
  public record Microsoft(
      @DefaultValue("correo-microsoft") String clientId,
      @DefaultValue("correo-microsoft-secret") String clientSecret,
      @DefaultValue("1h") Duration tokenLifetime,
      @DefaultValue("30s") Duration oldRefresh,
      @DefaultValue("10000") int requests,
      @DefaultValue("10m") Duration requestWindow,
      @DefaultValue("4") int concurrent,
      @DefaultValue("150MB") DataSize upload,
      @DefaultValue("5m") Duration uploadWindow,
      @DefaultValue("4MB") DataSize uploadChunk,
      @DefaultValue("3000000B") DataSize smallAttachment,
      @DefaultValue("150MB") DataSize largestAttachment,
      @DefaultValue("500") int maxRecipients,
      @DefaultValue("10080m") Duration longestSubscription,
      @DefaultValue("10080m") Duration givenSubscription,
      @DefaultValue("0ms") Duration mergeNotices) {

    @Override
    public String toString() {
      return "Microsoft[" + clientId + "]";
    }
  }

  /// @param url where Pub/Sub pushes to; "" for nowhere
  /// @param every at most one push per mailbox in this time
  /// @param firstRetry pause after a push that was not taken; longer after each
  public record Push(
      @DefaultValue("") String url,
      @DefaultValue("") String audience,
      @DefaultValue("push@correo.iam.gserviceaccount.com") String account,
      @DefaultValue("1s") Duration every,
      @DefaultValue("500ms") Duration firstRetry) {}

  /// @param issuer exact `iss`; "" for the simulator's own URL and `/crm`
  /// @param kafka bootstrap servers of the record feed; "" for no feed
  public record Crm(
      @DefaultValue("") String issuer,
      @DefaultValue("correo") String audience,
      @DefaultValue("correo-services") String clientId,
      @DefaultValue("correo-services-secret") String clientSecret,
      @DefaultValue("1h") Duration tokenLifetime,
      @DefaultValue("") String kafka) {

    @Override
    public String toString() {
      return "Crm[" + issuer + "]";
    }
  }
}
