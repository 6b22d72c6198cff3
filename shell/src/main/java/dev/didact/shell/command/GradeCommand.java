package dev.didact.shell.command;

import dev.didact.engine.GradedLine;
import dev.didact.engine.Kind;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Json;
import dev.didact.shell.output.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// `grade FILE.jsonl|'text' --rubric REF`: grades texts that somebody else wrote, one result a line, in their order.
final class GradeCommand implements Command {
    private static final ValueType MAP = new ValueType.Shaped(
            "output=response,…",
            Pattern.compile("[^=,\\s]+=[^=,\\s]+(,[^=,\\s]+=[^=,\\s]+)*"),
            "must be pairs such as output=response");

    @Override
    public CommandSpec spec() {
        return CommandSpec.of(
                        "grade", "grade given texts", "grade 'a b c' --rubric length --with max-words=5", Needs.PLUGINS)
                .target(
                        "FILE.jsonl|'text'",
                        new ValueType.FilePath("FILE"),
                        TargetSpec.Count.ONE,
                        "a file of JSON lines, or a text")
                .option(OptionSpec.valued(
                        "--rubric", new ValueType.Named("REF", Reference.RUBRIC), "the rubric that grades"))
                .option(Values.WITH)
                .option(OptionSpec.valued("--map", MAP, "keys of the lines that have other names"));
    }

    /// A graded line for people.
    record Row(String id, String verdict, OptionalDouble score, String decidedBy, String text) {}

    @Override
    public void run(Call call) {
        Word rubric = call.line()
                .option("--rubric")
                .orElseThrow(() -> call.line().error(ErrorCode.MISSING, "'grade' needs --rubric REF"));
        Workspace workspace = call.session().workspace(call.settings());
        List<String> lines = lines(call);
        Problems.at(call.line(), rubric, () -> workspace.catalog().find(Kind.RUBRIC, rubric.text(), Optional.empty()));
        Word configured =
                call.line().all(Values.WITH.name()).stream().findFirst().orElse(rubric);
        List<GradedLine> graded = Problems.at(
                        call.line(),
                        configured,
                        () -> workspace.grade(
                                lines.iterator(), rubric.text(), Values.texts(call.line(), "--with"), map(call)))
                .toList();
        if (call.out().format().machine()) {
            call.out().list(graded.stream().map(GradeCommand::json).toList(), List.of());
        } else {
            call.out().rows(Row.class, graded.stream().map(GradeCommand::row).toList());
        }
        int unread = 0;
        for (GradedLine line : graded) {
            if (line.problem().isPresent()) {
                unread++;
                call.out()
                        .note("line " + Printable.of(line.id()) + ": "
                                + Printable.of(line.problem().get().message()));
            }
        }
        if (unread > 0) {
            throw ShellError.of(ErrorCode.FAILED, unread + (unread == 1 ? " line" : " lines") + " could not be read");
        }
    }

    private static List<String> lines(Call call) {
        Word target = call.line().targets().getFirst();
        try {
            Path file = call.session().environment().folder().resolve(target.text());
            if (Files.isRegularFile(file)) {
                return Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
            }
        } catch (CharacterCodingException binary) {
            throw call.line().error(ErrorCode.SCRIPT, target, "'" + target.text() + "' is not UTF-8 text");
        } catch (IOException unreadable) {
            throw call.line()
                    .error(ErrorCode.SCRIPT, target, "cannot read '" + target.text() + "': " + unreadable.getMessage());
        } catch (InvalidPathException noPath) {
            return text(target);
        }
        if (target.text().endsWith(".jsonl")) {
            throw call.line().error(ErrorCode.SCRIPT, target, "no file '" + target.text() + "'");
        }
        return text(target);
    }

    private static List<String> text(Word target) {
        return List.of(Json.of(Map.of("response", target.text())));
    }

    private static Map<String, String> map(Call call) {
        Map<String, String> map = new LinkedHashMap<>();
        String pairs = call.line().option("--map").map(Word::text).orElse("");
        if (!pairs.isEmpty()) {
            for (String pair : pairs.split(",", -1)) {
                int equals = pair.indexOf('=');
                map.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return map;
    }

    private static Map<String, Object> json(GradedLine line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", line.id());
        if (line.problem().isPresent()) {
            json.put("error", line.problem().get().code());
            json.put("message", line.problem().get().message());
            return json;
        }
        json.put("verdict", line.verdict().map(verdict -> verdict.word()));
        json.put("score", line.grade().total());
        json.put("criteria", Samples.criteria(line.grade()));
        return json;
    }

    private static Row row(GradedLine line) {
        Optional<String> verdict = line.verdict().map(one -> one.word());
        return new Row(
                line.id(),
                verdict.orElse("not read"),
                line.grade().total(),
                line.verdict().map(EventText::why).orElse(""),
                line.response());
    }
}
