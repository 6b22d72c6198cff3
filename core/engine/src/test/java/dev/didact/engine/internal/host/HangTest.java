package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.plugin.Closing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugins that do not come back. A healthy neighbour goes on, the thread is given up and replaced, and the culprit is
/// named with the line where it stands.
class HangTest {
    private static final String BAD = "org.example.bad";

    /// Threads of a plugin that heed nothing end when the test says so.
    private static final String RELEASED = "org.example.hang.released";

    private static final String SPIN = "while (!Boolean.getBoolean(\"" + RELEASED + "\")) { Thread.onSpinWait(); }";
    private static final String AWAIT =
            "try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) {"
                    + " throw new IllegalStateException(\"interrupted\"); }";

    @TempDir
    Path folder;

    @BeforeEach
    void aHealthyNeighbour() {
        System.clearProperty(RELEASED);
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(folder.resolve("plugins"), "good.zip");
    }

    @AfterEach
    void release() {
        System.setProperty(RELEASED, "true");
    }

    private PluginHost hostOf(String members, String grade) {
        FixturePlugin.of(BAD, "1.0.0", FixturePlugin.rubric("Bad", members, grade))
                .zipInto(folder.resolve("plugins"), "bad.zip");
        return PluginHost.open(Hosts.settings(
                folder, new Deadlines(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMillis(100))));
    }

    private static void theNeighbourGrades(PluginHost host) throws Exception {
        assertThat(Hosts.grade(host, "good").get("polite")).isInstanceOf(Scored.class);
        assertThat(Hosts.plugin(host, "org.example.good").state()).isEqualTo(State.ACTIVE);
    }

    private static void hangs(PluginHost host, String... words) {
        assertThatThrownBy(() -> Hosts.grade(host, "bad")).isInstanceOfSatisfying(PluginFault.class, fault -> {
            assertThat(fault.fault().kind()).isEqualTo(Fault.Kind.PLUGIN_HUNG);
            assertThat(fault.fault().message())
                    .startsWith("plugin org.example.bad@1.0.0 failed: its rubric 'bad' did not come back within ")
                    .contains(words)
                    .endsWith("; its author can be asked at https://example.org/issues");
        });
    }

    @Test
    void aPluginThatSpinsOnAllItsThreadsLosesThemAndGetsOthers() throws Exception {
        try (PluginHost host = hostOf("static int calls;", "if (calls++ < 2) { " + SPIN + " }")) {
            theNeighbourGrades(host);
            for (int i = 0; i < 2; i++) {
                hangs(
                        host,
                        ", when it was at org.example.Bad.lambda$open$0(Bad.java:13)",
                        "its thread goes on until Didact ends; `isolation: process` beside its `use` gives it a process"
                                + " that can be ended; ");
                theNeighbourGrades(host);
            }
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void aPluginThatHangsAndHeedsInterruptionKeepsItsThread() throws Exception {
        try (PluginHost host = hostOf("static int calls;", "if (calls++ < 1) { " + AWAIT + " }")) {
            ContributionCard card = Hosts.rubric(host, "bad");
            hangs(host, "1200 ms, when it was at org.example.Bad.lambda$open$0(Bad.java:13);");
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
            assertThat(host.compute(card, () -> Thread.currentThread().getName()))
                    .matches("plugin org.example.bad [12]");
            theNeighbourGrades(host);
        }
    }

    @Test
    void aPluginThatHangsThreeTimesIsTakenOutOfUseAndItsThreadsAreNamed() throws Exception {
        try (PluginHost host = hostOf("", SPIN)) {
            for (int i = 0; i < 3; i++) {
                assertThat(Hosts.plugin(host, BAD).state()).isNotEqualTo(State.QUARANTINED);
                hangs(host, "its thread goes on until Didact ends");
            }
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.plugin(host, BAD).reason())
                    .contains("it did not come back 3 times", "org.example.Bad.lambda$open$0(Bad.java:13)");
            theNeighbourGrades(host);

            new Installer(host, _ -> {}).reload(BAD);
            host.settle();
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.LEAKED);
            assertThat(Hosts.plugin(host, BAD).reason())
                    .contains("thread 'plugin org.example.bad ", "still runs", "restart Didact to free it");
        }
    }

    @Test
    void aConstructorThatHangsTakesThePluginOutOfUse() throws Exception {
        try (PluginHost host = hostOf("public Bad() { " + SPIN + " }", "")) {
            ContributionCard card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> host.factory(card))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContainingAll(
                            "plugin org.example.bad@1.0.0 cannot be used",
                            "class org.example.Bad was not made within 2 s at org.example.Bad.<init>(Bad.java:7)",
                            "https://example.org/issues");
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.QUARANTINED);
            theNeighbourGrades(host);
        }
    }

    @Test
    void aStaticInitializerThatHangsTakesThePluginOutOfUse() throws Exception {
        try (PluginHost host = hostOf("static { " + AWAIT + " }", "")) {
            ContributionCard card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> host.factory(card))
                    .hasMessageContaining("was not made within 2 s at org.example.Bad.<clinit>(Bad.java:7)");
            theNeighbourGrades(host);
        }
    }

    @Test
    void aCloseThatHangsHoldsUpNobodyForLong() throws Exception {
        try (PluginHost host = hostOf("", "")) {
            ContributionCard card = Hosts.rubric(host, "bad");
            Closing.quietly(host, card, () -> new CountDownLatch(1).await());
            theNeighbourGrades(host);
        }
    }

    @Test
    void callsThatNobodyWaitsForAnyMoreDoNotTakeThePluginOutOfUse() throws Exception {
        try (PluginHost host = hostOf("", "")) {
            ContributionCard card = Hosts.rubric(host, "bad");
            var end = new CountDownLatch(1);
            var working = new CountDownLatch(4);
            List<Thread> waiting = new ArrayList<>();
            List<FutureTask<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                var task = new FutureTask<>(() -> host.waiting(card, () -> {
                    working.countDown();
                    while (end.getCount() > 0) {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            assertThat(Thread.currentThread().isInterrupted()).isFalse();
                        }
                    }
                    return "late";
                }));
                tasks.add(task);
                waiting.add(Thread.ofVirtual().start(task));
            }
            working.await();
            waiting.forEach(Thread::interrupt);

            for (FutureTask<String> task : tasks) {
                assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
            }
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
            end.countDown();
        }
    }

    @Test
    void aCallThatMayWaitAndDoesNotHeedInterruptionIsLeftBehind() throws Exception {
        try (PluginHost host = hostOf("", "")) {
            ContributionCard card = Hosts.rubric(host, "bad");
            var working = new CountDownLatch(1);
            var end = new CountDownLatch(1);
            var task = new FutureTask<>(() -> host.waiting(card, () -> {
                working.countDown();
                while (end.getCount() > 0) {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    }
                }
                return "late";
            }));
            Thread waiting = Thread.ofVirtual().start(task);
            working.await();
            waiting.interrupt();

            assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
            theNeighbourGrades(host);
            end.countDown();
        }
    }
}
