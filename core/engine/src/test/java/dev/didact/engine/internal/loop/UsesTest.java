package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Comparison;
import dev.didact.engine.GradedLine;
import dev.didact.engine.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        });
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

    private List<GradedLine> grade(String rubric, Map<String, String> map, String... lines)
            throws InterruptedException {
        try (Stream<GradedLine> graded = bed.workspace.grade(List.of(lines).iterator(), rubric, List.of(), map)) {
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

        assertThat(graded.stream().map(GradedLine::id)).containsExactly("a", "2", "3");
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
                    .hasValueSatisfying(problem -> assertThat(problem.message()).startsWith("line " + line.id()));
        });
        assertThat(graded.get(3).verdict()).contains(new Verdict.Accepted());
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
    void aSourceThatFailsNamesItself() throws InterruptedException {
        assertThatThrownBy(() -> bed.run(Bed.PASS, "sources.0.with.fail-at=2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("source 'sums': the page 2 is torn");
    }
}
