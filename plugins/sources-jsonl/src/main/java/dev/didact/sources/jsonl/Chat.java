package dev.didact.sources.jsonl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A conversation that is written down as a list of turns.
///
/// @param turns who said what, in order
record Chat(List<Turn> turns) {
    /// What somebody said.
    ///
    /// @param who `system`, `user`, `assistant`, or what else is written
    record Turn(String who, String text) {}

    /// Reads a list of `role` and `content` (OpenAI, TRL) or of `from` and `value` (ShareGPT).
    ///
    /// @param field where the list stands
    static Chat read(String field, JsonNode list) throws Mistake {
        if (!list.isArray() || list.isEmpty()) {
            throw Mistake.in(field, "'" + field + "' must be a list of messages");
        }
        var turns = new ArrayList<Turn>();
        for (JsonNode message : list) {
            String where = "'" + field + "' message " + (turns.size() + 1);
            boolean shared = message.has("from");
            JsonNode who = message.path(shared ? "from" : "role");
            if (!who.isString()) {
                throw Mistake.in(field, where + " does not say who speaks; 'role' or 'from' must be text");
            }
            Optional<String> text = text(message.path(shared ? "value" : "content"));
            if (text.isEmpty()) {
                throw Mistake.in(
                        field,
                        where + " holds no text; calls of tools, pictures and sound cannot be read: leave it out");
            }
            turns.add(new Turn(role(who.stringValue()), text.get()));
        }
        return new Chat(turns);
    }

    private static String role(String written) {
        return switch (written) {
            case "human" -> "user";
            case "gpt", "chatgpt", "bard", "bing", "model", "bot" -> "assistant";
            case "developer" -> "system";
            default -> written;
        };
    }

    private static Optional<String> text(JsonNode content) {
        if (content.isString()) {
            return Optional.of(content.stringValue());
        }
        if (!content.isArray() || content.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("text").isString()) {
                return Optional.empty();
            }
            text.append(part.path("text").stringValue());
        }
        return Optional.of(text.toString());
    }

    /// What the assistant says at the end; nothing where it does not have the last word.
    Optional<String> answer() {
        return said("assistant");
    }

    /// The same without an answer at the end.
    Chat question() {
        return answer().isPresent() ? new Chat(turns.subList(0, turns.size() - 1)) : this;
    }

    /// What the user says last.
    Optional<String> last() {
        return said("user");
    }

    private Optional<String> said(String who) {
        return !turns.isEmpty() && turns.getLast().who().equals(who)
                ? Optional.of(turns.getLast().text())
                : Optional.empty();
    }

    /// What the system was told at the beginning; empty where it was told nothing.
    String system() {
        return turns.stream()
                .takeWhile(turn -> turn.who().equals("system"))
                .map(Turn::text)
                .collect(Collectors.joining("\n\n"));
    }

    /// What was said between the system's part and the last turn; empty where nothing was.
    String history() {
        return turns.subList(0, Math.max(0, turns.size() - 1)).stream()
                .dropWhile(turn -> turn.who().equals("system"))
                .map(turn -> turn.who() + ": " + turn.text())
                .collect(Collectors.joining("\n\n"));
    }
}
