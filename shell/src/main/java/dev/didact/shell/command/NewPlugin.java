package dev.didact.shell.command;

import dev.didact.engine.Kind;
import dev.didact.shell.authoring.PluginId;
import dev.didact.shell.authoring.Scaffold;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Quote;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.Suggestions;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `plugin new KIND ID [--dir DIR]`: makes the project of a plugin that contributes one thing which works.
final class NewPlugin {
    /// Where the project is made.
    static final OptionSpec FOLDER = OptionSpec.valued(
            "--dir",
            new ValueType.FilePath("DIR"),
            "for new: the project's folder, made when missing; else the last part of the id");

    private NewPlugin() {}

    /// A project that was made.
    record Project(String id, String kind, String folder, List<String> files) {}

    static void make(Call call, Word kindWord) {
        Line line = call.line();
        Kind kind = kind(line, kindWord);
        Word idWord = line.target(2)
                .orElseThrow(() -> line.error(
                        ErrorCode.MISSING,
                        "'plugin new " + kind.word()
                                + "' needs ID: the id of the plugin, such as org.example.plain-words"));
        PluginId id = id(line, idWord);
        String folder = line.option(FOLDER.name()).map(Word::text).orElse(id.contribution());
        Path home = call.session()
                .environment()
                .home()
                .orElseThrow(() -> ShellError.of(
                        ErrorCode.HOME, "a plugin is built against a distribution, and this program runs without one"));
        List<String> files = new Scaffold(kind, id, use(call, kind, id), home)
                .write(call.session().environment().folder().resolve(folder));
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(folder) + "   " + kind.word() + " " + Printable.of(id.text()));
        files.forEach(file -> lines.add("  " + Printable.of(file)));
        call.out().document(new Project(id.text(), kind.word(), folder, files), lines);
        call.out()
                .advice("next: (cd " + Quote.word(folder) + " && mvn verify), then plugin install "
                        + Quote.word(folder));
    }

    private static Kind kind(Line line, Word word) {
        List<String> kinds = Arrays.stream(Kind.values()).map(Kind::word).toList();
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word.text()))
                .findFirst()
                .orElseThrow(() -> line.error(
                                ErrorCode.VALUE,
                                word,
                                "a plugin is new as one of " + String.join(", ", kinds) + ", not as '" + word.text()
                                        + "'")
                        .suggesting(Suggestions.near(word.text(), kinds)));
    }

    private static PluginId id(Line line, Word word) {
        Optional<String> rule = PluginId.problem(word.text());
        if (rule.isPresent()) {
            throw line.error(
                            ErrorCode.VALUE,
                            word,
                            "the id of a plugin " + rule.get() + ", but is '" + word.text() + "'")
                    .suggesting(PluginId.near(word.text()));
        }
        return new PluginId(word.text());
    }

    /// How a recipe names the contribution: by its short name, unless something else here has that.
    private static String use(Call call, Kind kind, PluginId id) {
        String whole = id.text() + "." + id.contribution();
        boolean taken = call.session().workspace(call.settings()).catalog().of(kind).stream()
                .anyMatch(card ->
                        card.id().equals(id.contribution()) && !card.fullId().equals(whole));
        return taken ? whole : id.contribution();
    }
}
