package io.correo.mailbox.message;

/// What subscribers of the public stream have been told of a message, so that each thing is told
/// once.
///
/// @param arrived its arrival is told, or is not to be told any more
/// @param decision sequence of the last decision told; 0 for none
/// @param linked what they know last is that it is linked to a record
public record Told(boolean arrived, long decision, boolean linked) {
  public static final Told NOTHING = new Told(false, 0, false);
}
