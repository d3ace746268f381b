package io.correo.provider.graph;

/// How much of a message is asked for.
final class Selection {
  private static final String STATE_FIELDS = "id,conversationId,parentFolderId,isRead,isDraft,flag";

  /// Everything a fact says, but no bytes of files.
  static final String WHOLE =
      Ask.query(
          "$select",
          STATE_FIELDS
              + ",subject,from,sender,replyTo,toRecipients,ccRecipients,bccRecipients"
              + ",receivedDateTime,createdDateTime,internetMessageId,body,hasAttachments"
              + ",internetMessageHeaders",
          "$expand",
          "attachments($select=%s),singleValueExtendedProperties($filter=%s)"
              .formatted(files(), Property.wanted()));

  /// Where it is and how it is marked.
  static final String STATE = Ask.query("$select", STATE_FIELDS);

  /// The same with what a listing is ordered by.
  static final String DATED_STATE = STATE_FIELDS + ",receivedDateTime";

  private Selection() {}

  /// The content id belongs to one kind of attachment only, so it is asked for by that kind.
  static String files() {
    return "id,name,contentType,size,isInline,microsoft.graph.fileAttachment/contentId";
  }
}
