package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A plugin that would end the whole program is refused before a line of it runs here.
class EndingCallTest {
    private static final String BAD = "org.example.bad";

    @TempDir
    Path folder;

    private FixturePlugin bad(String members, String grade) {
        return FixturePlugin.of(BAD, "1.0.0", FixturePlugin.rubric("Bad", members, grade));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                             | System.exit(3);                  | System.exit in lambda$open$0 (line 13)",
                "''                                             | Runtime.getRuntime().halt(3);    | Runtime.halt in lambda$open$0 (line 13)",
                "static void quit() { Runtime.getRuntime().exit(3); } | ''                         | Runtime.exit in quit (line 7)",
                "static final java.util.function.IntConsumer END = System::exit; | ''              | System.exit in <clinit> (line 7)",
            })
    void aCallThatEndsTheProgramIsRefusedAndNamed(String members, String grade, String named) throws Exception {
        bad(members, grade).zipInto(folder.resolve("plugins"), "bad.zip");
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(folder.resolve("plugins"), "good.zip");
        try (PluginHost host = Hosts.open(folder)) {
            ContributionCard card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> host.factory(card))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContainingAll(
                            "plugin org.example.bad@1.0.0 cannot be used",
                            "its class org.example.Bad calls " + named,
                            "throw an exception there",
                            "https://example.org/issues");
            assertThat(Hosts.plugin(host, BAD).state())
                    .as("it can be used in a process of its own")
                    .isEqualTo(State.RESOLVED);
            assertThat(Hosts.rubric(host, "bad")).isEqualTo(card);
            assertThat(Hosts.grade(host, "good").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void itIsInstalledForProcessesOfItsOwnAndThatIsSaidFirst() throws Exception {
        Path archive = bad("", "System.exit(3);").zipInto(folder, "bad.zip");
        try (PluginHost host = Hosts.open(folder)) {
            var installer = new Installer(host, _ -> {});
            PluginOffer offer = installer.offer(archive);

            assertThat(offer.asks()).isTrue();
            assertThat(offer.notes())
                    .containsExactly(
                            "its class org.example.Bad calls System.exit in lambda$open$0 (line 13), which would"
                                    + " end Didact with everything that runs in it; a recipe can use it with `isolation:"
                                    + " process` beside its `use` only");
            assertThat(installer.install(offer).state()).isEqualTo(State.RESOLVED);
            assertThat(installer.reload(BAD).state()).isEqualTo(State.RESOLVED);
            assertThat(Hosts.rubric(host, "bad").version()).isEqualTo("1.0.0");
            assertThat(installer.offer(archive).asks()).isFalse();
        }
    }

    @Test
    void whoeverDevelopsItIsToldAtOnceAndOnlyWhatHelpsThere() {
        bad("", "System.exit(3);").buildInto(folder.resolve("project"));
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> new Installer(host, _ -> {}).develop(folder.resolve("project")))
                    .hasMessage("version 1.0.0 of plugin org.example.bad does not work here: its class org.example.Bad"
                            + " calls System.exit in lambda$open$0 (line 13), which would end Didact with everything"
                            + " that runs in it; throw an exception there and build it again. Nothing was changed");
        }
    }

    @Test
    void aMethodOfTheAuthorsOwnWithSuchANameIsNotMeant() throws Exception {
        bad("static void exit(int halt) {}", "exit(3);").zipInto(folder.resolve("plugins"), "bad.zip");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void aTextbookPluginIsRefusedBeforeItsClassesAreLoaded() {
        FixturePlugin.textbook(
                        "plugin.id=old-school\nplugin.version=2.0.0\n",
                        FixturePlugin.rubric("Old", "static { System.exit(3); }", "")
                                .replaceFirst("@Contributes\\(.*\\)", "@org.pf4j.Extension"))
                .zipInto(folder.resolve("plugins"), "old.zip");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "old.zip").reason())
                    .contains("its class org.example.Old calls System.exit in <clinit>")
                    .doesNotContain("isolation");
        }
    }
}
