package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.PluginCard.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the `Plugin` class of a textbook PF4J plugin can do to others, which is nothing. The tags are the numbers in
/// `core/docs/decisions/0014-containment.md`.
class TextbookFaultTest {
    private static final String RELEASED = "org.example.textbook.released";

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

    /// A plugin with one rubric, and a PF4J class that has these members.
    private void textbook(String name, String members) {
        String school = """
                package org.example;
                public class School extends org.pf4j.Plugin {
                    %s
                }
                """.formatted(members);
        String rubric = FixturePlugin.rubric(name, "", "").replaceFirst("@Contributes\\(.*\\)", "@org.pf4j.Extension");
        String id = name.toLowerCase(Locale.ROOT);
        FixturePlugin.textbook(
                        "plugin.id=" + id
                                + "\nplugin.version=1.0.0\nplugin.requires=^0.1\nplugin.class=org.example.School\n",
                        rubric,
                        school)
                .zipInto(folder.resolve("plugins"), id + ".zip");
    }

    private PluginHost host() {
        return PluginHost.open(Hosts.settings(
                folder, new Deadlines(Duration.ofSeconds(30), Duration.ofMillis(700), Duration.ofMillis(100))));
    }

    private static void grades(PluginHost host, String rubric) throws Exception {
        assertThat(Hosts.grade(host, rubric).get("polite")).isInstanceOf(Scored.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Tag("fault-01")
    void stoppingSeveralPluginsStopsAllOfThem(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            textbook(
                    "Old" + i,
                    "@Override public void stop() { System.setProperty(\"org.example.stopped." + i + "\", \"yes\"); }");
        }
        try (PluginHost host = host()) {
            for (int i = 0; i < count; i++) {
                System.clearProperty("org.example.stopped." + i);
                grades(host, "old" + i);
            }
        }
        assertThat(IntStream.range(0, count).mapToObj(i -> System.getProperty("org.example.stopped." + i)))
                .containsOnly("yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw new IllegalStateException();", "throw new AssertionError();", "for (;;) stop();"})
    @Tag("fault-02")
    void aPluginThatCannotBeStoppedIsUnloadedAllTheSame(String stop) throws Exception {
        textbook("Old", "@Override public void stop() { " + stop + " }");
        try (PluginHost host = host()) {
            grades(host, "old");
            new Installer(host, _ -> {}).reload("old");
            host.settle();

            assertThat(Hosts.plugin(host, "old").state()).isEqualTo(State.ACTIVE);
            grades(host, "old");
            grades(host, "good");
        }
    }

    @Test
    @Tag("fault-03")
    void aPluginThatCannotBeStartedIsTakenOutOfUseAlone() throws Exception {
        textbook("Old", "@Override public void start() { throw new AssertionError(\"not today\"); }");
        try (PluginHost host = host()) {
            var card = Hosts.rubric(host, "old.old");
            assertThatThrownBy(() -> host.factory(card))
                    .hasMessageContainingAll(
                            "plugin old@1.0.0 cannot be used",
                            "AssertionError: not today at org.example.School.start(School.java:3)");
            assertThat(Hosts.plugin(host, "old").state()).isEqualTo(State.QUARANTINED);
            grades(host, "good");
        }
    }

    @Test
    @Tag("fault-15")
    void aListenerThatThrowsHarmsNobody() throws Exception {
        textbook("Old", """
                public School(org.pf4j.PluginWrapper wrapper) {
                    super(wrapper);
                    wrapper.getPluginManager().addPluginStateListener(event -> { throw new IllegalStateException(); });
                }
                """);
        try (PluginHost host = host()) {
            grades(host, "old");
            new Installer(host, _ -> {}).disable("old");
            grades(host, "good");
            assertThat(Hosts.plugin(host, "old").state()).isEqualTo(State.DISABLED);
        }
    }

    @Test
    @Tag("fault-16")
    void aPluginThatDoesNotEndItsStartHoldsUpNobodyElse() throws Exception {
        textbook(
                "Old",
                "@Override public void start() { while (!Boolean.getBoolean(\"" + RELEASED
                        + "\")) { Thread.onSpinWait(); } }");
        try (PluginHost host = host()) {
            grades(host, "good");
            var card = Hosts.rubric(host, "old.old");
            assertThatThrownBy(() -> host.factory(card))
                    .hasMessageContaining("was not made within 700 ms at org.example.School.start(School.java:3)");
            assertThat(Hosts.plugin(host, "old").state()).isEqualTo(State.QUARANTINED);
            grades(host, "good");
        }
    }
}
