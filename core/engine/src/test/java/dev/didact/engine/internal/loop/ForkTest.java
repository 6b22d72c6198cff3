package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.model.Usage;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Parent;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A run that begins behind rounds of another.
@Timeout(60)
class ForkTest extends BedTest {
    private RunEvent.Finished fork(int run, OptionalInt from, String... settings) throws InterruptedException {
        return bed.workspace
                .fork(run, List.of(settings), from, event -> bed.events.add(event))
                .await();
    }

    private RunEvent.Finished fork(int run, String... settings) throws InterruptedException {
        return fork(run, OptionalInt.empty(), settings);
    }

    /// What a run came to, without its number and without what says who paid.
    private List<JsonNode> outcome(int run) {
        return bed.outcome(run).stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> anonymous(JsonMapper.shared().readTree(line)))
                .toList();
    }

    private static JsonNode anonymous(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("run", "ref", "spending"));
        }
        node.forEach(ForkTest::anonymous);
        return node;
    }

    private List<Integer> started(int run) {
        return bed.journal(run).stream()
                .filter(event -> event.kind().equals(Kinds.ROUND))
                .map(event -> event.data().at("/event/round").intValue())
                .toList();
    }

    @Test
    void moreRoundsThanBeforeGoOnBehindAllThatWereClosed() throws InterruptedException {
        bed.run(Bed.RECIPE);
        int asked = bed.world.asked.size();
        bed.run(Bed.RECIPE, "until.rounds=3");
        int anew = bed.world.asked.size() - asked;
        bed.world.asked.clear();

        RunEvent.Finished end = fork(1, "until.rounds=3");

        assertThat(end.run()).isEqualTo(3);
        assertThat(end.status()).isEqualTo(RunEvent.Status.COMPLETED);
        assertThat(outcome(3)).isEqualTo(outcome(2));
        assertThat(bed.world.asked).hasSizeLessThan(anew / 2).isNotEmpty();
        assertThat(bed.workspace.replay(3).difference()).isEmpty();
    }

    @Test
    void itsFirstEventNamesWhereItComesFrom() throws InterruptedException {
        bed.run(Bed.RECIPE);
        bed.events.clear();

        fork(1, OptionalInt.of(2));

        assertThat(bed.events.getFirst()).isInstanceOfSatisfying(RunEvent.Started.class, started -> {
            assertThat(started.run()).isEqualTo(2);
            assertThat(started.parent()).contains(new Parent(1, 2));
            assertThat(started.resumed()).isFalse();
        });
        assertThat(bed.journal(2).getFirst().data().at("/parent/rounds").intValue())
                .isEqualTo(2);
        assertThat(bed.workspace.view(2).environment()).containsEntry("forked from", "run 1 behind 2 rounds");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 2"})
    void whatIsMadeAnewOfAnUnchangedRecipeComesOutAsBefore(int from, int kept) throws InterruptedException {
        bed.run(Bed.RECIPE);

        RunEvent.Finished end = fork(1, OptionalInt.of(from));

        assertThat(outcome(2)).isEqualTo(outcome(1));
        assertThat(bed.round(2, 0).seconds())
                .isEqualTo(from > 0 ? 0 : bed.round(2, 0).seconds());
        assertThat(end.status()).isEqualTo(RunEvent.Status.COMPLETED);
        assertThat(bed.workspace.replay(2).difference()).isEmpty();
        assertThat(bed.workspace.replay(2).rounds()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "until.rounds=3|3",
                "flow.in-flight=2|3",
                "until={rounds: 4}|3",
                "generate.0.tries=3|1",
                "learn.anchors.share=0.4|0",
                "random-seed=8|0",
            })
    void roundsAreTakenOverThatTheSettingsLeaveAsTheyAre(String setting, int rounds) throws InterruptedException {
        bed.run(Bed.RECIPE);

        fork(1, setting);

        assertThat(bed.journal(2).getFirst().data().at("/parent/rounds").intValue())
                .isEqualTo(rounds);
        assertThat(bed.workspace.replay(2).difference()).isEmpty();
    }

    @Test
    void whatTheOtherRunPaidForIsNotPaidAgainAndSaidToBeReused() throws InterruptedException {
        String recipe = Bed.RECIPE
                .replace(
                        "{ student: { use: student } }",
                        "{ student: { use: student },"
                                + " judge: { use: remote, price: { input: 100, output: 200 } } }")
                .replace("grade:    [ { use: right } ]", "grade:    [ { use: judged, judge: judge } ]");
        RunEvent.Finished before = bed.run(recipe);
        RunEvent.Finished end = fork(1);

        assertThat(before.spending().models()).hasEntrySatisfying("judge", judge -> {
            assertThat(judge.calls()).isPositive();
            assertThat(end.spending().models()).hasEntrySatisfying("judge", reused -> {
                assertThat(reused.calls()).isZero();
                assertThat(reused.reused()).isEqualTo(judge.calls());
            });
        });
        assertThat(end.spending().usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aForkIsForkedAndNeedsItsParentsNoMore() throws InterruptedException, IOException {
        bed.run(Bed.RECIPE);
        fork(1, "until.rounds=3");
        remove(1);

        RunEvent.Finished end = fork(2, "until.rounds=4");

        assertThat(end.run()).isEqualTo(3);
        assertThat(started(3)).containsExactly(0, 1, 2, 3, 4);
        assertThat(bed.workspace.replay(3).difference()).isEmpty();
        assertThat(bed.samples(3))
                .hasSameSizeAs(Stream.of(1, 2, 3, 4)
                        .flatMap(round -> Stream.generate(() -> round)
                                .limit(bed.round(3, round).generated()))
                        .toList());
    }

    private void remove(int run) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("runs").resolve(Integer.toString(run)))) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void aRunThatGoesOnIsForkedBehindTheRoundsThatItHasClosed() throws InterruptedException {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        bed.world.onCall = call -> {
            if (!bed.rounds(1).isEmpty() && bed.rounds(1).size() == 2) {
                reached.countDown();
                goOn.await();
            }
            return Optional.empty();
        };
        var running = bed.start(Bed.RECIPE);
        reached.await();
        bed.world.onCall = _ -> Optional.empty();

        RunEvent.Finished end = fork(1);
        goOn.countDown();
        running.await();

        assertThat(end.run()).isEqualTo(2);
        assertThat(bed.journal(2).getFirst().data().at("/parent/rounds").intValue())
                .isEqualTo(2);
        assertThat(outcome(2)).isEqualTo(outcome(1));
    }

    @Test
    void aForkThatIsStoppedIsResumed() throws InterruptedException {
        bed.run(Bed.RECIPE);
        bed.run(Bed.RECIPE, "until.rounds=3");
        var reached = new CountDownLatch(1);
        bed.world.onCall = _ -> {
            reached.countDown();
            new CountDownLatch(1).await();
            return Optional.empty();
        };
        var run = bed.workspace.fork(1, List.of("until.rounds=3"), OptionalInt.empty(), _ -> {});
        reached.await();
        run.stop();
        assertThat(run.await().status()).isEqualTo(RunEvent.Status.STOPPED);
        bed.world.onCall = _ -> Optional.empty();

        bed.resume(3);

        assertThat(outcome(3)).isEqualTo(outcome(2));
        assertThat(bed.workspace.replay(3).difference()).isEmpty();
    }

    @Test
    void aRoundThatWasNotClosedCannotBeForkedFrom() throws InterruptedException {
        bed.run(Bed.RECIPE);

        assertThatThrownBy(() -> fork(1, OptionalInt.of(4))).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problems().getFirst().category()).isEqualTo(Problem.Category.USAGE);
            assertThat(problem).hasMessageContaining("closed rounds 0 to 2, so from rounds 0 to 3");
        });
        assertThat(bed.workspace.runs()).hasSize(1);
    }

    @Test
    void aSettingThatIsWrongStartsNoRun() throws InterruptedException {
        bed.run(Bed.RECIPE);

        assertThatThrownBy(() -> fork(1, "generate.0.tires=3")).isInstanceOf(ProblemException.class);
        assertThat(bed.workspace.runs()).hasSize(1);
    }

    @Test
    void aDamagedRunIsNotForked() throws InterruptedException, IOException {
        bed.run(Bed.RECIPE);
        Event event = bed.journal(1).get(bed.journal(1).size() / 2);
        byte[] bytes = Files.readAllBytes(segment(1, event));
        bytes[(int) event.place().offset() + event.place().length() / 2] ^= 1;
        Files.write(segment(1, event), bytes);

        assertThatThrownBy(() -> fork(1)).isInstanceOf(ProblemException.class).hasMessageContaining("damaged at byte");
        assertThat(bed.workspace.runs()).hasSize(1);
    }

    @Test
    void aForkThatWasBrokenOffWhileItTookOverRoundsIsRefused() throws InterruptedException, IOException {
        bed.run(Bed.RECIPE);
        fork(1, OptionalInt.of(2));
        List<Event> events = bed.journal(2);
        Event second = events.stream()
                .filter(event -> event.kind().equals(Kinds.ROUND))
                .skip(1)
                .findFirst()
                .orElseThrow();
        try (FileChannel cut = FileChannel.open(segment(2, second), StandardOpenOption.WRITE)) {
            cut.truncate(second.place().offset());
        }

        assertThatThrownBy(() -> bed.resume(2))
                .hasMessageContaining("run 2 was broken off while it took over the rounds of run 1");
        assertThatThrownBy(() -> bed.workspace.replay(2)).hasMessageContaining("fork run 1 again");
        assertThatThrownBy(() -> fork(2)).hasMessageContaining("fork run 1 again");
    }

    private Path segment(int run, Event event) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runs/" + run + "/journal"))) {
            return files.sorted().toList().get(event.place().segment() - 1);
        }
    }
}
