package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// One message of a conversation.
///
/// @param role who speaks
/// @param content the text
public record Message(Role role, String content) {
    public Message {
        requireNonNull(role, "role");
        requireNonNull(content, "content");
    }

    /// A message of the person who asks.
    public static Message user(String content) {
        return new Message(Role.USER, content);
    }

    /// A message that sets the rules.
    public static Message system(String content) {
        return new Message(Role.SYSTEM, content);
    }

    /// Who speaks.
    public enum Role {
        /// Sets the rules.
        SYSTEM,
        /// Asks.
        USER,
        /// Answers.
        ASSISTANT;

        /// As it is written in files: `user`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
