package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.GradedLine;
import dev.didact.engine.Kind;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.TaskIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Grades texts that somebody brings, line by line.
final class GradedLines {
    /// How long a rubric in a process of its own may take for a line.
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final Grading grading;
    private final GradeStep step;
    private final Map<String, String> map;
    private final EarlierSamples earlier;

    private GradedLines(Grading grading, GradeStep step, Map<String, String> map, EarlierSamples earlier) {
        this.grading = grading;
        this.step = step;
        this.map = map;
        this.earlier = earlier;
    }

    static Stream<GradedLine> grade(
            Surroundings around,
            InputStream lines,
            String rubric,
            List<String> with,
            Map<String, String> map,
            Optional<ProcessMemory> processMemory)
            throws InterruptedException {
        ContributionCard card = around.catalog().find(Kind.RUBRIC, rubric, Optional.empty());
        Component component = Component.onLine(card, with, processMemory.isPresent());
        Recipe recipe = alone(component, processMemory.orElseGet(ProcessMemory::usual));
        var work = new PassingFolder();
        var planner = new Planner(around, recipe, recipe, work::path, (_, _, _) -> {});
        var earlier = new EarlierSamples(work::path);
        Runnable closing = () -> {
            planner.close();
            earlier.close();
            work.close();
        };
        GradeStep step;
        try {
            step = planner.grade(new Recipe.Grade(
                    "grade",
                    component,
                    Optional.empty(),
                    Collections.emptyNavigableMap(),
                    OptionalDouble.empty(),
                    List.of(),
                    component.place()));
        } catch (RuntimeException | InterruptedException e) {
            closing.run();
            throw e;
        }
        var grading = new Grading(new Steps(new Calls(new NoLog(), around.backoff()), (_, _, _, _) -> {}), Map.of());
        var graded = new GradedLines(grading, step, map, earlier);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new TextLines(lines), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .map(graded::line)
                .onClose(closing);
    }

    /// The recipe of a component that stands alone.
    private static Recipe alone(Component component, ProcessMemory processMemory) {
        return new Recipe(
                "grade",
                0,
                Collections.emptyNavigableMap(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Recipe.Until.onePass(),
                1,
                Duration.ofMinutes(1),
                false,
                new Recipe.Processes(processMemory, ANSWER),
                "private",
                Optional.empty(),
                List.of(),
                component.with(),
                Path.of("").toAbsolutePath());
    }

    private GradedLine line(TextLines.Line text) {
        GivenLine line;
        try {
            line = GivenLine.parse(text, map);
        } catch (GivenLine.Unfit e) {
            return unfit(text.number(), Optional.empty(), e);
        }
        try {
            return grade(line);
        } catch (GivenLine.Unfit e) {
            return unfit(text.number(), line.id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted at line " + line.number());
        }
    }

    private static GradedLine unfit(long number, Optional<JsonNode> id, GivenLine.Unfit why) {
        var problem = new Problem(Problem.Category.FAILURE, "E506", why.message(), why.place(), List.of());
        return new GradedLine(number, id, "", Grade.none(), Optional.empty(), Optional.of(problem));
    }

    private GradedLine grade(GivenLine line) throws GivenLine.Unfit, InterruptedException {
        Subject subject = line.subject(
                sample -> step.wantsEarlier() ? Optional.of(earlier.of(sample.response())) : Optional.empty());
        var task = new TaskIdentity("line " + line.number(), line.number(), step.id());
        List<Grade.Entry> entries = step.rule().entries(subject, grading.answers(step, () -> task, subject));
        Verdict verdict = step.rule().decide(entries);
        if (step.wantsEarlier() && verdict instanceof Verdict.Accepted) {
            earlier.add(0, subject.item().id(), 0, subject.sample().response());
            earlier.takeDecided(1);
        }
        return new GradedLine(
                line.number(),
                line.id(),
                subject.sample().response(),
                new Grade(entries, GradeRule.total(entries)),
                Optional.of(verdict),
                Optional.empty());
    }

    /// Keeps nothing.
    private record NoLog() implements CallLog {
        @Override
        public Optional<CallRecord> find(String key) {
            return Optional.empty();
        }

        @Override
        public void keep(CallRecord answered) {
            throw new ProblemException(Problem.Category.FAILURE, "E507", "a rubric asked a model where none is seated");
        }
    }
}
