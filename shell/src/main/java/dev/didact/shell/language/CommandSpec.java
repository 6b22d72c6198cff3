package dev.didact.shell.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that is known about a verb without running it. Parsing, completion, help and the error texts all read
/// this one description.
///
/// @param name the verb
/// @param doc one line that says what it does
/// @param targets its target positions in order
/// @param parameters its `key=value` words
/// @param options its options, the global ones not among them
/// @param example a line that runs
/// @param needs what must be at hand
public record CommandSpec(
        String name,
        String doc,
        List<TargetSpec> targets,
        Parameters parameters,
        List<OptionSpec> options,
        String example,
        Needs needs) {

    public CommandSpec {
        targets = List.copyOf(targets);
        options = List.copyOf(options);
        for (int index = 0; index < targets.size() - 1; index++) {
            if (targets.get(index).count() != TargetSpec.Count.ONE
                    && !targets.get(index + 1).count().equals(TargetSpec.Count.OPTIONAL)) {
                throw new IllegalArgumentException(name + ": only the last targets may be optional or several");
            }
        }
    }

    /// A verb without targets, parameters and options; the other methods add them.
    public static CommandSpec of(String name, String doc, String example, Needs needs) {
        return new CommandSpec(name, doc, List.of(), new Parameters.None(), List.of(), example, needs);
    }

    /// The same verb with one more target position.
    public CommandSpec target(String label, ValueType type, TargetSpec.Count count, String meaning) {
        List<TargetSpec> more = new ArrayList<>(targets);
        more.add(new TargetSpec(label, type, count, meaning));
        return new CommandSpec(name, doc, more, parameters, options, example, needs);
    }

    /// The same verb with parameters.
    public CommandSpec taking(Parameters others) {
        return new CommandSpec(name, doc, targets, others, options, example, needs);
    }

    /// The same verb with one more option.
    public CommandSpec option(OptionSpec option) {
        List<OptionSpec> more = new ArrayList<>(options);
        more.add(option);
        return new CommandSpec(name, doc, targets, parameters, more, example, needs);
    }

    /// The target position that the word number `index`, from 0, stands in.
    public Optional<TargetSpec> targetAt(int index) {
        if (index < targets.size()) {
            return Optional.of(targets.get(index));
        }
        if (!targets.isEmpty() && targets.getLast().count().many()) {
            return Optional.of(targets.getLast());
        }
        return Optional.empty();
    }

    /// `run RECIPE [--set path=value]…`, the whole form on one line.
    public String usage() {
        StringBuilder usage = new StringBuilder(name);
        for (TargetSpec target : targets) {
            usage.append(' ').append(target.usage());
        }
        switch (parameters) {
            case Parameters.None none -> {}
            case Parameters.Known known ->
                known.all().forEach(one -> usage.append(" [").append(one.key()).append("=…]"));
            case Parameters.Paths paths -> usage.append(" [path=value…]");
        }
        for (OptionSpec option : options) {
            String value = option.takesValue() ? " " + option.type().label() : "";
            String again = option.takesValue() && option.repeatable() ? "…" : "";
            usage.append(" [").append(option.name()).append(value).append(']').append(again);
        }
        return usage.toString();
    }
}
