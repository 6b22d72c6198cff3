package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.refused;

import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Purpose;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.OpenContext;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.SchemaOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One contribution of a plugin that is looked at: is it configured as its manifest says, and can it be opened and
/// closed as often as one likes?
final class ContributionCheck {
    private static final int TIMES = 10;

    /// What only documentation is made of; a compiled class does not have it.
    private static final List<String> WORDS = List.of("description", "title", "examples", "example");

    private final ContributionTrial trial;
    private final Path folder;
    private final Consumer<Finding> findings;

    /// @param folder a folder of its own, to be made
    ContributionCheck(ContributionTrial trial, Path folder, Consumer<Finding> findings) {
        this.trial = trial;
        this.folder = folder;
        this.findings = findings;
    }

    void check() throws InterruptedException {
        check(trial.factory());
    }

    private <C extends Record> void check(Contribution<C> factory) throws InterruptedException {
        schema(factory);
        Optional<C> config = defaults(factory);
        if (config.isPresent()) {
            life(factory, config.get());
        }
    }

    private String name() {
        ContributionCard card = trial.card();
        return card.kind().word() + " '" + card.id() + "'";
    }

    /// The manifest was written from the record that is in the archive.
    private void schema(Contribution<?> factory) {
        JsonNode listed = withoutWords(trial.card().config().deepCopy());
        JsonNode compiled = withoutWords(SchemaOf.of(ContributionTypes.config(factory)));
        // As text: a number that was read is of another class than one that was made.
        if (!listed.toString().equals(compiled.toString())) {
            findings.accept(refused(
                    Area.CONFIG,
                    name() + " takes " + compiled.path("properties") + " and its manifest says "
                            + listed.path("properties"),
                    "build the archive again from clean, so that manifest and classes are of one build"));
        }
    }

    private static JsonNode withoutWords(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyNames())) {
                if (key.equals("properties") && object.get(key) instanceof ObjectNode properties) {
                    properties.forEach(ContributionCheck::withoutWords);
                } else if (WORDS.contains(key)) {
                    object.remove(key);
                } else {
                    withoutWords(object.get(key));
                }
            }
        }
        return schema;
    }

    /// What it takes if a recipe says nothing; empty where a recipe has to say something.
    private <C extends Record> Optional<C> defaults(Contribution<C> factory) {
        if (!trial.card().config().path("required").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContributionTrial.config(factory, "", folder));
        } catch (ProblemException e) {
            // It wants one of several things, and no default says which.
            return Optional.empty();
        }
    }

    private <C extends Record> void life(Contribution<C> factory, C config) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            try (OpenContext context = context()) {
                trial.call(() -> openedAndClosed(open(factory, config, context)));
            } catch (DidactException e) {
                // It says what it lacks here: a file, a network, a key.
                return;
            } catch (RuntimeException e) {
                findings.accept(refused(
                        Area.LIFE,
                        name() + " cannot be opened with its defaults and closed twice: " + e.getMessage(),
                        "throw a DidactException that says what is missing, and let close() be called again"));
                return;
            }
        }
    }

    private static boolean openedAndClosed(AutoCloseable instance) throws DidactException, InterruptedException {
        try {
            instance.close();
            instance.close();
            return true;
        } catch (DidactException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("close() threw " + e, e);
        }
    }

    private OpenContext context() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return OpenContext.of(
                new OpenContext.Settings(7, folder, 2, InstantSource.fixed(Instant.EPOCH), Map.of(), (_, _, _) -> {}));
    }

    private <C extends Record> AutoCloseable open(Contribution<C> factory, C config, OpenContext context)
            throws DidactException {
        return switch (factory) {
            case DataSource<C> source ->
                source.open(config, new Draw(Purpose.TRAINING, 1, OptionalInt.empty()), context);
            case Generator<C> generator -> generator.open(config, context);
            case Rubric<C> rubric -> {
                asked(rubric, config);
                yield rubric.open(config, context);
            }
            case ModelProvider<C> provider -> provider.open(config, Optional.empty(), context);
            case Learner<C> learner -> learner.open(config, context);
            case Exporter<C> exporter -> exporter.open(config, folder, context);
        };
    }

    private <C extends Record> void asked(Rubric<C> rubric, C config) throws DidactException {
        if (!rubric.criteria(config).equals(rubric.criteria(config))) {
            findings.accept(refused(
                    Area.DETERMINISM,
                    name() + " has other criteria each time it is asked for them",
                    "make criteria(config) of the configuration alone"));
        }
    }
}
