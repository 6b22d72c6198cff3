package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Comparison;
import dev.didact.engine.GradedLine;
import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UsesTest {
    @TempDir
    Path folder;

    private Bed bed;

    @BeforeEach
    void open() {
        bed = new Bed(folder.resolve("workspace"));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void runsAreComparedItemByItem() throws InterruptedException {
        bed.run(Bed.RECIPE, "learn.with.base=0", "learn.with.gain=0", "until.rounds=1");
        bed.run(Bed.RECIPE, "learn.with.base=100", "learn.with.gain=0", "until.rounds=1");

        Comparison compared = bed.workspace.compare(List.of(1, 2));

        assertThat(compared.settings()).containsExactly(new Comparison.Setting("learn.with.base", List.of("0", "100")));
        assertThat(compared.measures()).singleElement().satisfies(difference -> {
            assertThat(difference.paired()).isEqualTo(6);
            assertThat(difference.unpaired()).isZero();
            assertThat(difference.scoreA()).isZero();
            assertThat(difference.difference()).isEqualTo(difference.scoreB());
            assertThat(difference.low()).isPositive();
            assertThat(difference.won()).hasSize((int) Math.round(6 * difference.scoreB()));
            assertThat(difference.lost()).isEmpty();
        });
        Comparison.Difference back =
                bed.workspace.compare(List.of(2, 1)).measures().getFirst();
        assertThat(back.lost()).isEqualTo(compared.measures().getFirst().won());
        assertThat(back.won()).isEmpty();
    }

    @Test
    void aComparisonSaysWhatEachRunCost() throws InterruptedException {
        RunEvent.Finished first = bed.run(Bed.RECIPE, "until.rounds=1");
        RunEvent.Finished second = bed.run(Bed.RECIPE);

        assertThat(first.spending().usage().out())
                .isLessThan(second.spending().usage().out());
        assertThat(bed.workspace.compare(List.of(1, 2)).costs())
                .containsExactly(
                        new Comparison.Cost(1, first.spending(), first.seconds()),
                        new Comparison.Cost(2, second.spending(), second.seconds()));
    }

    @Test
    void onlyItemsThatBothRunsMeasuredArePaired() throws InterruptedException {
        bed.run(Bed.RECIPE, "measure.0.per-level=2", "until.rounds=1");
        bed.run(Bed.RECIPE, "measure.0.per-level=4", "until.rounds=1");
        bed.run(Bed.RECIPE, "measure.0.level=2..3", "until.rounds=1");

        List<Comparison.Difference> measures =
                bed.workspace.compare(List.of(1, 2, 3)).measures();

        assertThat(measures.get(0).paired()).isEqualTo(4);
        assertThat(measures.get(0).unpaired()).isEqualTo(4);
        assertThat(measures.get(0).difference()).isZero();
        assertThat(measures.get(1).paired()).isEqualTo(2);
        assertThat(measures.get(1).unpaired()).isEqualTo(6);
        assertThat(measures.get(1).difference()).isZero();
    }

    @Test
    void anExportIsThereAsAWholeOrNotAtAll() throws InterruptedException, IOException {
        bed.run(Bed.PASS);
        Path to = folder.resolve("out");

        assertThatThrownBy(() -> bed.workspace.export(1, "lines", List.of("fail-after=2"), to))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the disk is full");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(bed.folder);
        }
        var receipt = bed.workspace.export(1, "lines", List.of(), to);

        assertThat(receipt.files().getFirst().samples())
                .isEqualTo(bed.round(1, 1).accepted());
        assertThat(Files.readAllLines(to.resolve("samples.txt")))
                .hasSize((int) bed.round(1, 1).accepted())
                .allMatch(line -> line.startsWith("1/"));
        assertThatThrownBy(() -> bed.workspace.export(1, "lines", List.of(), to))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void whereAnExportCannotBeIsToldWithTheCure() throws InterruptedException, IOException {
        bed.run(Bed.PASS);
        Path file = Files.writeString(folder.resolve("taken"), "x");
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("a"), "x");
        Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

        refused(file, file + " is a file");
        refused(dangling, dangling + " is a file");
        refused(full, full + " is not empty");
        refused(file.resolve("a/b"), file.resolve("a/b") + " lies below " + file + ", which is a file");
        assertThat(file).hasContent("x");
        assertThat(bed.workspace
                        .export(1, "lines", List.of(), Files.createDirectory(folder.resolve("empty")))
                        .files())
                .isNotEmpty();
    }

    private void refused(Path to, String why) {
        assertThatThrownBy(() -> bed.workspace.export(1, "lines", List.of(), to))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    Problem problem = e.problems().getFirst();
                    assertThat(problem.category()).isEqualTo(Problem.Category.USAGE);
                    assertThat(problem.message())
                            .isEqualTo("cannot export: " + why + ". Name a folder that does not exist yet");
                });
    }

    @Test
    void aSampleThatIsNotThereIsToldWithThoseThatAre() throws InterruptedException {
        bed.run(Bed.PASS);
        long samples = bed.workspace.view(1).samples().count();

        for (long sample : List.of(0L, samples + 1)) {
            assertThatThrownBy(() -> bed.workspace.view(1).explain(sample))
                    .hasMessage("no sample 1/" + sample + ": run 1 has " + samples + " samples, 1/1 to 1/" + samples
                            + "; `samples 1` lists them");
        }
    }

    private List<GradedLine> grade(String rubric, Map<String, String> map, String... lines)
            throws InterruptedException {
        byte[] all = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return grade(rubric, map, new ByteArrayInputStream(all));
    }

    private List<GradedLine> grade(String rubric, Map<String, String> map, InputStream lines)
            throws InterruptedException {
        try (Stream<GradedLine> graded = bed.workspace.grade(lines, rubric, List.of(), map)) {
            return graded.toList();
        }
    }

    @Test
    void givenTextsAreGradedLineByLine() throws InterruptedException {
        List<GradedLine> graded = grade(
                "right",
                Map.of(),
                "{\"id\": \"a\", \"prompt\": \"1+2\", \"response\": \"3\"}",
                "{\"prompt\": \"1+2\", \"response\": \"4\"}",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"2+2\"}, {\"role\": \"assistant\", \"content\": \"4\"}]}");

        assertThat(graded.stream().map(GradedLine::line)).containsExactly(1L, 2L, 3L);
        assertThat(graded.stream().map(line -> line.verdict().orElseThrow()))
                .containsExactly(new Verdict.Accepted(), new Verdict.Rejected("sum"), new Verdict.Accepted());
    }

    @Test
    void aLineThatCannotBeReadIsToldAndTheOthersAreGraded() throws InterruptedException {
        List<GradedLine> graded = grade(
                "right",
                Map.of(),
                "{\"prompt\": ",
                "[]",
                "{\"prompt\": \"1+2\"}",
                "{\"prompt\": \"1+2\", \"response\": \"3\"}");

        assertThat(graded).hasSize(4);
        assertThat(graded.subList(0, 3)).allSatisfy(line -> {
            assertThat(line.verdict()).isEmpty();
            assertThat(line.problem())
                    .hasValueSatisfying(problem -> assertThat(problem.message()).startsWith("line " + line.line()));
        });
        assertThat(graded.get(3).verdict()).contains(new Verdict.Accepted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"",
                "\"2\"",
                "7",
                "-1",
                "123456789012345678901234567890",
                "1.10",
                "0.1000000000000000055511151231257827",
                "true",
                "[1,2]",
                "{\"of\":\"a\",\"n\":1}"
            })
    void anIdComesBackAsItCameWhetherItsLineIsGradedOrNot(String id) throws InterruptedException {
        List<GradedLine> graded = grade(
                "right",
                Map.of(),
                "{\"id\": " + id + ", \"prompt\": \"1+2\", \"response\": \"3\"}",
                "{\"id\": " + id + ", \"prompt\": \"1+2\"}");

        assertThat(graded.stream().map(line -> line.id().orElseThrow().toString()))
                .containsExactly(id, id);
        assertThat(graded.stream().map(line -> line.verdict().isPresent())).containsExactly(true, false);
    }

    @Test
    void noIdIsMadeUp() throws InterruptedException {
        List<GradedLine> graded = grade(
                "right",
                Map.of(),
                "{\"id\": 2, \"response\": \"3\"}",
                "{\"response\": \"3\"}",
                "{\"id\": null, \"response\": \"3\"}",
                "no JSON");

        assertThat(graded.stream().map(line -> line.id().isPresent())).containsExactly(true, false, false, false);
    }

    @Test
    void anIdUnderAnotherNameIsMapped() throws InterruptedException {
        assertThat(grade("right", Map.of("key", "id"), "{\"key\": 4, \"response\": \"3\"}")
                        .getFirst()
                        .id()
                        .map(JsonNode::intValue))
                .contains(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\":              | 11 | line 1, column 11: the line ends before its JSON object does",
                "{\"response\": \"abc      | 18 | line 1, column 18: the line ends before its JSON object does",
                "{\"a\": 1,}               | 9  | line 1, column 9: this is not JSON from '}' on",
                "{\"ä𝄞\" 1}               | 7  | line 1, column 7: this is not JSON from '1}' on",
                "hello to everybody there | 1  | line 1, column 1: this is not JSON from 'hello to everybody t…' on",
                "{\"a\": 1} {\"a\": 2}      | 10 | line 1, column 10: this is not JSON from '{\"a\": 2}' on",
                "[1, 2]                   | 1  | line 1 holds an array, and must hold a JSON object",
                "\"text\"                  | 1  | line 1 holds a text, and must hold a JSON object"
            })
    void whatIsWrongWithALineIsToldInOurWordsWithItsColumn(String line, int column, String message)
            throws InterruptedException {
        Problem problem = grade("right", Map.of(), line).getFirst().problem().orElseThrow();

        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.place()).contains(new Place("", 1, column, 1));
    }

    @Test
    void aLineThatIsNestedTooDeeplyIsToldInOurWords() throws InterruptedException {
        Problem problem = grade("right", Map.of(), "{\"a\": " + "[".repeat(5_000))
                .getFirst()
                .problem()
                .orElseThrow();

        assertThat(problem.message())
                .isEqualTo("line 1 cannot be read: it is nested too deeply, or a value in it is too long");
    }

    @Test
    void aLineThatIsNotUtf8CostsItselfOnly() throws InterruptedException {
        byte[] lines = "{\"response\": \"caf\u00e9\"}\n{\"id\": 1, \"prompt\": \"1+2\", \"response\": \"3\"}"
                .getBytes(StandardCharsets.ISO_8859_1);

        List<GradedLine> graded = grade("right", Map.of(), new ByteArrayInputStream(lines));

        assertThat(graded.getFirst().problem().orElseThrow().message()).isEqualTo("line 1 is not UTF-8 text");
        assertThat(graded.getLast().verdict()).contains(new Verdict.Accepted());
    }

    @Test
    void blankLinesCountAndAreNotGraded() throws InterruptedException {
        List<GradedLine> graded =
                grade("right", Map.of(), "\ufeff{\"response\": \"3\"}\r", "", " \t\r", "{\"response\": \"3\"}", "");

        assertThat(graded.stream().map(GradedLine::line)).containsExactly(1L, 4L);
        assertThat(graded).allSatisfy(line -> assertThat(line.problem()).isEmpty());
    }

    /// Lines without an end, a few bytes at a time.
    private static final class Endless extends InputStream {
        private static final byte[] LINE =
                "{\"prompt\": \"1+2\", \"response\": \"3\"}\n".getBytes(StandardCharsets.UTF_8);

        private long given;

        @Override
        public int read() {
            return LINE[(int) (given++ % LINE.length)];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = (byte) read();
            return 1;
        }

        private long lines() {
            return given / LINE.length;
        }
    }

    @Test
    void aLineIsGradedBeforeTheNextOneIsRead() throws InterruptedException {
        var endless = new Endless();
        try (Stream<GradedLine> graded = bed.workspace.grade(endless, "right", List.of(), Map.of())) {
            Iterator<GradedLine> results = graded.iterator();
            for (long line = 1; line <= 3; line++) {
                assertThat(results.next().verdict()).contains(new Verdict.Accepted());
                assertThat(endless.lines()).isEqualTo(line);
            }
        }
    }

    @Test
    void aLineWithoutAnInputThatTheRubricNeedsIsUngraded() throws InterruptedException {
        List<GradedLine> graded = grade(
                "keyed",
                Map.of(),
                "{\"prompt\": \"1+2\", \"response\": \"3\"}",
                "{\"prompt\": \"1+2\", \"response\": \"3\", \"reference\": \"3\"}",
                "{\"prompt\": \"1+2\", \"response\": \"3\", \"reference\": 3}");

        assertThat(graded.getFirst().verdict()).contains(new Verdict.Quarantined("ungraded:key"));
        assertThat(graded.getFirst().grade().criteria().getFirst().result())
                .isInstanceOfSatisfying(
                        CriterionResult.Ungraded.class,
                        ungraded -> assertThat(ungraded.fault().kind()).isEqualTo(Fault.Kind.MISSING_INPUT));
        assertThat(graded.get(1).verdict()).contains(new Verdict.Accepted());
        assertThat(graded.get(2).verdict()).contains(new Verdict.Accepted());
    }

    @Test
    void otherNamesOfInputsAreMapped() throws InterruptedException {
        assertThat(grade(
                                "keyed",
                                Map.of("output", "response", "answer", "reference"),
                                "{\"output\": \"3\", \"answer\": \"3\"}")
                        .getFirst()
                        .verdict())
                .contains(new Verdict.Accepted());
    }

    @Test
    void aRubricThatAsksAModelIsRefusedWhereNoneIsSeated() throws InterruptedException {
        assertThat(grade("judged", Map.of(), "{\"prompt\": \"1+2\", \"response\": \"3\"}")
                        .getFirst()
                        .verdict())
                .contains(new Verdict.Quarantined("ungraded:judge"));
    }

    @Test
    void aRunIsToldAgainFromItsJournal() throws InterruptedException {
        var end = bed.run(Bed.RECIPE);
        var told = new ArrayList<>();

        bed.workspace.watch(1, told::add);

        assertThat(told.getFirst()).isEqualTo(bed.events.getFirst());
        assertThat(told).containsAll(bed.rounds(1));
        assertThat(told.getLast()).isEqualTo(end);
    }

    @Test
    void aPassOverASourceIsClosedWithAllItOwnsBeforeTheNextStage() throws InterruptedException {
        var closed = new ArrayList<List<String>>();
        bed.world.onLesson = _ -> closed.add(List.copyOf(bed.world.closed));

        bed.run(Bed.RECIPE);

        assertThat(closed)
                .containsExactly(
                        List.of("STARTING 1"),
                        List.of("STARTING 1", "HELD_OUT 1", "HELD_OUT 2", "TRAINING 1", "ANCHOR 1"),
                        List.copyOf(bed.world.draws).subList(0, 8));
        assertThat(List.copyOf(bed.world.closed)).isEqualTo(List.copyOf(bed.world.draws));
    }

    @ParameterizedTest
    @ValueSource(strings = {"student", "remote"})
    void aReplyThatIsNullCostsItsCallAlone(String model) throws InterruptedException {
        bed.world.untilNull.set(3);

        bed.run(Bed.PASS, "models.student.use=" + model);

        assertThat(bed.round(1, 1).generated()).isEqualTo(5);
        assertThat(bed.round(1, 1).failed()).isEqualTo(1);
        assertThat(bed.data(1, Kinds.CALL).toString()).contains("answered a call with null");
    }

    @ParameterizedTest
    @CsvSource({
        "2, torn, the page 2 is torn",
        "2, nothing, DataSource.Reader.next() returned null",
        "2, no-id, id",
        "2, throw, page 2",
        "2, huge, 'item ''huge'' has 2500004 characters, at most 2500000'",
        "6, torn, the page 6 is torn"
    })
    void anItemThatCannotBeReadIsCountedAndNamedAndTheRunGoesOnBehindIt(int at, String how, String says)
            throws InterruptedException {
        bed.run(Bed.PASS, "sources.0.with={fail-at: " + at + ", how: " + how + "}");

        assertThat(bed.samples(1)).hasSize(6);
        assertThat(bed.round(1, 1).failed()).isEqualTo(1);
        assertThat(bed.round(1, 1).health()).singleElement().satisfies(alarm -> {
            assertThat(alarm.alarm()).isEqualTo("lost");
            assertThat(alarm.value()).isEqualTo(1);
            assertThat(alarm.message()).contains("source 'sums': ", says);
        });
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
        assertThat(bed.workspace
                        .check(bed.text(Bed.PASS, "sources.0.with={fail-at: 2}"))
                        .warnings())
                .anyMatch(warning -> warning.contains("the page 2 is torn"));
    }

    @ParameterizedTest
    @CsvSource({"starting, 100", "anchor, 011", "held-out, 222"})
    void anExampleOrMeasuredItemThatCannotBeReadIsNamedInEachRoundThatLacksIt(String of, String lost)
            throws InterruptedException {
        bed.run(Bed.RECIPE, "sources.0.with={fail-at: 1, of: " + of + "}");

        assertThat(bed.rounds(1).stream()
                        .map(round -> round.health().stream()
                                .filter(alarm -> alarm.alarm().equals("lost"))
                                .map(alarm -> Integer.toString((int) alarm.value()))
                                .findFirst()
                                .orElse("0"))
                        .collect(Collectors.joining()))
                .isEqualTo(lost);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void anItemThatCannotBeReadThisTimeIsReadAfterAPauseAndNothingIsLost() throws InterruptedException {
        bed.run(Bed.PASS);
        bed.run(Bed.PASS, "sources.0.with={fail-at: 2, failures: 5, how: busy}");

        assertThat(bed.pauses).containsExactly("1 PT3S", "2 PT3S", "3 PT3S", "4 PT3S", "5 PT3S");
        assertThat(bed.samples(2)).hasSize(6);
        assertThat(bed.round(2, 1).failed()).isZero();
        assertThat(bed.round(2, 1).health()).isEqualTo(bed.round(1, 1).health());
        assertThat(bed.workspace.replay(2).difference()).isEmpty();
    }

    @Test
    void aSourceThatStaysBusyEndsTheRunForTheSurroundings() {
        assertThatThrownBy(() -> bed.run(Bed.PASS, "sources.0.with={fail-at: 2, failures: 1000000, how: busy}"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e).hasMessageContaining("source 'sums': the shelf is busy, 6 times in a row");
                    assertThat(e.problems().getFirst().category()).isEqualTo(Problem.Category.ENVIRONMENT);
                });
        assertThat(bed.pauses).hasSize(5);
    }

    @Test
    void aSourceThatFailsAtEveryCallEndsTheRunAndIsNamed() {
        assertThatThrownBy(() -> bed.run(Bed.PASS, "sources.0.with={fail-at: 2, failures: 1000000}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("source 'sums': 100 items in a row cannot be read, the last: the page 2 is torn");
    }

    @Test
    void aSourceOfWhichNothingCanBeReadEndsTheRunAndIsNamed() {
        assertThatThrownBy(() -> bed.run(Bed.PASS, "sources.0.with={count: 0, fail-at: 0, failures: 3}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("source 'sums': 3 items, and none of them can be read; the first: the page 0");
    }
}
