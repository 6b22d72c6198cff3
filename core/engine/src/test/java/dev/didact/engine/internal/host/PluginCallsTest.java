package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.PluginCard.State;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginCallsTest {
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
                "deeper(0);                                                        | StackOverflowError",
                "if (subject != null) return null;                                 | NullPointerException: it returned null"
            })
    void whatAPluginThrowsIsAFaultThatNamesItAndTheAuthorsLine(String grade, String cause) throws Exception {
        try (PluginHost host = hostOf("static int deeper(int n) { return deeper(n + 1) + 1; }", grade)) {
            assertThatThrownBy(() -> Hosts.grade(host, "bad")).isInstanceOfSatisfying(PluginFault.class, fault -> {
                assertThat(fault.fault().kind()).isEqualTo(Fault.Kind.PLUGIN_THREW);
                assertThat(fault.fault().message())
                        .startsWith("plugin org.example.bad@1.0.0 failed: " + cause)
                        .endsWith("; its author can be asked at https://example.org/issues");
                if (!cause.contains("null")) {
                    assertThat(fault.fault().message()).contains(" at org.example.Bad.", "(Bad.java:");
                }
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
            assertThat(Hosts.plugin(host, "org.example.bad").reason()).contains("failed 20 times in a row", "broken");
            assertThatThrownBy(() -> host.compute(card, () -> "well"))
                    .isInstanceOfSatisfying(
                            PluginFault.class,
                            fault -> assertThat(fault.fault().kind()).isEqualTo(Fault.Kind.PLUGIN_QUARANTINED));
        }
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
