package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import dev.didact.engine.GradedLine;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EarlierSamplesTest extends BedTest {
    /// A step looks at what it let through before, a later one asks about what is left.
    private static final String RECIPE = """
            didact: recipe/1
            name: new
            random-seed: 7
            models:   { writer: { use: remote } }
            sources:  [ { id: sums, use: sums, with: { count: 12 } } ]
            steps:
              - { id: question, from: sums, use: answer, model: writer }
              - { id: fresh, from: question, grade: [ { use: new } ] }
              - { id: answer, from: fresh, use: answer, model: writer, with: { before: "again " } }
            until:    { rounds: 2 }
            """;

    private static final List<String> TEXTS = List.of(
            "What is bread made of, and how long does it take?",
            "How deep is the sea between the two islands?",
            "Who keeps the light when the keeper sleeps?",
            "Which of the three roads leads over the pass?");

    /// One of a few texts, by the question, written in one of several ways.
    private static Reply written(ModelCall call) {
        var luck = Seeds.stream(1, call.lastUserText());
        String text = TEXTS.get(luck.nextInt(TEXTS.size()));
        return Reply.Answered.of(
                luck.nextBoolean() ? text : text.replace(", and", " and").replace("?", "!"), new Usage(10, 1));
    }

    private static Optional<Reply> write(ModelCall call) {
        return Optional.of(written(call));
    }

    private List<DecidedSample> questions(int run) {
        return bed.samples(run).stream()
                .filter(sample -> sample.provenance().generatedBy().step().equals("question"))
                .toList();
    }

    @Test
    void aSampleThatIsLikeAnEarlierOneOfAnyRoundIsNotLetThroughAndCostsNothingFurther() throws InterruptedException {
        bed.world.onCall = EarlierSamplesTest::write;
        bed.run(RECIPE);

        Map<Boolean, List<DecidedSample>> questions = questions(1).stream()
                .collect(Collectors.partitioningBy(sample -> sample.verdict() instanceof Verdict.Accepted));
        assertThat(questions.get(true)).hasSize(TEXTS.size());
        assertThat(questions.get(false))
                .hasSize(24 - TEXTS.size())
                .allMatch(sample -> sample.verdict().equals(new Verdict.Rejected("new")));
        assertThat(bed.world.asked).hasSize(24 + TEXTS.size());
        assertThat(bed.round(1, 2).steps().get(1).out()).isZero();
    }

    @Test
    void theOneThatWasDrawnFirstStaysHoweverLateItsAnswerComes() throws InterruptedException {
        var others = new CountDownLatch(11);
        String[] first = new String[1];
        bed.world.onCall = call -> {
            synchronized (first) {
                if (first[0] == null) {
                    first[0] = call.lastUserText();
                }
            }
            if (call.lastUserText().equals(first[0])) {
                others.await();
            } else {
                others.countDown();
            }
            return Optional.of(Reply.Answered.of(TEXTS.getFirst(), new Usage(10, 1)));
        };
        bed.run(RECIPE, "until.rounds=1", "flow.in-flight=12");

        List<DecidedSample> questions = questions(1);
        assertThat(questions.getFirst().verdict()).isEqualTo(new Verdict.Accepted());
        assertThat(questions.subList(1, 12))
                .allSatisfy(sample -> assertThat(
                                ((Scored) sample.grade().criteria().getFirst().result()).evidence())
                        .containsExactly(Evidence.because(
                                "1 before, like: " + questions.getFirst().item().id())));
    }

    @Test
    void whatIsLetThroughDoesNotDependOnHowManyThingsAreDoneAtOnce() throws InterruptedException {
        bed.world.onCall = EarlierSamplesTest::write;
        bed.run(RECIPE);
        for (int threads : List.of(1, 8)) {
            try (Bed other = new Bed(folder.resolve("threads" + threads), new Sums(), threads, Bed.HASH)) {
                other.world.onCall = EarlierSamplesTest::write;
                other.run(RECIPE);

                assertThat(other.outcome(1)).isEqualTo(bed.outcome(1));
            }
        }
    }

    @Test
    void aRunThatBrokeOffBehindAnyEventEndsAsTheUndisturbedOne() throws InterruptedException, IOException {
        bed.world.onCall = EarlierSamplesTest::write;
        bed.run(RECIPE);
        List<Event> events = bed.journal(1);
        List<String> outcome = bed.outcome(1);
        for (int k = 1; k < events.size(); k++) {
            boolean telling = !Set.of(Kinds.CALL_STARTED, Kinds.CALL, Kinds.SAMPLE, Kinds.ITEM)
                            .contains(events.get(k - 1).kind())
                    || k % 11 == 0;
            if (telling) {
                Path crash = folder.resolve("crash" + k);
                Journals.write(bed.folder, crash, events.subList(0, k));
                try (Bed crashed = new Bed(crash)) {
                    crashed.world.onCall = EarlierSamplesTest::write;
                    crashed.resume(1);
                    assertThat(crashed.outcome(1))
                            .as(
                                    "end after a crash behind event %d (%s)",
                                    k, events.get(k - 1).kind())
                            .isEqualTo(outcome);
                    assertThat(crashed.workspace.replay(1).difference())
                            .as("replay after a crash behind event %d", k)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void linesThatAreGradedAreHeldAgainstTheLinesBefore() throws InterruptedException {
        String lines = TEXTS.stream()
                .flatMap(text -> Stream.of(text, text.toUpperCase(Locale.ROOT)))
                .map(text -> Records.object().put("response", text) + "\n")
                .collect(Collectors.joining());

        try (Stream<GradedLine> graded = bed.workspace.grade(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "new", List.of(), Map.of())) {
            assertThat(graded.map(line -> line.verdict().orElseThrow()))
                    .containsExactly(IntStream.range(0, 2 * TEXTS.size())
                            .mapToObj(i -> i % 2 == 0 ? new Verdict.Accepted() : new Verdict.Rejected("new"))
                            .toArray(Verdict[]::new));
        }
    }

    @Test
    void aMeasureHasNothingEarlier() {
        String measured = RECIPE + "measure: [ { id: held-out, from: sums, rubric: new, metric: accepted } ]\n";

        assertThatThrownBy(() -> bed.run(measured))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.getMessage()).contains("a measure has none"));
    }

    @Test
    void whatALaterStepHasMendedCannotBeGradedInOrderByItsMaker() {
        String mended = RECIPE.replace(
                        "model: writer }\n  - { id: fresh", "model: writer, grade: [ { use: new } ] }\n  - { id: fresh")
                .replace(
                        "grade: [ { use: new } ] }\n  - { id: answer",
                        "grade: [ { use: short, min: 0.1 } ], on-reject: { revise: 1 } }\n  - { id: answer");

        assertThatThrownBy(() -> bed.run(mended))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.getMessage()).contains("step 'fresh' has samples of step 'question' mended"));
    }
}
