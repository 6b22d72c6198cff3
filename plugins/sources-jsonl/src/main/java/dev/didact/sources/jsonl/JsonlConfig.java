package dev.didact.sources.jsonl;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.files.Spdx;
import java.util.Optional;

/// Which files, and which fields of their lines mean what.
///
/// A field is named as it is written, one within another with dots: `meta.topic`.
///
/// @param path a file, a folder, or a pattern such as `data/**/*.jsonl.gz`, relative to the recipe
/// @param licence SPDX expression that the lines come under, where no file beside them says it
/// @param shape form of the lines; `auto` looks at each
/// @param id field that names the item; where absent `id`, and for a line without it the number of the line
/// @param content field that holds what a person would be given; where absent the shape says it
/// @param key field that holds the right answer; where absent the shape says it
/// @param level field that holds how hard it is, a whole number
public record JsonlConfig(
        @Example("prompts.jsonl") String path,
        Optional<String> licence,
        @Default("auto") Shape shape,
        Optional<String> id,
        Optional<String> content,
        Optional<String> key,
        Optional<String> level) {
    public JsonlConfig {
        if (path.isBlank()) {
            throw new IllegalArgumentException("path must name files, such as 'data/*.jsonl', but is empty");
        }
        if (licence.isPresent() && !Spdx.isExpression(licence.get())) {
            throw new IllegalArgumentException(
                    "licence must be an SPDX expression such as CC-BY-4.0 but is '" + licence.get() + "'");
        }
        if (content.isPresent() && shape != Shape.AUTO) {
            throw new IllegalArgumentException("content names the field '" + content.get() + "', and shape is "
                    + shape.written() + ", which has one of its own; leave one of the two out");
        }
        named("id", id);
        named("content", content);
        named("key", key);
        named("level", level);
    }

    private static void named(String setting, Optional<String> field) {
        if (field.isPresent() && field.get().isBlank()) {
            throw new IllegalArgumentException(setting + " must name a field of the lines but is empty");
        }
    }
}
