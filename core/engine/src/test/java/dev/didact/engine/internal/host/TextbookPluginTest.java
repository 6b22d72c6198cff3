package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.Contexts;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pf4j.DefaultPluginManager;

class TextbookPluginTest {
    private static final String PROPERTIES =
            "plugin.id=old-school\nplugin.version=2.0.0\nplugin.description=Old school\n";
    private static final String CHECK = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.config.*;
            import dev.didact.api.grading.*;
            import java.util.*;
            @org.pf4j.Extension
            public final class PolitenessCheck implements Rubric<PolitenessCheck.Config> {
                public record Config(@Default("please") String word) {}
                @Override public List<Criterion> criteria(Config config) {
                    return List.of(Criterion.yesNo("polite", "Is it polite?"));
                }
                @Override public Grader open(Config config, Context context) {
                    return subject -> Step.done(Map.of(
                        "polite", criteria(config).getFirst().answer(School.started > 0, List.of())));
                }
            }
            """;
    private static final String SCHOOL = """
            package org.example;
            public class School extends org.pf4j.Plugin {
                static int started;
                %s
                @Override public void start() { started++; }
            }
            """;

    @TempDir
    Path folder;

    private void grades(String members) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            PluginCard plugin = Hosts.plugin(host, "old-school");
            assertThat(plugin.state()).isEqualTo(State.ACTIVE);
            assertThat(plugin.reason())
                    .isEqualTo("unlisted: code is loaded to discover it; states no version of the API");
            ContributionCard card = Hosts.rubric(host, "old-school.politeness-check");
            assertThat(card.id()).isEqualTo("politeness-check");
            assertThat(card.config().at("/properties/word/default").asString()).isEqualTo("please");
            assertThat(ContributionTypes.config(host.factory(card)).getSimpleName())
                    .isEqualTo("Config");

            @SuppressWarnings("unchecked")
            var rubric = (dev.didact.api.Rubric<Record>) host.factory(card);
            Record config = ContributionTypes.config(rubric)
                    .getDeclaredConstructor(String.class)
                    .newInstance("please");
            var step = host.compute(card, () -> {
                try (var grader = rubric.open(config, Contexts.at(folder))) {
                    return grader.grade(Hosts.subject("Please."));
                }
            });
            assertThat(step)
                    .as(members)
                    .isInstanceOfSatisfying(
                            dev.didact.api.Step.Done.class,
                            done -> assertThat(((java.util.Map<?, ?>) done.value()).get("polite"))
                                    .isInstanceOfSatisfying(
                                            Scored.class,
                                            scored -> assertThat(scored.score()).isOne()));
        }
    }

    @Test
    void aPluginBuiltWithPf4jAloneGradesASample() throws Exception {
        FixturePlugin.textbook(PROPERTIES + "plugin.class=org.example.School\n", CHECK, SCHOOL.formatted(""))
                .zipInto(folder.resolve("plugins"), "old.zip");

        grades("a constructor without parameters");
    }

    @Test
    void aPluginClassOfTheOlderFormIsStartedToo() throws Exception {
        FixturePlugin.textbook(
                        PROPERTIES + "plugin.class=org.example.School\n",
                        CHECK,
                        SCHOOL.formatted("public School(org.pf4j.PluginWrapper wrapper) { super(wrapper); }"))
                .zipInto(folder.resolve("plugins"), "old.zip");

        grades("a constructor that takes the wrapper");
    }

    @Test
    void aTextbookJarGradesASample() throws Exception {
        byte[] jar = FixturePlugin.textbook("", CHECK, SCHOOL.formatted(""))
                .with(
                        "classes/META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nPlugin-Id: old-school\nPlugin-Version: 2.0.0\nPlugin-Class: org.example.School\n")
                .jar();
        FixturePlugin.write(folder.resolve("plugins/old.jar"), jar);

        grades("a jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Default(\"[a, \") String word", "Object anything"})
    void aConfigurationThatCannotBeToldHarmsNobodyElse(String component) throws Exception {
        FixturePlugin.textbook(
                        PROPERTIES, CHECK.replace("@Default(\"please\") String word", component), SCHOOL.formatted(""))
                .zipInto(folder.resolve("plugins"), "old.zip");
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(folder.resolve("plugins"), "good.zip");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "old.zip").state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.plugin(host, "old.zip").reason())
                    .startsWith("what its class org.example.PolitenessCheck is configured with cannot be told");
            assertThat(Hosts.grade(host, "good")).isNotEmpty();
        }
    }

    @Test
    void whatATextbookPluginContributesIsToldWithoutRunningItsCode() throws Exception {
        FixturePlugin.textbook(
                        PROPERTIES,
                        CHECK.replace(
                                "@Default(\"please\") String word",
                                "Tone tone) { enum Tone { VERY_PLAIN, WARM; static { if (true) throw new IllegalStateException(); } } } record Nothing("),
                        SCHOOL.formatted(""))
                .zipInto(folder.resolve("plugins"), "old.zip");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.rubric(host, "politeness-check").config().at("/properties/tone/enum"))
                    .hasToString("[\"very-plain\",\"warm\"]");
        }
    }

    @Test
    void aTextbookPluginWithoutItsOwnIndexIsNamed() throws Exception {
        FixturePlugin.textbook(PROPERTIES, CHECK, SCHOOL.formatted(""))
                .without("classes/META-INF/extensions.idx")
                .zipInto(folder.resolve("plugins"), "old.zip");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "old.zip").reason()).contains("has no META-INF/extensions.idx of its own");
        }
    }

    @Test
    void aPluginBuiltWithDidactsProcessorIsAGenuinePf4jPlugin() throws Exception {
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(folder.resolve("plugins"), "good.zip");

        var manager = new DefaultPluginManager(folder.resolve("plugins"));
        manager.loadPlugins();
        manager.startPlugins();

        assertThat(manager.getExtensionClassNames("org.example.good")).containsExactly("org.example.Good");
        assertThat(manager.getPlugin("org.example.good").getDescriptor().getVersion())
                .isEqualTo("1.0.0");
        manager.unloadPlugins();
        assertThat(Files.exists(folder.resolve("plugins/good.zip"))).isTrue();
    }
}
