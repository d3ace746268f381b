package io.correo.mailbox.thread;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// A conversation with its messages, oldest first. Its own count of messages gives way to them.
record Conversation(
    @JsonUnwrapped @com.fasterxml.jackson.annotation.JsonIgnoreProperties("messages") ThreadRow row,
    @JsonProperty("messages") List<MessageView> messages) {}
