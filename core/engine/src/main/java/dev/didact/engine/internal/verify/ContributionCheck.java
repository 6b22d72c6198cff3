package dev.didact.engine.internal.verify;

import static dev.didact.engine.Finding.refused;
import static dev.didact.engine.Finding.warning;

import dev.didact.api.DidactException;
import dev.didact.api.data.Item;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.Kind;
import dev.didact.engine.Material;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.ContributionTypes;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.page.Snippet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The contributions of a plugin that is looked at by somebody who knows nothing of it: is each configured as its
/// manifest says, and does it behave with the examples of its schema? What its sources yield is what its generators and
/// rubrics work on, beside what is made up.
public final class ContributionCheck {
    /// What only documentation is made of; a compiled class does not have it.
    private static final List<String> WORDS = List.of("description", "title", "examples", "example");

    private final Consumer<Finding> findings;
    private final List<Item> items = new ArrayList<>();

    public ContributionCheck(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /// Whether it is best looked at before the others.
    public static boolean first(ContributionCard card) {
        return card.kind() == Kind.SOURCE;
    }

    /// Looks at one.
    ///
    /// @param folder a folder of its own, to be made
    public void check(ContributionTrial trial, Path folder) throws InterruptedException {
        JsonNode listed = withoutWords(trial.card().config().deepCopy());
        JsonNode compiled = withoutWords(SchemaOf.of(ContributionTypes.config(trial.factory())));
        // As text: a number that was read is of another class than one that was made.
        if (!listed.toString().equals(compiled.toString())) {
            findings.accept(refused(
                    Area.CONFIG,
                    name(trial.card()) + " takes " + compiled.path("properties") + " and its manifest says "
                            + listed.path("properties"),
                    "build the archive again from clean, so that manifest and classes are of one build"));
            return;
        }
        Material material = MadeUp.material(Snippet.with(trial.card()), folder, items);
        try {
            Behaviours behaviours = Behaviours.of(trial, material);
            behaviours.all().forEach(findings);
            items.addAll(behaviours.items());
        } catch (ProblemException e) {
            findings.accept(warning(
                    Area.CONFIG,
                    name(trial.card()) + " does not take the examples of its own schema, so what it does is not looked"
                            + " at: " + e.getMessage(),
                    "put @Example on what a recipe must say, so that all examples together make a configuration"));
        } catch (PluginFault | DidactException e) {
            findings.accept(refused(
                    Area.CONFIG,
                    name(trial.card()) + " breaks when the examples of its own schema are bound: " + e.getMessage(),
                    SettingChecks.REFUSE_IN_THE_RECORD));
        }
    }

    private static String name(ContributionCard card) {
        return card.kind().word() + " '" + card.id() + "'";
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
}
