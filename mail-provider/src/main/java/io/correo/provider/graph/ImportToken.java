package io.correo.provider.graph;

import io.correo.provider.ProviderException.CursorExpired;

/// Where an import goes on: `1 <estimate> <rank> <folder> <link>`. A folder not begun has `-`
/// for a link.
///
/// @param rank of the folder in the order of an import, kept because the folder may go
/// @param estimate messages in all, as counted when the import began
record ImportToken(long estimate, int rank, String folder, String link) {
  private static final String BEGIN = "-";
  private static final String VERSION = "1";

  static ImportToken parse(String text) {
    var fields = text.split(" ", 5);
    if (fields.length != 5
        || !fields[0].equals(VERSION)
        || !fields[1].matches("\\d{1,18}")
        || !fields[2].matches("\\d{1,3}")) {
      throw new CursorExpired("an import of another version");
    }
    return new ImportToken(
        Long.parseLong(fields[1]), Integer.parseInt(fields[2]), fields[3], fields[4]);
  }

  /// The beginning of a folder.
  static ImportToken of(long estimate, FolderMap.Place place) {
    return new ImportToken(estimate, place.rank(), place.ref(), BEGIN);
  }

  ImportToken at(String page) {
    return new ImportToken(estimate, rank, folder, page);
  }

  boolean begins() {
    return link.equals(BEGIN);
  }

  @Override
  public String toString() {
    return String.join(" ", VERSION, Long.toString(estimate), Integer.toString(rank), folder, link);
  }
}
