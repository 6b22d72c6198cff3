package dev.didact.shell.command;

import dev.didact.engine.Measured;
import dev.didact.engine.RunEvent;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Suggestions;
import dev.didact.shell.language.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A condition on how a run ended: `heldOut>=0.9`.
///
/// @param text as it was written
/// @param name `heldOut`, `accepted`, or the id of a measure
/// @param comparison how the value is held against the bound
/// @param bound the bound
record Gate(String text, String name, String comparison, double bound) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z][\\w.-]*)\\s*(>=|<=|==|>|<)\\s*(-?[0-9]+(?:\\.[0-9]+)?)\\s*");

    static final OptionSpec OPTION = OptionSpec.repeated(
            "--require",
            new ValueType.Shaped("heldOut>=0.9", FORM, "must be a condition such as 'heldOut>=0.9'"),
            "end with exit code 3 unless heldOut, accepted or a measure is so");

    /// What a line requires.
    static List<Gate> of(Line line) {
        return Values.texts(line, OPTION.name()).stream().map(Gate::parse).toList();
    }

    /// Reads a text of the form that [#OPTION] lets pass.
    static Gate parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a condition: " + text);
        }
        return new Gate(text, matcher.group(1), matcher.group(2), Double.parseDouble(matcher.group(3)));
    }

    /// Looks before a run begins whether it will have what the gates ask for.
    ///
    /// @throws ShellError if a gate names no measure
    static void check(Line line, List<Gate> gates, Supplier<List<String>> measures) {
        for (int index = 0; index < gates.size(); index++) {
            Gate gate = gates.get(index);
            List<String> known = gate.name().equals("accepted") ? List.of("accepted") : known(measures.get());
            if (!known.contains(gate.name())) {
                throw line.error(
                                ErrorCode.NAME,
                                line.all(OPTION.name()).get(index),
                                "'" + gate.text() + "': no measure '" + gate.name() + "'; "
                                        + (known.size() == 1
                                                ? "the recipe measures nothing, so only 'accepted' can be required"
                                                : "there are " + String.join(", ", known)))
                        .suggesting(Suggestions.near(gate.name(), known));
            }
        }
    }

    private static List<String> known(List<String> measures) {
        List<String> known = new ArrayList<>(List.of("accepted"));
        if (!measures.isEmpty()) {
            known.add("heldOut");
        }
        known.addAll(measures);
        return known;
    }

    /// The value that the gate looks at; empty where the run has no such measure, or none of its items could be
    /// decided.
    OptionalDouble value(RunEvent.Finished finished) {
        if (name.equals("accepted")) {
            return OptionalDouble.of((double) finished.accepted());
        }
        return measured(finished)
                .filter(Measured::determined)
                .map(found -> OptionalDouble.of(found.score()))
                .orElseGet(OptionalDouble::empty);
    }

    private Optional<Measured> measured(RunEvent.Finished finished) {
        return finished.measures().stream()
                .filter(measure -> name.equals("heldOut") || measure.id().equals(name))
                .map(RunEvent.FirstAndLast::last)
                .findFirst();
    }

    /// What the run has where the gate looks: the value, or why there is none.
    String found(RunEvent.Finished finished) {
        OptionalDouble value = value(finished);
        if (value.isPresent()) {
            return name + " is " + EventText.number(value.getAsDouble());
        }
        return measured(finished)
                .map(found -> name + " is undetermined: none of its " + found.ungraded() + " items could be decided")
                .orElseGet(() -> "run " + finished.run() + " has no measure '" + name + "'");
    }

    /// Whether the run passes. A measure that is not there, or of which nothing could be decided, does not.
    boolean passes(RunEvent.Finished finished) {
        OptionalDouble value = value(finished);
        if (value.isEmpty()) {
            return false;
        }
        int order = Double.compare(value.getAsDouble(), bound);
        return switch (comparison) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }
}
