package dev.didact.shell.command;

import dev.didact.engine.ProcessMemory;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import java.util.List;
import java.util.Optional;

/// `--isolation process [--process-memory SIZE]`: has the Java plugin that a line names work in a process of its own.
final class Isolation {
    private static final String WHERE = "--isolation";
    private static final String MEMORY = "--process-memory";

    private Isolation() {}

    /// The verb with these options.
    ///
    /// @param whose who works there: `a Java exporter`
    static CommandSpec options(CommandSpec verb, String whose) {
        return verb.option(OptionSpec.valued(
                        WHERE,
                        new ValueType.Choice(List.of(new Term("process", "a JVM that the plugin has to itself"))),
                        "where " + whose + " works; in this process if not given"))
                .option(OptionSpec.valued(
                        MEMORY,
                        new ValueType.Shaped("SIZE", ProcessMemory.FORM, ProcessMemory.RULE),
                        "heap of that process; as much as in recipes if not given"));
    }

    /// The heap of a process of its own, where the line asks for one.
    static Optional<ProcessMemory> memory(Line line) {
        Optional<Word> size = line.option(MEMORY);
        if (line.option(WHERE).isEmpty()) {
            size.ifPresent(alone -> {
                throw line.error(ErrorCode.MISSING, MEMORY + " needs " + WHERE + " process");
            });
            return Optional.empty();
        }
        return Optional.of(size.map(Word::text).map(ProcessMemory::parse).orElseGet(ProcessMemory::usual));
    }
}
