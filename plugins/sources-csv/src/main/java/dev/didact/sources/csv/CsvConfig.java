package dev.didact.sources.csv;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.files.Spdx;
import java.util.Locale;
import java.util.Optional;

/// Which files, and which columns of their rows mean what.
///
/// @param path a file, a folder, or a pattern such as `data/**/*.csv.gz`, relative to the recipe
/// @param licence SPDX expression that the rows come under, where no file beside them says it
/// @param separator what stands between fields; `auto` is a tab in files named `.tsv` and a comma in others
/// @param header whether the first row names the columns; where it does not they are called `1`, `2` and so on
/// @param id column that names the item; where absent `id`, and where there is none the number of the line
/// @param content column that holds what a person would be given; where absent `prompt`, else `question`, else `text`
/// @param key column that holds the right answer
/// @param level column that holds how hard it is, a whole number
public record CsvConfig(
        @Example("prompts.csv") String path,
        Optional<String> licence,
        @Default("auto") Separator separator,
        @Default("true") boolean header,
        Optional<String> id,
        Optional<String> content,
        Optional<String> key,
        Optional<String> level) {
    public CsvConfig {
        if (path.isBlank()) {
            throw new IllegalArgumentException("path must name files, such as 'data/*.csv', but is empty");
        }
        if (licence.isPresent() && !Spdx.isExpression(licence.get())) {
            throw new IllegalArgumentException(
                    "licence must be an SPDX expression such as CC-BY-4.0 but is '" + licence.get() + "'");
        }
        if (key.isPresent() && key.equals(content)) {
            throw new IllegalArgumentException(
                    "key and content both name the column '" + key.get() + "'; the answer is not the question");
        }
    }

    /// What stands between fields.
    public enum Separator {
        /// As the name of the file says.
        AUTO,
        /// `,`
        COMMA,
        /// `;`
        SEMICOLON,
        /// A tab.
        TAB,
        /// `|`
        PIPE;

        char of(String file) {
            return switch (this) {
                case AUTO -> file.toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.gz)?") ? '\t' : ',';
                case COMMA -> ',';
                case SEMICOLON -> ';';
                case TAB -> '\t';
                case PIPE -> '|';
            };
        }
    }
}
