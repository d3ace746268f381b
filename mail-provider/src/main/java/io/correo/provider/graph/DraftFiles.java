package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.correo.provider.Grant;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Unavailable;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts files on a draft: small ones at once, others in ranges. No more than one range is in
/// memory.
final class DraftFiles {
  private static final String FILE = "#microsoft.graph.fileAttachment";
  private final GraphApi graph;

  DraftFiles(GraphApi graph) {
    this.graph = graph;
  }

  /// Not safe to repeat for a small one: after an unknown outcome see what the draft has.
  void add(Grant grant, String draft, OutgoingMessage.File file) {
    try {
      if (file.size() < graph.limits().postBytes()) post(grant, draft, file);
      else upload(grant, draft, file);
    } catch (IOException failure) {
      throw new Unavailable("a file could not be read", failure);
    }
  }

  void remove(Grant grant, String draft, GraphAttachment file) {
    try {
      graph.repeatably(
          grant,
          "attachments.delete",
          Ask.delete(Targets.attachments(grant, draft) + Ask.path(file.ref())));
    } catch (Gone already) {
      // Then it is as it should be.
    }
  }

  private void post(Grant grant, String draft, OutgoingMessage.File file) throws IOException {
    byte[] bytes;
    try (var in = file.bytes().open()) {
      bytes = in.readNBytes((int) file.size());
    }
    var small =
        new Small(
            FILE, file.name(), file.type(), file.contentId() != null, file.contentId(), bytes);
    graph.once(grant, "attachments.create", Ask.post(Targets.attachments(grant, draft), small));
  }

  private void upload(Grant grant, String draft, OutgoingMessage.File file) throws IOException {
    var item =
        new Large(
            "file",
            file.name(),
            file.size(),
            file.type(),
            file.contentId() != null,
            file.contentId());
    // A session nothing is put into leaves nothing behind.
    var session =
        graph.read(
            grant,
            "attachments.createUploadSession",
            Ask.post(
                Targets.attachments(grant, draft) + "/createUploadSession",
                Map.of("AttachmentItem", item)),
            JsonNode.class);
    var upload = URI.create(session.path("uploadUrl").asString(""));
    var range = new byte[graph.limits().rangeBytes()];
    try (var in = file.bytes().open()) {
      long done = 0;
      while (done < file.size()) {
        var length = in.readNBytes(range, 0, (int) Math.min(range.length, file.size() - done));
        if (length == 0) throw new EOFException("the file is shorter than it was");
        graph.range(grant, upload, range, length, done, file.size());
        done += length;
      }
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Small(
      @JsonProperty("@odata.type") String kind,
      String name,
      String contentType,
      @JsonProperty("isInline") boolean isInline,
      @Nullable String contentId,
      byte[] contentBytes) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Large(
      String attachmentType,
      String name,
      long size,
      String contentType,
      @JsonProperty("isInline") boolean isInline,
      @Nullable String contentId) {}
}
