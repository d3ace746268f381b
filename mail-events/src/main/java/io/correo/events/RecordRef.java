package io.correo.events;

/// A record of the CRM, by type and the CRM's own id.
///
/// @param type `account`, `contact`, `deal`, `user` or another type the CRM names
public record RecordRef(String type, String id) {
  public static final String ACCOUNT = "account";
  public static final String CONTACT = "contact";
  public static final String USER = "user";

  public RecordRef {
    if (type.isBlank() || id.isBlank())
      throw new IllegalArgumentException("record has no type or id");
  }
}
