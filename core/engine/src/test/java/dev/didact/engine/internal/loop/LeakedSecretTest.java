package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.host.FixturePlugin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plugin whose every contribution tells the secret that it was granted.
class LeakedSecretTest {
    private static final String KEY = "canary \"of\" LeakedSecretTest";
    private static final String HEAD = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.config.*;
            import dev.didact.api.data.*;
            import dev.didact.api.grading.*;
            import dev.didact.api.model.*;
            import java.util.*;
            """;
    private static final String SOURCE = HEAD + """
            @Contributes(id = "leaks", title = "Leaks")
            public final class LeakingSource implements DataSource<LeakingSource.Config> {
                public record Config(SecretName key) {}
                @Override public Reader open(Config config, Draw draw, Context context) throws DidactException {
                    var items = new ArrayDeque<Item>();
                    String key = context.secret(config.key());
                    items.add(Item.of("1", "item " + key,
                            Document.generated("leaks", "1", "text " + key, Licence.declared("CC0-1.0", "made")).whole()));
                    return () -> Optional.ofNullable(items.poll());
                }
            }
            """;
    private static final String GENERATOR = HEAD + """
            @Contributes(id = "leaks", title = "Leaks")
            public final class LeakingGenerator implements Generator<LeakingGenerator.Config> {
                public record Config(SecretName key) {}
                @Override public Session open(Config config, Context context) throws DidactException {
                    String key = context.secret(config.key());
                    return job -> Step.ask(Request.of("ask " + key, Settings.DEFAULT), reply -> List.of(new Sample(
                            "prompt " + key, "response " + key, Optional.of("reasoning " + key), Map.of("column " + key, key))));
                }
            }
            """;
    private static final String MODEL = HEAD + """
            @Contributes(id = "leaks", title = "Leaks")
            public final class LeakingModel implements ModelProvider<LeakingModel.Config> {
                public record Config(SecretName key) {}
                @Override public Model open(Config config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
                    String key = context.secret(config.key());
                    return new Model() {
                        @Override public ModelInfo info() {
                            return new ModelInfo("leaks", true, 4, "CC0-1.0", Provenance.Served.LOCAL);
                        }
                        @Override public List<Reply> answer(List<ModelCall> batch) {
                            return batch.stream().<Reply>map(call -> Reply.Answered.of("reply " + key, Usage.NONE)).toList();
                        }
                    };
                }
            }
            """;
    private static final String RUBRIC = HEAD + """
            @Contributes(id = "leaks", title = "Leaks")
            public final class LeakingRubric implements Rubric<LeakingRubric.Config> {
                public record Config(SecretName key) {}
                private static final Criterion FINE = Criterion.yesNo("fine", "Is it fine?");
                @Override public List<Criterion> criteria(Config config) { return List.of(FINE); }
                @Override public Grader open(Config config, Context context) throws DidactException {
                    String key = context.secret(config.key());
                    return subject -> Step.done(Map.of("fine", FINE.answer(true, List.of(Evidence.because("because " + key)))));
                }
            }
            """;
    private static final String RECIPE = """
            didact: recipe/1
            name: leaks
            models:   { leaks: { use: leaks, with: { key: env:LEAKED } } }
            sources:  [ { id: leaks, use: leaks, with: { key: env:LEAKED } } ]
            generate: [ { id: tells, use: leaks, model: leaks, with: { key: env:LEAKED } } ]
            grade:    [ { use: leaks, with: { key: env:LEAKED } } ]
            """;

    @TempDir
    Path folder;

    @Test
    void aSecretThatAPluginTellsIsWrittenNowhere() throws Exception {
        FixturePlugin.of("org.example.leaks", "1.0.0", SOURCE, GENERATOR, MODEL, RUBRIC)
                .zipInto(folder.resolve("plugins"), "leaks.zip");
        Path home = folder.resolve("workspace");
        try (Workspace workspace = Workspace.open(new Workspace.Settings(
                home,
                List.of(folder.resolve("plugins")),
                Optional.empty(),
                folder.resolve("cache"),
                Optional.of(2),
                true,
                Map.of("LEAKED", KEY)))) {
            var recipe = new RecipeText(
                    "recipe.yaml", folder, RECIPE.getBytes(StandardCharsets.UTF_8), List.of(), Optional.empty());
            RunEvent.Finished end = workspace.run(recipe, _ -> {}).await();

            assertThat(end.status()).as(end.reason()).isEqualTo(RunEvent.Status.COMPLETED);
            try (Stream<DecidedSample> samples = workspace.view(1).samples()) {
                assertThat(samples).singleElement().satisfies(decided -> {
                    assertThat(decided.item().content()).isEqualTo("item ***");
                    assertThat(decided.sample().response()).isEqualTo("response ***");
                    assertThat(decided.sample().columns()).isEqualTo(Map.of("column ***", "***"));
                    assertThat(decided.grade().criteria().getFirst().result().toString())
                            .contains("because ***");
                });
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("LeakedSecretTest"));
        }
    }
}
