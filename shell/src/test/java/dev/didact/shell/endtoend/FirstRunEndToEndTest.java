package dev.didact.shell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.endtoend.Didact.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The first run, as it comes with the distribution.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
class FirstRunEndToEndTest {
    /// Settings under which a run takes seconds: what it learns is little, what it writes down is all there is.
    private static final List<String> SMALL = List.of(
            "--set", "learn.start.steps=60",
            "--set", "learn.with.steps=5",
            "--set", "sources.briefs.with.items=60",
            "--set", "sources.briefs.with.min-facts=1",
            "--set", "sources.briefs.with.max-facts=2",
            "--set", "sources.briefs.level.start=1",
            "--set", "measure.held-out.level=1..2",
            "--set", "measure.held-out.per-level=10",
            "--rounds", "3");

    private static final Pattern SCORES = Pattern.compile(
            "\"measures\":\\{\"held-out\":\\{\"first\":([0-9.]+),\"last\":([0-9.]+),\"low\":([0-9.]+),\"high\":([0-9.]+)");

    @TempDir
    Path folder;

    @Test
    void aStudentLearnsFromItsVerifiedAnswersWhatMoreTrainingDoesNotTeachIt() throws Exception {
        var didact = new Didact(folder, "rise");
        Scores verified =
                scores(didact.run("run", Didact.firstRun(), "--random-seed", "2", "--rounds", "2", "-o", "jsonl"));
        Scores moreTraining = scores(didact.run(
                "run",
                Didact.firstRun(),
                "--arm",
                "more-training",
                "--random-seed",
                "2",
                "--rounds",
                "2",
                "-o",
                "jsonl"));

        assertThat(verified.low()).as("the true share, at least").isGreaterThan(verified.first() + 0.2);
        assertThat(verified.low()).isGreaterThan(moreTraining.high());
        assertThat(moreTraining.first()).as("arms start from one checkpoint").isEqualTo(verified.first());
    }

    @Test
    void theNumberOfThreadsChangesNothingAndAReplayFindsNoDifference() throws Exception {
        var one = new Didact(folder, "one");
        var two = new Didact(folder, "two");
        assertThat(small(one, "--threads", "1").exit()).isZero();
        assertThat(small(two, "--threads", "2").exit()).isZero();

        assertThat(samples(two)).isEqualTo(samples(one)).isNotEmpty();
        Outcome replayed = one.run("replay", "1", "--verify", "--threads", "2");
        assertThat(replayed.exit()).as(replayed.text()).isZero();
    }

    @Test
    void aKilledRunEndsAsAnUndisturbedOne() throws Exception {
        var undisturbed = new Didact(folder, "undisturbed");
        var killed = new Didact(folder, "killed");
        assertThat(small(undisturbed).exit()).isZero();

        Process process = start(killed).process();
        while (process.isAlive() && journal(killed) < 150_000) {
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly().waitFor();
        Outcome resumed = killed.run("resume", "1", "-o", "jsonl");

        assertThat(resumed.exit()).as(String.join("\n", resumed.err())).isZero();
        assertThat(samples(killed)).isEqualTo(samples(undisturbed));
        assertThat(killed.run("replay", "1", "--verify").exit()).isZero();
        assertThat(killed.run("resume", "1", "-o", "jsonl").out().getLast())
                .isEqualTo(resumed.out().getLast());
    }

    private static Didact.Started start(Didact didact, String... more) throws IOException {
        List<String> line = Stream.of(
                        Stream.of("run", Didact.firstRun(), "-o", "jsonl"), SMALL.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toList();
        return didact.start(line.toArray(String[]::new));
    }

    private static Outcome small(Didact didact, String... more) throws IOException, InterruptedException {
        return start(didact, more).end();
    }

    private static List<String> samples(Didact didact) throws IOException, InterruptedException {
        return didact.run("samples", "1", "-o", "jsonl").out();
    }

    /// Bytes of the journal so far.
    private static long journal(Didact didact) {
        Path first = didact.workspace().resolve("runs/1/journal/000001.jsonl");
        try {
            return Files.exists(first) ? Files.size(first) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The held-out score at the base and at the kept student, and the interval of the latter.
    private record Scores(double first, double last, double low, double high) {}

    private static Scores scores(Outcome outcome) {
        assertThat(outcome.exit()).as(String.join("\n", outcome.err())).isZero();
        Matcher matcher = SCORES.matcher(outcome.out().getLast());
        assertThat(matcher.find()).as(outcome.out().getLast()).isTrue();
        return new Scores(
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                Double.parseDouble(matcher.group(4)));
    }
}
