package io.correo.compose.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.compose.mime.BodyHtml;
import io.correo.compose.mime.HeaderText;
import io.correo.events.Address;
import io.correo.events.RecordRef;
import io.correo.service.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person writes. Recipients may be unfinished; nothing in it can break a header or run.
///
/// @param records CRM records it concerns
/// @param html cleaned
public record DraftContent(
    Address from,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    String html,
    List<LinkedRecord> records) {
  private static final int MOST_RECORDS = 50;
  private static final int LONGEST_NAME = 200;

  public DraftContent {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    records = List.copyOf(records);
  }

  /// @throws Problem 400 for line breaks and NUL in what becomes a header, and for records that
  ///     name none
  static DraftContent checked(
      Address from,
      List<Address> to,
      List<Address> cc,
      List<Address> bcc,
      String subject,
      String html,
      List<LinkedRecord> records) {
    return new DraftContent(
        HeaderText.check("from", from),
        HeaderText.check("to", to),
        HeaderText.check("cc", cc),
        HeaderText.check("bcc", bcc),
        HeaderText.check("subject", subject),
        BodyHtml.of(html).html(),
        checked(records));
  }

  private static List<LinkedRecord> checked(List<LinkedRecord> records) {
    if (records.size() > MOST_RECORDS) {
      throw Problem.invalid("records", "are more than %d".formatted(MOST_RECORDS));
    }
    if (!records.stream().allMatch(LinkedRecord::isNamed)) {
      throw Problem.invalid("records", "each needs a type and an id");
    }
    return records;
  }

  public List<Address> recipients() {
    var all = new ArrayList<>(to);
    all.addAll(cc);
    all.addAll(bcc);
    return all;
  }

  public List<RecordRef> recordRefs() {
    return records.stream().map(LinkedRecord::ref).distinct().toList();
  }

  DraftContent from(Address other) {
    return new DraftContent(other, to, cc, bcc, subject, html, records);
  }

  /// @param label what people call it; null when unknown
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LinkedRecord(String type, String id, @Nullable String label) {
    // What comes over HTTP may lack anything.
    private static boolean isNamed(@Nullable LinkedRecord record) {
      return record != null && isName(record.type) && isName(record.id);
    }

    private static boolean isName(@Nullable String text) {
      return text != null && !text.isBlank() && text.length() <= LONGEST_NAME;
    }

    public RecordRef ref() {
      return new RecordRef(type, id);
    }
  }

  @Override
  public String toString() {
    return "DraftContent[%d recipients]".formatted(recipients().size());
  }
}
