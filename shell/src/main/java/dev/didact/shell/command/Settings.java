package dev.didact.shell.command;

import dev.didact.shell.language.Line;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Format;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The options that every verb takes.
///
/// @param format how results are written, `-o`
/// @param workspace the workspace folder, `--workspace`
/// @param offline whether nothing may leave the machine
/// @param yes whether every consent is given
/// @param threads how many threads compute
public record Settings(
        Optional<Format> format, Optional<Path> workspace, boolean offline, boolean yes, Optional<Integer> threads) {

    /// The specifications of these options.
    public static final List<OptionSpec> OPTIONS = List.of(
            OptionSpec.valued("-o", formats(), "how results are written"),
            OptionSpec.valued("--workspace", new ValueType.FilePath("DIR"), "the workspace folder; made when missing"),
            OptionSpec.flag("--offline", "let nothing leave this machine"),
            OptionSpec.flag("--yes", "answer every question with yes"),
            OptionSpec.valued("--threads", new ValueType.WholeNumber("N", 1, 1024), "how many threads compute"));

    private static ValueType formats() {
        return new ValueType.Choice(Arrays.stream(Format.values())
                .map(format -> new Term(format.word(), format.doc()))
                .toList());
    }

    /// Nothing set.
    public static Settings none() {
        return new Settings(Optional.empty(), Optional.empty(), false, false, Optional.empty());
    }

    /// These settings where a line says nothing, what the line says where it does.
    public Settings with(Line line) {
        return new Settings(
                line.option("-o").flatMap(word -> Format.of(word.text())).or(() -> format),
                line.option("--workspace").map(word -> Path.of(word.text())).or(() -> workspace),
                offline || line.has("--offline"),
                yes || line.has("--yes"),
                line.number("--threads").map(Long::intValue).or(() -> threads));
    }
}
