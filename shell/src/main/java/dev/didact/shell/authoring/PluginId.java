package dev.didact.shell.authoring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/// The id of a plugin to be written: `org.example.plain-words`. Its last part names the contribution, all of it the
/// package.
///
/// @param text the id
public record PluginId(String text) {
    private static final Pattern PARTS = Pattern.compile("\\.");
    private static final Pattern WORDS = Pattern.compile("-");
    private static final Pattern SEPARATORS = Pattern.compile("[./\\s]+");
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    public PluginId {
        problem(text).ifPresent(rule -> {
            throw new IllegalArgumentException(text + " " + rule);
        });
    }

    /// Why a text is no id; empty if it is one.
    public static Optional<String> problem(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.of(
                    "must be two or more parts with dots between them, each of small letters, digits and '-',"
                            + " such as org.example.plain-words");
        }
        return PARTS.splitAsStream(text)
                .filter(part -> SourceVersion.isKeyword(part.replace("-", "")))
                .findFirst()
                .map(part -> "must not have the part '" + part + "', which is a word of the Java language");
    }

    /// An id that may have been meant by a text that is none; empty if there is no telling.
    public static List<String> near(String text) {
        List<String> parts = SEPARATORS
                .splitAsStream(text)
                .map(PluginId::part)
                .filter(part -> !part.isEmpty())
                .toList();
        String id = String.join(".", parts);
        String meant = parts.size() == 1 ? "org.example." + id : id;
        return problem(meant).isEmpty() ? List.of(meant) : List.of();
    }

    private static String part(String text) {
        String words = text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        String part = words.replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        return SourceVersion.isKeyword(part) ? part + "-plugin" : part;
    }

    /// The id of its contribution: `plain-words`.
    public String contribution() {
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /// What stands before that: `org.example`.
    String group() {
        return text.substring(0, text.lastIndexOf('.'));
    }

    /// The Java package: `org.example.plainwords`.
    String packageName() {
        return text.replace("-", "");
    }

    /// Its contribution in words: `Plain words`.
    String title() {
        String words = contribution().replace('-', ' ').strip();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// Its contribution as the beginning of a class name: `PlainWords`.
    String className() {
        return WORDS.splitAsStream(contribution())
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return text;
    }
}
