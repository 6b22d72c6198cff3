package dev.didact.engine.internal.loop;

import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.GradedLine;
import dev.didact.engine.Kind;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.TaskIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Grades texts that somebody brings, line by line.
final class GradedLines {
    private static final TaskIdentity LINE = new TaskIdentity("line", 0);

    private final Grading grading;
    private final GradeStep step;
    private final Map<String, String> map;
    private final AtomicLong number = new AtomicLong();

    private GradedLines(Grading grading, GradeStep step, Map<String, String> map) {
        this.grading = grading;
        this.step = step;
        this.map = map;
    }

    static Stream<GradedLine> grade(
            Surroundings around, Iterator<String> lines, String rubric, List<String> with, Map<String, String> map)
            throws InterruptedException {
        ContributionCard card = around.catalog().find(Kind.RUBRIC, rubric, Optional.empty());
        Component component = Component.onLine(card, with);
        var planner = new Planner(around, alone(component), alone(component), () -> Path.of(""), (_, _, _) -> {});
        GradeStep step;
        try {
            step = planner.grade(
                    new Recipe.Grade(
                            component,
                            Optional.empty(),
                            Collections.emptyNavigableMap(),
                            OptionalDouble.empty(),
                            List.of(),
                            component.place()),
                    "grade");
        } catch (RuntimeException | InterruptedException e) {
            planner.close();
            throw e;
        }
        var grading = new Grading(new Steps(new Calls(new NoLog(), new FullJitter()), (_, _, _, _) -> {}), Map.of());
        var graded = new GradedLines(grading, step, map);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .map(graded::line)
                .onClose(planner::close);
    }

    /// The recipe of a component that stands alone.
    private static Recipe alone(Component component) {
        return new Recipe(
                "grade",
                0,
                Collections.emptyNavigableMap(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                new Recipe.Until(OptionalInt.empty(), OptionalLong.empty(), Optional.empty()),
                1,
                "private",
                Optional.empty(),
                List.of(),
                component.with(),
                Path.of("").toAbsolutePath());
    }

    private GradedLine line(String text) {
        long at = number.incrementAndGet();
        try {
            return grade(at, Json.parse(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunLoop.Stopped();
        } catch (RuntimeException e) {
            if (!(e instanceof IllegalArgumentException) && !Json.unreadable(e)) {
                throw e;
            }
            var problem = new Problem(
                    Problem.Category.FAILURE,
                    "E506",
                    "line " + at + " is not a JSON object with a response: " + e.getMessage(),
                    Optional.empty(),
                    List.of());
            return new GradedLine(Long.toString(at), "", Grade.none(), Optional.empty(), Optional.of(problem));
        }
    }

    private GradedLine grade(long at, ObjectNode line) throws InterruptedException {
        ObjectNode json = renamed(line);
        String id = json.has("id") ? json.get("id").asString() : Long.toString(at);
        String prompt = text(json, "prompt").or(() -> message(json, "user")).orElse("");
        String response = text(json, "response")
                .or(() -> message(json, "assistant"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has no 'response' (a text) and no 'messages' with one of the assistant; use --map to say which key"
                                + " holds it"));
        List<Passage> sources = sources(json);
        Map<String, String> inputs = new TreeMap<>();
        json.forEachEntry((key, value) -> inputs.put(key, value.isString() ? value.stringValue() : value.toString()));
        Passage given = passage("line " + at, prompt);
        var item = new Item(
                id,
                prompt,
                inputs,
                Optional.empty(),
                sources.isEmpty() ? List.of(given) : sources,
                OptionalInt.empty());
        var subject =
                new Subject(Sample.of(prompt, response), 0, item, sources, text(json, "reference"), inputs, List.of());
        List<Grade.Entry> entries = step.rule().entries(subject, grading.answers(step, LINE, at, subject));
        return new GradedLine(
                id,
                response,
                new Grade(entries, GradeRule.total(entries)),
                Optional.of(step.rule().decide(entries)),
                Optional.empty());
    }

    private ObjectNode renamed(ObjectNode line) {
        ObjectNode json = line.deepCopy();
        map.forEach((from, to) -> {
            JsonNode value = line.get(from);
            if (value != null) {
                json.set(to, value);
            }
        });
        return json;
    }

    private static Optional<String> text(ObjectNode json, String key) {
        JsonNode value = json.path(key);
        return value.isString() || value.isNumber() || value.isBoolean()
                ? Optional.of(value.asString())
                : Optional.empty();
    }

    private static Optional<String> message(ObjectNode json, String role) {
        Optional<String> last = Optional.empty();
        for (JsonNode message : json.path("messages")) {
            if (message.path("role").asString("").equals(role)
                    && message.path("content").isString()) {
                last = Optional.of(message.path("content").stringValue());
            }
        }
        return last;
    }

    private static List<Passage> sources(ObjectNode json) {
        List<Passage> sources = new ArrayList<>();
        for (JsonNode source : json.path("sources")) {
            String text = source.isString()
                    ? source.stringValue()
                    : source.path("text").asString("");
            sources.add(passage(source.path("id").asString("source " + (sources.size() + 1)), text));
        }
        return sources;
    }

    private static Passage passage(String id, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var origin = new Origin(
                Origin.Method.INPUT,
                id,
                Document.sha256(bytes),
                bytes.length,
                List.of(),
                Licence.unknown("given with the line"),
                List.of());
        return new Passage(id, 0, bytes.length, text, origin);
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
