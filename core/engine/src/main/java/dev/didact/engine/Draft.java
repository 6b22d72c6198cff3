package dev.didact.engine;

import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.YamlReader;
import dev.didact.engine.internal.document.YamlWriter;
import dev.didact.engine.internal.recipe.DraftEdits;
import dev.didact.engine.internal.recipe.RecipeSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A recipe in the making: the document that the verbs `new, use, set, drop, show, save` work on.
///
/// Immutable. Every edit gives a new draft, and an older one is what `undo` goes back to. What is in a draft is right
/// as far as it goes: keys, types, bounds and components are checked with each edit. What may still be missing, and
/// whether names fit together, is told when the recipe is read.
public final class Draft {
    private final Node.Mapping document;
    private final boolean comments;

    private Draft(Node.Mapping document, boolean comments) {
        this.document = document;
        this.comments = comments;
    }

    /// A value for a path, as it is typed: `with.examples=200`.
    ///
    /// @param path keys, list indexes from 0, or an element's `id`, `use` or `pack`, joined by dots
    /// @param value a YAML scalar, a quoted text, or a flow collection
    /// @param place where the path is typed
    /// @param valuePlace where the value is typed
    public record Assignment(String path, String value, Place place, Place valuePlace) {}

    /// A recipe that has nothing but a name.
    ///
    /// @param place where the name is typed
    /// @throws ProblemException if it is no name
    public static Draft named(String name, Place place) {
        return new Draft(DraftEdits.named(name, place), false);
    }

    /// A recipe from a file.
    ///
    /// @param file the file's name, for problems
    /// @throws ProblemException if it cannot be read, or holds what no recipe holds
    public static Draft of(String file, byte[] text, Catalog catalog) {
        return new Draft(DraftEdits.read(file, text, catalog), YamlReader.hasComments(file, text));
    }

    /// The JSON Schema of recipes for editors, with what each component of a catalog takes under `with`.
    public static ObjectNode schema(Catalog catalog) {
        return RecipeSchema.forEditors(catalog);
    }

    /// The JSON Schema of tasks for editors, in the same way.
    public static ObjectNode taskSchema(Catalog catalog) {
        return RecipeSchema.taskForEditors(catalog);
    }

    /// Its name; empty if it has none.
    public String name() {
        return document.text("name").orElse("");
    }

    /// The same under another name.
    ///
    /// @param place where the name is typed
    public Draft renamed(String name, Place place) {
        return new Draft(DraftEdits.renamed(document, name, place), comments);
    }

    /// The same with one component more: a model under its `id`; a source, generator or rubric at the end of its list;
    /// a learner in the place of the one before. The `id` of a model or source is the component's name where none is
    /// given.
    ///
    /// @param component name of the contribution
    /// @param assignments keys beside `use`; the component's own configuration is under `with`
    /// @param place where the name is typed
    /// @throws ProblemException if there is no such component, a key or value is wrong, or the id is taken
    public Draft use(Kind kind, String component, List<Assignment> assignments, Place place, Catalog catalog) {
        return new Draft(DraftEdits.use(document, kind, component, assignments, place, catalog), comments);
    }

    /// The same with values set, in their order.
    ///
    /// @throws ProblemException if a path leads nowhere, or a value is wrong there
    public Draft set(List<Assignment> assignments, Catalog catalog) {
        return new Draft(DraftEdits.set(document, assignments, catalog), comments);
    }

    /// The same without what a path leads to.
    ///
    /// @param place where the path is typed
    /// @throws ProblemException if the path leads nowhere
    public Draft drop(String path, Place place) {
        return new Draft(DraftEdits.drop(document, path, place), comments);
    }

    /// Whether the file that it came from has comments, which a draft does not keep.
    public boolean losesComments() {
        return comments;
    }

    /// The recipe as YAML; reads back as the same recipe.
    public String toYaml() {
        return YamlWriter.write(document);
    }

    /// The recipe as JSON.
    public ObjectNode toJson() {
        return document.toJson();
    }

    /// The recipe as something to check or run.
    ///
    /// @param base the folder that its relative paths start from
    public RecipeText toText(Path base, List<String> settings, Optional<String> arm) {
        return new RecipeText(name() + ".yaml", base, toYaml().getBytes(StandardCharsets.UTF_8), settings, arm);
    }
}
