package io.correo.provider.graph;

import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which files a draft is meant to have, with a digest of each: kept in a property of the draft,
/// because Graph tells neither a digest nor the exact size of what it has. A file that is on the
/// draft is one of the plan's, so an update sends only what differs.
record FilePlan(List<Entry> entries) {

  record Entry(String digest, String contentId, String name) {
    boolean names(GraphAttachment file) {
      return name.equals(file.name())
          && contentId.equals(Objects.requireNonNullElse(file.cid(), ""));
    }
  }

  FilePlan {
    entries = List.copyOf(entries);
  }

  /// Reads every file once.
  static FilePlan of(List<OutgoingMessage.File> files) {
    return new FilePlan(files.stream().map(FilePlan::entry).toList());
  }

  /// @param text as [#toString] wrote it; what is not is a plan of nothing
  static FilePlan parse(String text) {
    var entries = new ArrayList<Entry>();
    for (var line : text.lines().toList()) {
      var fields = line.split("\t", 3);
      if (fields.length == 3) entries.add(new Entry(fields[0], fields[1], fields[2]));
    }
    return new FilePlan(entries);
  }

  Optional<Entry> of(GraphAttachment file) {
    return entries.stream().filter(entry -> entry.names(file)).findFirst();
  }

  static Entry entry(OutgoingMessage.File file) {
    try (var in = file.bytes().open();
        var out =
            new DigestOutputStream(
                OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(out);
      var digest = Base64.getUrlEncoder().withoutPadding();
      return new Entry(
          digest.encodeToString(out.getMessageDigest().digest()),
          Objects.requireNonNullElse(file.contentId(), ""),
          file.name());
    } catch (IOException failure) {
      throw new Unavailable("a file could not be read", failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return entries.stream()
        .map(entry -> String.join("\t", entry.digest(), entry.contentId(), entry.name()))
        .collect(Collectors.joining("\n"));
  }
}
