package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.Rubric;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways in which one plugin could take others down; those in which PF4J lets it are tagged with their number in
/// `core/docs/decisions/0014-containment.md`. In every row a healthy neighbour goes on, and the culprit is named with
/// the reason.
class PluginFaultTest {
    private static final String BAD = "org.example.bad";

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void aHealthyNeighbour() {
        plugins = folder.resolve("plugins");
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(plugins, "good.zip");
    }

    private static FixturePlugin bad(String members, String grade) {
        return FixturePlugin.of(BAD, "1.0.0", FixturePlugin.rubric("Bad", members, grade));
    }

    private void theNeighbourGrades(PluginHost host) throws Exception {
        assertThat(Hosts.grade(host, "good").get("polite")).isInstanceOf(Scored.class);
        assertThat(Hosts.plugin(host, "org.example.good").state()).isEqualTo(State.ACTIVE);
    }

    private PluginCard quarantinedAtFirstUse(String... reasons) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.RESOLVED);
            var card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> host.factory(card)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problems().getFirst().category()).isEqualTo(Category.ENVIRONMENT);
                assertThat(e).hasMessageContainingAll(reasons);
                assertThat(e).hasMessageContainingAll(BAD + "@1.0.0", "https://example.org/issues");
            });
            assertThatThrownBy(() -> Hosts.rubric(host, "bad"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContainingAll(reasons);
            theNeighbourGrades(host);
            PluginCard culprit = Hosts.plugin(host, BAD);
            assertThat(culprit.state()).isEqualTo(State.QUARANTINED);
            assertThat(culprit.reason()).contains(reasons);
            return culprit;
        }
    }

    private void neverUsed(State state, String... reasons) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            PluginCard culprit = Hosts.plugin(host, BAD);
            assertThat(culprit.state()).isEqualTo(state);
            assertThat(culprit.reason()).contains(reasons);
            assertThat(host.catalog().of(Kind.RUBRIC))
                    .extracting("id")
                    .containsOnlyOnce("good")
                    .doesNotContain("bad");
            theNeighbourGrades(host);
        }
    }

    @Test
    @Tag("fault-04")
    void aClassFileOfALaterJavaIsNamedWithTheJavaThatItNeeds() throws Exception {
        bad("", "")
                .changing("classes/org/example/Bad.class", bytes -> {
                    bytes[7] = (byte) (Runtime.version().feature() + 45);
                    return bytes;
                })
                .zipInto(plugins, "bad.zip");

        quarantinedAtFirstUse("org.example.Bad needs Java " + (Runtime.version().feature() + 1));
    }

    @Test
    @Tag("fault-05")
    void aFailingStaticInitializerIsNamedWithTheAuthorsLine() throws Exception {
        bad("static final int N = Integer.parseInt(\"many\");", "").zipInto(plugins, "bad.zip");

        quarantinedAtFirstUse(
                "NumberFormatException: For input string: \"many\"", "org.example.Bad.<clinit>(Bad.java:7)");
    }

    @Test
    @Tag("fault-06")
    void aMissingRequirementLeavesThePluginInstalled() throws Exception {
        FixturePlugin.of(
                        BAD,
                        "1.0.0",
                        FixturePlugin.rubric("Bad", "", "")
                                .replace("@Contributes", "@Requires(\"org.example.words@^2.1\")\n@Contributes"))
                .zipInto(plugins, "bad.zip");

        neverUsed(State.INSTALLED, "needs plugin org.example.words ^2.1, which is not installed");
    }

    @Test
    @Tag("fault-07")
    void aPluginWithoutCodeHasOnlyItsOwnContributions() throws Exception {
        FixturePlugin.of(BAD, "1.0.0", "package org.example; public final class Nothing {}")
                .without("classes/org/example/Nothing.class")
                .without("classes/META-INF/extensions.idx")
                .zipInto(plugins, "bad.zip");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.RESOLVED);
            assertThat(Hosts.plugin(host, BAD).contributions()).isEmpty();
            assertThat(host.catalog().of(Kind.RUBRIC)).extracting("id").containsOnlyOnce("good");
            theNeighbourGrades(host);
        }
    }

    @Test
    @Tag("fault-08")
    void aPluginThatBundlesTheApiWorks() throws Exception {
        var api = new java.util.LinkedHashMap<String, byte[]>();
        for (String name : List.of(
                "dev/didact/api/Rubric.class", "dev/didact/api/Contribution.class", "org/pf4j/ExtensionPoint.class")) {
            try (var in = getClass().getClassLoader().getResourceAsStream(name)) {
                api.put(name, in.readAllBytes());
            }
        }
        bad("", "").with("lib/didact-api.jar", FixturePlugin.zip(api)).zipInto(plugins, "bad.zip");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
            theNeighbourGrades(host);
        }
    }

    @Test
    @Tag("fault-09")
    void aPluginThatNamesAClassOfTheHostIsQuarantinedWithThatName() throws Exception {
        bad(
                        "public Bad() { dev.didact.engine.internal.host.Workers.class.getName(); }"
                                .replace("Workers", "HostSettings"),
                        "")
                .zipInto(plugins, "bad.zip");

        quarantinedAtFirstUse("uses dev.didact.engine.internal.host.HostSettings, which is not there");
    }

    @Test
    @Tag("fault-10")
    void anApiThatIsNotThisOneLeavesThePluginInstalled() throws Exception {
        bad("", "").changingManifest(json -> json.replace("^0.1", "2.0.0")).zipInto(plugins, "bad.zip");

        neverUsed(State.INSTALLED, "needs version 2.0.0 of Didact's API and this is " + Versions.API);
    }

    @Test
    @Tag("fault-10")
    void aManifestWithoutARangeIsRefused() throws Exception {
        bad("", "")
                .changingManifest(json -> json.replace("\"didactApi\": \"^0.1\",", ""))
                .zipInto(plugins, BAD);
        Files.move(plugins.resolve(BAD), plugins.resolve("bad.zip"));

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "bad.zip").state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.plugin(host, "bad.zip").reason()).contains("states no requires.didactApi");
            theNeighbourGrades(host);
        }
    }

    @Test
    @Tag("fault-11")
    void ofTwoVersionsTheNewerIsUsedWhateverTheTimesOfTheirFiles() throws Exception {
        Path older = bad("", "").zipInto(plugins, "a.zip");
        Path newer = FixturePlugin.of(BAD, "1.10.0", FixturePlugin.rubric("Bad", "", ""))
                .zipInto(plugins, "b.zip");
        Files.setLastModifiedTime(newer, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(older, FileTime.from(Instant.EPOCH.plusSeconds(1000)));

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.rubric(host, "bad").version()).isEqualTo("1.10.0");
            assertThat(Hosts.rubric(host, "bad@1.0.0").version()).isEqualTo("1.0.0");
            assertThat(host.catalog().of(Kind.RUBRIC)).extracting("id").containsOnlyOnce("bad");
            theNeighbourGrades(host);
        }
    }

    @Test
    @Tag("fault-12")
    void aClassThatTheArchiveDoesNotHoldIsNamed() throws Exception {
        bad("", "").without("classes/org/example/Bad.class").zipInto(plugins, "bad.zip");

        quarantinedAtFirstUse("names the class org.example.Bad, which its archive does not hold");
    }

    @Test
    @Tag("fault-13")
    void aContributionHasOneFactory() throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(host.factory(Hosts.rubric(host, "good"))).isSameAs(host.factory(Hosts.rubric(host, "good")));
        }
    }

    @Test
    @Tag("fault-14")
    void aCycleIsPrintedAndHarmsNobodyElse() throws Exception {
        bad("", "")
                .changingManifest(
                        json -> json.replace("\"java\":", "\"plugins\": { \"org.example.other\": \"*\" }, \"java\":"))
                .zipInto(plugins, "bad.zip");
        FixturePlugin.of("org.example.other", "1.0.0", FixturePlugin.rubric("Other", "", ""))
                .changingManifest(
                        json -> json.replace("\"java\":", "\"plugins\": { \"org.example.bad\": \"*\" }, \"java\":"))
                .zipInto(plugins, "other.zip");

        neverUsed(State.INSTALLED, "org.example.bad -> org.example.other -> org.example.bad");
    }

    @Test
    void aConstructorThatThrowsIsNamedWithTheAuthorsLine() throws Exception {
        bad("public Bad() { throw new StackOverflowError(\"deep\"); }", "").zipInto(plugins, "bad.zip");

        quarantinedAtFirstUse("StackOverflowError: deep", "org.example.Bad.<init>(Bad.java:7)");
    }

    @Test
    void anExceptionOfAnAnonymousClassHasTheNameOfThatClass() throws Exception {
        bad("public Bad() { throw new IllegalStateException(\"deep\") {}; }", "")
                .zipInto(plugins, "bad.zip");
        quarantinedAtFirstUse("org.example.Bad$1: deep");
    }

    @Test
    void aClassOfAnotherKindThanItsManifestSaysIsNamed() throws Exception {
        bad("", "")
                .changingManifest(
                        json -> json.replace("\"class\": \"org.example.Bad\"", "\"class\": \"java.lang.Object\""))
                .zipInto(plugins, "bad.zip");

        quarantinedAtFirstUse("java.lang.Object", "lists it among the rubrics and it is none");
    }

    @Test
    void anInterruptionWhileAPluginIsLoadedSaysNothingAgainstIt() throws Exception {
        bad("public Bad() { synchronized (Rubric.class) { hashCode(); } }", "").zipInto(plugins, "bad.zip");

        try (PluginHost host = Hosts.open(folder)) {
            var card = Hosts.rubric(host, "bad");
            // Both sides know this object: while the test holds it, the plugin cannot be ready before anybody waits.
            Object shared = Rubric.class;
            synchronized (shared) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> host.factory(card)).hasMessageContaining("interrupted while plugin");
            }
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Hosts.plugin(host, BAD).state()).isEqualTo(State.RESOLVED);
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
            theNeighbourGrades(host);
        }
    }
}
