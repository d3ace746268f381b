package io.correo.provider.gmail;

import com.google.api.client.http.HttpResponse;
import com.google.api.services.gmail.model.MessagePart;
import io.correo.provider.Grant;
import io.correo.provider.MailContents;
import io.correo.provider.ProviderException.Gone;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Bytes out of Gmail. An attachment id is good for one reading only, so the message is read again
/// for a fresh one.
final class GmailContents implements MailContents {
  private static final int BUFFER = 16 * 1024;
  private final GmailApi gmail;
  private final int letters;

  GmailContents(GmailApi gmail) {
    this.gmail = gmail;
    this.letters = ContentReader.letters(gmail.limits());
  }

  @Override
  public InputStream attachment(Grant grant, String ref, String part) {
    var message =
        gmail.read(
            grant,
            "messages.get",
            gmail.costs().messageGet(),
            (users, account) -> users.messages().get(account, ref).setFormat("full"));
    var found =
        Parts.find(message.getPayload() == null ? new MessagePart() : message.getPayload(), part)
            .orElseThrow(() -> new Gone("The message has no part " + part));
    var body = found.getBody();
    if (body != null && body.getAttachmentId() != null) {
      return open(grant, ref, body.getAttachmentId());
    }
    if (body != null && body.getData() != null && body.getData().length() < letters) {
      return Base64Text.decode(body.getData());
    }
    // What came with the message may have been cut, and Gmail takes a forwarded message apart
    // instead of giving its bytes.
    return fromRaw(grant, ref, part);
  }

  @Override
  public InputStream raw(Grant grant, String ref) {
    var response =
        gmail.stream(
            grant,
            "messages.get",
            gmail.costs().messageGet(),
            (users, account) ->
                users.messages().get(account, ref).setFormat("raw").setFields("raw"));
    return base64(response, "raw");
  }

  /// @param attachmentId from a reading just made
  InputStream open(Grant grant, String ref, String attachmentId) {
    var response =
        gmail.stream(
            grant,
            "attachments.get",
            gmail.costs().attachmentGet(),
            (users, account) ->
                users.messages().attachments().get(account, ref, attachmentId).setFields("data"));
    return base64(response, "data");
  }

  private InputStream base64(HttpResponse response, String field) {
    try {
      var json = new BufferedInputStream(new Answer(response), BUFFER);
      return new BufferedInputStream(new Base64Text(JsonField.of(json, field)), BUFFER);
    } catch (IOException failure) {
      abandon(response::disconnect, failure);
      throw gmail.failures().translate(field, failure);
    }
  }

  private InputStream fromRaw(Grant grant, String ref, String part) {
    var raw = raw(grant, ref);
    var config = MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(-1).setMaxHeaderCount(-1);
    var tokens = new MimeTokenStream(config.build());
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(raw);
    try {
      var path = new PartPath();
      for (var state = tokens.getState(); state != EntityState.T_END_OF_STREAM; ) {
        path.follow(state);
        if (state == EntityState.T_BODY && path.toString().equals(part)) {
          return new Closing(tokens.getDecodedInputStream(), raw);
        }
        state = tokens.next();
      }
      raw.close();
    } catch (IOException | MimeException failure) {
      abandon(raw, failure);
      throw gmail.failures().translate("messages.get", failure);
    }
    throw new Gone("The message has no part " + part);
  }

  private static void abandon(Closeable open, Exception why) {
    try {
      open.close();
    } catch (IOException alsoFailed) {
      why.addSuppressed(alsoFailed);
    }
  }

  /// Ends the connection with the stream, also when it was not read to its end.
  private static final class Answer extends FilterInputStream {
    private final HttpResponse response;

    Answer(HttpResponse response) throws IOException {
      super(response.getContent());
      this.response = response;
    }

    @Override
    public void close() throws IOException {
      response.disconnect();
    }
  }

  private static final class Closing extends FilterInputStream {
    private final InputStream whole;

    Closing(InputStream part, InputStream whole) {
      super(part);
      this.whole = whole;
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }
}
