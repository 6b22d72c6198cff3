package dev.didact.shell.language;

import java.util.List;
import java.util.Optional;

/// A statement bound to the specification of its verb: every word has found its place and its form is right.
///
/// @param source the text it stands in
/// @param spec the verb
/// @param verb where the verb stands
/// @param targets the target words in order
/// @param parameters the `key=value` words in order
/// @param options the options in order, global ones included
public record Line(
        SourceText source,
        CommandSpec spec,
        Span verb,
        List<Word> targets,
        List<Parameter> parameters,
        List<Option> options) {

    public Line {
        targets = List.copyOf(targets);
        parameters = List.copyOf(parameters);
        options = List.copyOf(options);
    }

    /// A value and where it stands.
    public record Word(String text, Span span) {}

    /// A `key=value` word.
    public record Parameter(Word key, Word value) {}

    /// An option as given; the value of a flag is empty and stands where the flag stands.
    public record Option(OptionSpec spec, Word value) {}

    /// The target at a position, if it was given.
    public Optional<Word> target(int index) {
        return index < targets.size() ? Optional.of(targets.get(index)) : Optional.empty();
    }

    /// The value of an option, if it was given.
    public Optional<Word> option(String name) {
        return all(name).stream().findFirst();
    }

    /// Every value of an option that may be repeated.
    public List<Word> all(String name) {
        return options.stream()
                .filter(option -> option.spec().name().equals(name))
                .map(Option::value)
                .toList();
    }

    /// Whether a flag was given.
    public boolean has(String name) {
        return option(name).isPresent();
    }

    /// The value of an option of type [ValueType.WholeNumber].
    public Optional<Long> number(String name) {
        return option(name).map(word -> Long.parseLong(word.text()));
    }

    /// An error that points at a word of this line.
    public ShellError error(ErrorCode code, Word word, String message) {
        return ShellError.of(code, message).at(source, word.span());
    }

    /// An error about the line as a whole; it points at the verb.
    public ShellError error(ErrorCode code, String message) {
        return ShellError.of(code, message).at(source, verb);
    }

    /// The error for a name nobody knows, with what may have been meant.
    public ShellError unknown(Word word, Reference kind, List<String> known) {
        return error(ErrorCode.NAME, word, "no " + kind.word() + " '" + word.text() + "'")
                .suggesting(Suggestions.near(word.text(), known));
    }
}
