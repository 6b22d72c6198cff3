package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.plugin.Closing;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginCallsTest {
    /// An exception whose own code throws or does not end.
    private static final String EVIL = """
            static final class Evil extends RuntimeException {
                private final String where;
                Evil(String where) { this.where = where; }
                private void spring(String here) { if (where.equals(here)) throw new NoClassDefFoundError("evil"); }
                @Override public String getMessage() { spring("message"); return "evil"; }
                @Override public StackTraceElement[] getStackTrace() { spring("trace"); return super.getStackTrace(); }
                @Override public Throwable getCause() {
                    spring("cause");
                    return "causes".equals(where) ? new Evil(where) : null;
                }
                static void sleep() { try { Thread.sleep(1); } catch (InterruptedException e) { Evil.<RuntimeException>sneak(e); } }
                @SuppressWarnings("unchecked")
                static <T extends Throwable> void sneak(Throwable thrown) throws T { throw (T) thrown; }
            }
            """;

    @TempDir
    Path folder;

    private PluginHost hostOf(String members, String grade) {
        FixturePlugin.of("org.example.bad", "1.0.0", FixturePlugin.rubric("Bad", members, grade))
                .zipInto(folder.resolve("plugins"), "bad.zip");
        return Hosts.open(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if (subject != null) throw new IllegalStateException(\"broken\"); | IllegalStateException: broken",
                "if (subject != null) throw new AssertionError(\"broken\");        | AssertionError: broken",
                "deeper(0);                                                        | its rubric 'bad' threw StackOverflowError without a message at",
                "if (subject != null) return null;                                 | NullPointerException: it returned null",
                "if (subject != null) throw new Evil(\"message\");                  | Evil: its message cannot be read",
                "if (subject != null) throw new Evil(\"trace\");                    | Evil: evil; its author",
                "if (subject != null) throw new Evil(\"cause\");                    | Evil: evil at",
                "if (subject != null) throw new Evil(\"causes\");                   | Evil: evil at",
                "if (subject != null) throw new AssertionError(\"far\", new Evil(\"message\")); | AssertionError: far at",
                "if (subject != null) throw new DidactException.Permanent(\"far\", new Evil(\"cause\")); | Permanent: far at",
                "if (subject != null) Evil.<RuntimeException>sneak(new InterruptedException(\"mine\")); | InterruptedException: mine at",
                "Thread.currentThread().interrupt(); Evil.sleep();                | InterruptedException: sleep interrupted at",
                "byte[] all = new byte[Integer.MAX_VALUE];                         | OutOfMemoryError: Requested array size exceeds VM limit",
                "\"way\".repeat(Integer.MAX_VALUE);                                | OutOfMemoryError: Required length exceeds implementation limit"
            })
    void whatAPluginThrowsIsAFaultThatNamesItAndTheAuthorsLine(String grade, String cause) throws Exception {
        try (PluginHost host = hostOf("static int deeper(int n) { return deeper(n + 1) + 1; }" + EVIL, grade)) {
            assertThatThrownBy(() -> Hosts.grade(host, "bad")).isInstanceOfSatisfying(PluginFault.class, fault -> {
                assertThat(fault.fault().kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
                assertThat(fault.fault().message())
                        .startsWith("plugin org.example.bad@1.0.0 failed: " + cause)
                        .endsWith("; its author can be asked at https://example.org/issues");
                if (!cause.contains("null") && !cause.contains("; ")) {
                    assertThat(fault.fault().message())
                            .containsPattern(" at org.example.Bad[.$]")
                            .contains("(Bad.java:");
                }
                assertThatCode(() -> fault.printStackTrace(new PrintWriter(Writer.nullWriter())))
                        .doesNotThrowAnyException();
            });
            assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void whatAPluginUnderstandsPassesThrough() throws Exception {
        try (PluginHost host = hostOf("", "if (subject != null) throw new DidactException.Permanent(\"too long\");")) {
            for (int i = 0; i < 30; i++) {
                assertThatThrownBy(() -> Hosts.grade(host, "bad"))
                        .isInstanceOf(DidactException.Permanent.class)
                        .hasMessage("too long");
            }
            assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.ACTIVE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new IllegalStateException()                   | IllegalStateException | PluginFault",
                "new DidactException.Permanent((String) null)  | Permanent | Permanent",
                "new DidactException.Unavailable(\"\")           | Unavailable | Unavailable",
                "new DidactException.Transient(null, Optional.empty()) | Transient | Transient",
                "new DidactException.Config(\"most\", null)       | Config | Config",
                "new DidactException.Denied(\"files\", null)      | Denied | Denied"
            })
    void whatIsThrownWithoutAMessageNamesTheContributionAndTheAuthorsLine(String thrown, String type, String becomes)
            throws Exception {
        try (PluginHost host = hostOf("", "if (subject != null) throw " + thrown + ";")) {
            assertThatThrownBy(() -> Hosts.grade(host, "bad"))
                    .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(becomes))
                    .hasMessageStartingWith("plugin org.example.bad@1.0.0 failed: its rubric 'bad' threw " + type
                            + " without a message at org.example.Bad.")
                    .hasMessageEndingWith("; its author can be asked at https://example.org/issues");
        }
    }

    @Test
    void twentyFaultsInARowTakeAPluginOutOfUse() throws Exception {
        try (PluginHost host =
                hostOf("", "if (subject.sampleIndex() == 0) throw new IllegalStateException(\"broken\");")) {
            var card = Hosts.rubric(host, "bad");
            host.factory(card);
            for (int i = 0; i < 19; i++) {
                assertThatThrownBy(() -> fail(host)).isInstanceOf(PluginFault.class);
            }
            assertThat(host.compute(card, () -> "well")).isEqualTo("well");
            for (int i = 0; i < 20; i++) {
                assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.ACTIVE);
                assertThatThrownBy(() -> fail(host)).isInstanceOf(PluginFault.class);
            }
            assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.plugin(host, "org.example.bad").reason())
                    .contains("its rubric 'bad' failed 20 times in a row", "broken");
            assertThatThrownBy(() -> host.compute(card, () -> "well"))
                    .isInstanceOfSatisfying(
                            PluginFault.class,
                            fault -> assertThat(fault.fault().kind()).isEqualTo(Fault.Kind.PLUGIN_QUARANTINED));
        }
    }

    @Test
    void aContributionThatAlwaysThrowsIsNotExcusedByAnotherOne() throws Exception {
        FixturePlugin.of(
                        "org.example.bad",
                        "1.0.0",
                        FixturePlugin.rubric("Bad", "", ""),
                        FixturePlugin.rubric("Good", "", ""))
                .zipInto(folder.resolve("plugins"), "bad.zip");
        try (PluginHost host = Hosts.open(folder)) {
            Hosts.grade(host, "good");
            for (int i = 0; i < 19; i++) {
                assertThatThrownBy(() -> fail(host)).isInstanceOf(PluginFault.class);
                assertThat(Hosts.grade(host, "good").get("polite")).isInstanceOf(Scored.class);
            }
            assertThatThrownBy(() -> fail(host)).isInstanceOf(PluginFault.class);
            assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.QUARANTINED);
        }
    }

    @Test
    void aPluginThatIsOutOfUseIsClosedAndKeepsItsFirstReason() throws Exception {
        try (PluginHost host = hostOf("", "dev.didact.engine.internal.host.HostSettings.class.getName();")) {
            var card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> Hosts.grade(host, "bad")).isInstanceOf(PluginFault.class);
            var closed = new AtomicBoolean();

            Closing.quietly(host, card, () -> {
                closed.set(true);
                throw new NoSuchMethodError("close");
            });

            assertThat(closed).isTrue();
            assertThat(Hosts.plugin(host, "org.example.bad").reason())
                    .contains("dev.didact.engine.internal.host.HostSettings, which is not there");
        }
    }

    @Test
    void workOfAPluginThatIsUnloadedEndsWithWordsAboutThat() throws Exception {
        var working = new CountDownLatch(1);
        FutureTask<String> task;
        try (PluginHost host = hostOf("", "")) {
            var card = Hosts.rubric(host, "bad");
            task = new FutureTask<>(() -> host.compute(card, () -> {
                working.countDown();
                new CountDownLatch(1).await();
                return "never";
            }));
            Thread.ofVirtual().start(task);
            working.await();
        }
        assertThatThrownBy(task::get)
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("plugin org.example.bad was replaced or removed meanwhile");
    }

    private static void fail(PluginHost host) throws DidactException, InterruptedException {
        host.compute(Hosts.rubric(host, "bad"), () -> {
            throw new IllegalStateException("broken");
        });
    }

    @Test
    void aClassThatIsMissingInACallTakesThePluginOutOfUseAtOnce() throws Exception {
        try (PluginHost host = hostOf("", "dev.didact.engine.internal.host.HostSettings.class.getName();")) {
            assertThatThrownBy(() -> Hosts.grade(host, "bad")).isInstanceOf(PluginFault.class);
            assertThat(Hosts.plugin(host, "org.example.bad").reason())
                    .contains("dev.didact.engine.internal.host.HostSettings, which is not there");
        }
    }

    @Test
    void everyCallHasThePluginsClassLoaderAndComputesOnItsThreads() throws Exception {
        try (PluginHost host = hostOf("", "")) {
            var card = Hosts.rubric(host, "bad");
            ClassLoader own = host.factory(card).getClass().getClassLoader();
            ClassLoader before = Thread.currentThread().getContextClassLoader();

            assertThat(host.compute(card, () -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(own);
            assertThat(host.compute(card, () -> Thread.currentThread().getName()))
                    .startsWith("plugin org.example.bad ");
            assertThat(host.waiting(card, () -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(own);
            assertThat(host.waiting(card, () -> Thread.currentThread().isVirtual()))
                    .isTrue();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            assertThat(own.getResource("org/junit/jupiter/api/Test.class")).isNull();
            assertThat(own.getResource("org/example/Bad.class")).isNotNull();
            assertThatThrownBy(() -> own.loadClass("org.slf4j.nop.NOPServiceProvider"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void anInterruptionOfTheWaitingThreadReachesTheWork() throws Exception {
        try (PluginHost host = hostOf("", "")) {
            var card = Hosts.rubric(host, "bad");
            var reached = new CountDownLatch(1);
            var working = new CountDownLatch(1);
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    host.compute(card, () -> {
                        working.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            reached.countDown();
                            throw e;
                        }
                        return "never";
                    });
                } catch (DidactException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            working.await();
            waiting.interrupt();

            reached.await();
            waiting.join();
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
        }
    }
}
