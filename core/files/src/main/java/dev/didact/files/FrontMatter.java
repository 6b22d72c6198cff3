package dev.didact.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// What a text says of itself in YAML between two lines of `---` at its beginning. It belongs to no passage.
///
/// @param entries its keys with their values; empty where a text has no front matter
/// @param end the first character behind it
public record FrontMatter(Map<String, Node> entries, int end) {
    private static final Pattern BLOCK =
            Pattern.compile("\\A---\\h*\\R(.*?\\R)??(?:---|\\.\\.\\.)\\h*(?:\\R|\\z)", Pattern.DOTALL);
    static final FrontMatter NONE = new FrontMatter(Map.of(), 0);

    /// The front matter of a text. What looks like it and is no YAML mapping is text.
    public static FrontMatter of(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            return NONE;
        }
        try {
            return new FrontMatter(Yaml.mapping(block.group(1) == null ? "" : block.group(1)), block.end());
        } catch (Yaml.Mistake _) {
            return NONE;
        }
    }

    /// The text of the first of these keys that is there.
    public Optional<String> value(String... keys) {
        return values(keys).stream().findFirst().filter(value -> !value.isBlank());
    }

    /// The texts of the first of these keys that is there and holds texts.
    public List<String> values(String... keys) {
        for (String key : keys) {
            Node node = entries.get(key);
            if (node != null) {
                try {
                    return Yaml.texts(node);
                } catch (Yaml.Mistake _) {
                    return List.of();
                }
            }
        }
        return List.of();
    }
}
