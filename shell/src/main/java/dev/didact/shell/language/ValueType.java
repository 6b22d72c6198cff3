package dev.didact.shell.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a target, a parameter or the value of an option may be. The type checks the form of a value; whether a name
/// exists is found out by the command.
public sealed interface ValueType {

    /// The word that stands for the value in help: `N`, `FILE`, `table|json`.
    String label();

    /// What is wrong with the value, empty if nothing is.
    default Optional<String> problem(String value) {
        return Optional.empty();
    }

    /// The values that may have been meant by a wrong one.
    default List<String> suggestions(String value) {
        return List.of();
    }

    /// An option that takes no value.
    record Flag() implements ValueType {
        @Override
        public String label() {
            return "";
        }
    }

    /// Any text.
    record Text(String label) implements ValueType {}

    /// A whole number within bounds, both included.
    record WholeNumber(String label, long from, long to) implements ValueType {
        @Override
        public Optional<String> problem(String value) {
            String rule = to == Long.MAX_VALUE
                    ? from == Long.MIN_VALUE ? "must be a whole number" : "must be a whole number, at least " + from
                    : "must be a whole number from " + from + " to " + to;
            try {
                long number = Long.parseLong(value);
                return number < from || number > to ? Optional.of(rule) : Optional.empty();
            } catch (NumberFormatException notANumber) {
                return Optional.of(rule);
            }
        }
    }

    /// One of a few words.
    ///
    /// @param terms the words
    /// @param instead words that other programs have for the same, each with the one to write here; it may be a verb
    record Choice(List<Term> terms, Map<String, String> instead) implements ValueType {
        public Choice {
            terms = List.copyOf(terms);
            instead = Map.copyOf(instead);
        }

        public Choice(List<Term> terms) {
            this(terms, Map.of());
        }

        private List<String> words() {
            return terms.stream().map(Term::text).toList();
        }

        @Override
        public String label() {
            return String.join("|", words());
        }

        @Override
        public Optional<String> problem(String value) {
            return words().contains(value)
                    ? Optional.empty()
                    : Optional.of("must be one of " + String.join(", ", words())
                            + Optional.ofNullable(instead.get(value))
                                    .map(word -> " ('" + value + "' is '" + word + "'" + doc(word) + ")")
                                    .orElse(""));
        }

        private String doc(String word) {
            return terms.stream()
                    .filter(term -> term.text().equals(word))
                    .findFirst()
                    .map(term -> ": " + term.doc())
                    .orElse("");
        }

        @Override
        public List<String> suggestions(String value) {
            return Optional.ofNullable(instead.get(value))
                    .map(List::of)
                    .orElseGet(() -> Suggestions.near(value, words()));
        }
    }

    /// A text of a certain form, such as a budget.
    record Shaped(String label, Pattern form, String rule) implements ValueType {
        @Override
        public Optional<String> problem(String value) {
            return form.matcher(value).matches() ? Optional.empty() : Optional.of(rule);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shaped that && label.equals(that.label) && rule.equals(that.rule);
        }

        @Override
        public int hashCode() {
            return label.hashCode();
        }
    }

    /// A path in the file system.
    record FilePath(String label) implements ValueType {
        @Override
        public Optional<String> problem(String value) {
            return value.isEmpty() || value.indexOf('\0') >= 0 ? Optional.of("must name a file") : Optional.empty();
        }
    }

    /// A name or reference of a kind.
    record Named(String label, Reference kind) implements ValueType {
        private static final Pattern RUN = Pattern.compile("[1-9][0-9]{0,8}");
        private static final Pattern ROUND = Pattern.compile("[1-9][0-9]{0,8}@[0-9]{1,9}");
        private static final Pattern SAMPLE = Pattern.compile("[1-9][0-9]{0,8}/[1-9][0-9]{0,8}|[Ee][0-9]{3}");

        @Override
        public Optional<String> problem(String value) {
            if (value.isEmpty()) {
                return Optional.of("must name a " + kind.word());
            }
            return switch (kind) {
                case RUN ->
                    RUN.matcher(value).matches() ? Optional.empty() : Optional.of("must be a run number, such as 3");
                case SAMPLE -> SAMPLE.matcher(value).matches() ? Optional.empty() : Optional.of(sampleRule(value));
                default -> Optional.empty();
            };
        }

        private static String sampleRule(String value) {
            String sample = RUN.matcher(value).matches()
                    ? "a sample such as " + value + "/17 ('samples " + value + "' lists those of run " + value + ")"
                    : ROUND.matcher(value).matches()
                            ? "a sample such as 3/17, not a round such as 3@2,"
                            : "a sample such as 3/17 (sample 17 of run 3)";
            return "must be " + sample + " or an error code such as E103";
        }
    }
}
