package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Contribution;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.ModelCall;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.WorkspaceFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A workspace in a folder of the test, with [Sums] to run in.
final class Bed implements AutoCloseable {
    /// A student that learns sums over two rounds.
    static final String RECIPE = """
            didact: recipe/1
            name: sums
            random-seed: 7
            models:   { student: { use: student } }
            sources:  [ { id: sums, use: sums, level: { start: 1, stop: 3, raise-at: 0.5 } } ]
            generate: [ { use: answer, model: student, per-item: 2, tries: 2 } ]
            grade:    [ { use: right } ]
            learn:    { use: study, updates: student, start: { from: sums, steps: 3 }, anchors: { from: sums, share: 0.3 } }
            measure:  [ { id: held-out, from: sums, level: 1..2, per-level: 3, rubric: keyed, metric: accepted, gate: must-not-fall } ]
            until:    { rounds: 2 }
            """;

    /// One pass over the source by a model that can do it, without learning.
    static final String PASS = """
            didact: recipe/1
            name: pass
            random-seed: 7
            models:   { student: { use: student, with: { skill: 60 } }, judge: { use: remote, with: { skill: 60 } } }
            sources:  [ { id: sums, use: sums } ]
            generate: [ { use: answer, model: student } ]
            grade:    [ { use: right } ]
            """;

    static final String HASH = "5a".repeat(32);

    final Path folder;
    final Sums world;
    final Workspace workspace;
    final FullDisk disk = new FullDisk();

    /// The pauses before something was tried again: `2 PT3S` after the second failure, when three seconds were asked
    /// for.
    final List<String> pauses = Collections.synchronizedList(new ArrayList<>());

    private final AtomicLong time = new AtomicLong();

    /// What the runs told, but for progress.
    final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    Bed(Path folder) {
        this(folder, new Sums(), 2, HASH);
    }

    /// @param sha256 hash of the plugin that everything is from
    Bed(Path folder, Sums world, int threads, String sha256) {
        this(folder, world, threads, sha256, Map.of());
    }

    /// @param environment where secrets are looked up
    Bed(Path folder, Sums world, int threads, String sha256, Map<String, String> environment) {
        this.folder = folder;
        this.world = world;
        Map<String, Contribution<?>> contributions = world.contributions();
        var plugins = new FakePlugins(contributions, threads);
        var catalog = FakeCatalog.of(contributions, sha256);
        var settings = new Workspace.Settings(
                folder, List.of(), Optional.empty(), folder.resolve("cache"), Optional.of(threads), true, environment);
        this.workspace = new LocalWorkspace(
                new Surroundings(
                        settings,
                        new WorkspaceFolder(folder, disk),
                        plugins,
                        () -> catalog,
                        InstantSource.fixed(Instant.EPOCH),
                        new Waits()),
                new Installer(
                        PluginHost.open(new HostSettings(
                                List.of(),
                                Optional.empty(),
                                folder.resolve("cache"),
                                1,
                                Deadlines.usual(),
                                SchemaOf::of)),
                        _ -> {}),
                plugins::close);
    }

    /// Lets time pass.
    void pass(Duration some) {
        time.addAndGet(some.toNanos());
    }

    /// Waits at once, and lets as much time pass as was asked for, else half a minute.
    private final class Waits implements Calls.Backoff {
        @Override
        public void pause(int failed, Optional<Duration> atLeast) {
            pauses.add(failed + atLeast.map(least -> " " + least).orElse(""));
            time.addAndGet(atLeast.orElse(Duration.ofSeconds(30)).toNanos());
        }

        @Override
        public long nanoTime() {
            return time.get();
        }
    }

    RecipeText text(String yaml, String... settings) {
        return new RecipeText(
                "r.yaml", folder, yaml.getBytes(StandardCharsets.UTF_8), List.of(settings), Optional.empty());
    }

    private void hear(RunEvent event) {
        if (!(event instanceof RunEvent.Progress)) {
            events.add(event);
        }
    }

    RunHandle start(String yaml, String... settings) throws InterruptedException {
        return workspace.run(text(yaml, settings), this::hear);
    }

    /// Runs a recipe to its end.
    RunEvent.Finished run(String yaml, String... settings) throws InterruptedException {
        return start(yaml, settings).await();
    }

    RunEvent.Finished runArm(String yaml, String arm) throws InterruptedException {
        return workspace.run(text(yaml).withArm(arm), this::hear).await();
    }

    /// Stops a run when a model is asked for the nth time.
    RunEvent.Finished stopAtCall(int nth, String yaml, String... settings) throws InterruptedException {
        var reached = new CountDownLatch(1);
        var calls = new AtomicInteger();
        world.onCall = _ -> {
            if (calls.incrementAndGet() >= nth) {
                reached.countDown();
                new CountDownLatch(1).await();
            }
            return Optional.empty();
        };
        RunHandle run = start(yaml, settings);
        until(reached, run);
        run.stop();
        RunEvent.Finished end = run.await();
        assertThat(end.reason()).isEqualTo("interrupted");
        world.onCall = _ -> Optional.empty();
        return end;
    }

    /// Waits until a run is somewhere, or is over because it never gets there.
    static void until(CountDownLatch reached, RunHandle run) throws InterruptedException {
        Thread.ofVirtual().start(() -> {
            try {
                run.await();
            } catch (ProblemException | InterruptedException e) {
                // The test asks for the end itself.
            } finally {
                reached.countDown();
            }
        });
        reached.await();
    }

    RunEvent.Finished resume(int run) throws InterruptedException {
        return workspace.resume(run, this::hear).await();
    }

    /// What a run that cannot go on says.
    ProblemException refused(RunHandle handle) throws InterruptedException {
        try {
            throw new AssertionError("the run ended with " + handle.await());
        } catch (ProblemException e) {
            return e;
        }
    }

    List<RunEvent.RoundFinished> rounds(int run) {
        return workspace.view(run).rounds();
    }

    RunEvent.RoundFinished round(int run, int round) {
        return rounds(run).get(round);
    }

    List<DecidedSample> samples(int run) {
        try (Stream<DecidedSample> samples = workspace.view(run).samples()) {
            return samples.toList();
        }
    }

    /// All events of a run's journal.
    List<Event> journal(int run) {
        try (JournalReader reader = new WorkspaceFolder(folder, JournalIo.files())
                .run(run)
                .orElseThrow()
                .read()) {
            return reader.stream().toList();
        }
    }

    List<ObjectNode> data(int run, String kind) {
        return journal(run).stream()
                .filter(event -> event.kind().equals(kind))
                .map(Event::data)
                .toList();
    }

    /// The checkpoints that a run learned, in order.
    List<String> checkpoints(int run) {
        return data(run, Kinds.CHECKPOINT).stream()
                .map(checkpoint -> checkpoint.get("id").stringValue())
                .toList();
    }

    /// Where the student stands after the last closed round.
    Optional<String> student(int run) {
        return data(run, Kinds.ROUND)
                .getLast()
                .path("state")
                .path("checkpoint")
                .optional("id")
                .map(id -> id.stringValue());
    }

    /// All that a run came to, as text: samples, rounds, checkpoints, end; without times.
    List<String> outcome(int run) {
        List<String> outcome = new ArrayList<>();
        samples(run).forEach(sample -> outcome.add(Records.write(sample).toString()));
        rounds(run).forEach(round -> outcome.add(Records.write(round.took(0)).toString()));
        outcome.addAll(checkpoints(run));
        workspace.view(run).finished().ifPresent(end -> {
            ObjectNode record = Records.write(end);
            record.remove("seconds");
            outcome.add(record.toString());
        });
        return outcome;
    }

    /// The random seeds of the calls whose answers a run keeps; they tell calls apart.
    Set<Long> kept(int run) {
        return data(run, Kinds.CALL).stream()
                .map(call -> Seeds.of(0, "call", call.get("key").stringValue()))
                .collect(Collectors.toSet());
    }

    /// The random seeds of the calls that models were asked.
    List<Long> asked() {
        return world.asked.stream().map(ModelCall::randomSeed).toList();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
