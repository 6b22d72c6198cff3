package dev.didact.shell.command;

import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.GradedLine;
import dev.didact.engine.Kind;
import dev.didact.engine.Problem;
import dev.didact.engine.ProcessMemory;
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
import dev.didact.shell.output.RowStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `grade FILE.jsonl|-|'text' --rubric REF [--isolation process [--process-memory SIZE]]`: grades texts that somebody
/// else wrote, one result for each line that is not blank, in their order and as soon as the line has been read.
final class GradeCommand implements Command {
    /// How many rows of a table are laid out together, where all lines are there.
    private static final int TOGETHER = 100;

    /// How many different faults are told.
    private static final int MOST_FAULTS = 5;

    private static final ValueType MAP = new ValueType.Shaped(
            "output=response,…",
            Pattern.compile("[^=,\\s]+=[^=,\\s]+(,[^=,\\s]+=[^=,\\s]+)*"),
            "must be pairs such as output=response");

    @Override
    public CommandSpec spec() {
        CommandSpec verb = CommandSpec.of(
                        "grade", "grade given texts", "grade 'a b c' --rubric length --with max-words=5", Needs.PLUGINS)
                .target(
                        "FILE.jsonl|-|'text'",
                        new ValueType.FilePath("FILE"),
                        TargetSpec.Count.ONE,
                        "a file of JSON lines, - for those on standard input, or a text")
                .option(OptionSpec.valued(
                        "--rubric", new ValueType.Named("REF", Reference.RUBRIC), "the rubric that grades"))
                .option(Values.WITH)
                .option(OptionSpec.valued("--map", MAP, "keys of the lines that have other names"));
        return Isolation.options(verb, "a Java rubric");
    }

    /// A graded line for people.
    record Row(String id, String verdict, OptionalDouble score, String decidedBy, String text) {}

    @Override
    public void run(Call call) {
        Word rubric = call.line()
                .option("--rubric")
                .orElseThrow(() -> call.line().error(ErrorCode.MISSING, "'grade' needs --rubric REF"));
        Optional<ProcessMemory> memory = Isolation.memory(call.line());
        Workspace workspace = call.session().workspace(call.settings());
        Word target = call.line().targets().getFirst();
        try (Given given = Given.of(call, target)) {
            Problems.at(
                    call.line(), rubric, () -> workspace.catalog().find(Kind.RUBRIC, rubric.text(), Optional.empty()));
            Word configured =
                    call.line().all(Values.WITH.name()).stream().findFirst().orElse(rubric);
            try (Stream<GradedLine> graded = Problems.at(
                    call.line(),
                    configured,
                    () -> workspace.grade(
                            given.lines(), rubric.text(), Values.texts(call.line(), "--with"), map(call), memory))) {
                print(call, given, graded.iterator());
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw Given.unreadable(call, target, unreadable);
        } catch (CancellationException interrupt) {
            throw ShellError.of(ErrorCode.INTERRUPTED, "interrupted; what was printed is graded");
        }
    }

    private static void print(Call call, Given given, Iterator<GradedLine> graded) {
        long lines = 0;
        long unread = 0;
        Map<String, Long> faults = new LinkedHashMap<>();
        try (RowStream<Row> results = call.out().stream(Row.class, given.whole() ? TOGETHER : 1)) {
            while (graded.hasNext()) {
                GradedLine line = graded.next();
                lines++;
                // Where programs read, each line says it itself.
                if (!call.out().format().machine()) {
                    faults(line).forEach(fault -> faults.merge(fault, 1L, Long::sum));
                }
                results.add(call.out().format().machine() ? json(line) : Map.of(), row(line));
                if (line.problem().isPresent()) {
                    unread++;
                    call.out()
                            .note(Printable.of(
                                    given.name() + ": " + line.problem().get().message()));
                }
            }
        }
        faults.entrySet().stream()
                .limit(MOST_FAULTS)
                .forEach(
                        fault -> call.out().note(Printable.of("ungraded " + fault.getValue() + ": " + fault.getKey())));
        if (unread > 0) {
            throw ShellError.of(ErrorCode.FAILED, unread + " of " + lines + " lines could not be read");
        }
    }

    /// What failed at a line, each once.
    private static Stream<String> faults(GradedLine line) {
        return line.grade().criteria().stream()
                .map(Grade.Entry::result)
                .filter(CriterionResult.Ungraded.class::isInstance)
                .map(result -> ((CriterionResult.Ungraded) result).fault().message())
                .distinct();
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
        json.put("id", line.id().map(id -> id.isString() ? id.stringValue() : new Json.Raw(id.toString())));
        json.put("line", line.line());
        if (line.problem().isPresent()) {
            Problem problem = line.problem().get();
            json.put("error", problem.code());
            json.put("message", problem.message());
            problem.place().ifPresent(place -> json.put("column", place.column()));
            return json;
        }
        json.put("verdict", line.verdict().map(Verdict::word));
        json.put("score", line.grade().total());
        json.put("criteria", Samples.criteria(line.grade()));
        return json;
    }

    private static Row row(GradedLine line) {
        return new Row(
                line.id()
                        .map(id -> id.isString() ? id.stringValue() : id.toString())
                        .orElse("line " + line.line()),
                line.verdict().map(Verdict::word).orElse("not read"),
                line.grade().total(),
                line.verdict().map(EventText::why).orElse(""),
                line.response());
    }
}
