package dev.didact.shell.language;

import java.util.List;
import java.util.Optional;

/// One option of a verb.
///
/// @param name with its dashes: `--limit`
/// @param letter its one-letter form, `-n`, where it has one
/// @param type type of its value
/// @param repeatable whether it may be given more than once
/// @param doc what it does, in a few words
public record OptionSpec(String name, Optional<String> letter, ValueType type, boolean repeatable, String doc) {

    /// An option with a value.
    public static OptionSpec valued(String name, ValueType type, String doc) {
        return new OptionSpec(name, Optional.empty(), type, false, doc);
    }

    /// An option with a value that may be given several times.
    public static OptionSpec repeated(String name, ValueType type, String doc) {
        return new OptionSpec(name, Optional.empty(), type, true, doc);
    }

    /// An option without a value. Giving it twice means no more than giving it once.
    public static OptionSpec flag(String name, String doc) {
        return new OptionSpec(name, Optional.empty(), new ValueType.Flag(), true, doc);
    }

    /// The same option with a one-letter form.
    public OptionSpec withLetter(String form) {
        return new OptionSpec(name, Optional.of(form), type, repeatable, doc);
    }

    /// True where a value must follow.
    public boolean takesValue() {
        return !(type instanceof ValueType.Flag);
    }

    /// The forms it can be written in.
    public List<String> forms() {
        return letter.isPresent() ? List.of(name, letter.get()) : List.of(name);
    }

    /// `--limit N`, with the one-letter form before it.
    public String usage() {
        String value = takesValue() ? " " + type.label() : "";
        return letter.map(form -> form + ", ").orElse("") + name + value;
    }
}
