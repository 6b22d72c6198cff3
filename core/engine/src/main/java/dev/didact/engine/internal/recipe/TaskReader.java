package dev.didact.engine.internal.recipe;

import dev.didact.api.model.Checkpoint;
import dev.didact.engine.Catalog;
import dev.didact.engine.Place;
import dev.didact.engine.TaskCard;
import dev.didact.engine.TaskFile;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.SchemaCheck;
import dev.didact.engine.internal.identity.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads evaluation tasks, as recipes are read: parameters are filled in, the document is held against its schema, and
/// names are resolved. What is wrong is told with the place in the task's own file.
public final class TaskReader {
    static final String VERSION = "task/1";

    private TaskReader() {}

    /// A task of the catalog or of a file, as it is written.
    ///
    /// @throws dev.didact.engine.ProblemException if it is wrong
    public static Task read(TaskFile file, Catalog catalog) {
        Block flow = new Block(Node.Mapping.empty(new Place(file.id(), 1, 1, 1)), RecipeSchema.table())
                .block("flow")
                .orElseThrow();
        return read(file, catalog, Node.Mapping.empty(flow.place()), Optional.empty(), flow);
    }

    /// A task as a recipe uses it.
    ///
    /// @param params values for its parameters
    /// @param measured the model that answers; empty to look at the task alone
    /// @param flow what isolated plugins may use
    static Task read(TaskFile task, Catalog catalog, Node.Mapping params, Optional<Recipe.Model> measured, Block flow) {
        Path file = task.location().file();
        Node.Mapping document = with(params, document(file));
        var problems = new Problems();
        Node.Mapping filled = Params.fill(document, problems);
        SchemaCheck.check(filled, RecipeSchema.task(), "a task", problems);
        problems.throwIfAny();
        var block = new Block(filled, RecipeSchema.task());
        if (!task.id().equals(block.text("name"))) {
            problems.add(
                    "E210",
                    "the task that is called '" + task.id() + "' from outside must have that name, and has '"
                            + block.text("name") + "'",
                    block.scalar("name").orElseThrow().place());
        }
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Recipe recipe = new Resolver(block, catalog, base, problems).task(document, measured, flow);
        return new Task(
                card(task, file, block, recipe),
                recipe,
                block.scalar("level").map(scalar -> Resolver.levelRange(scalar, problems)),
                block.optionalNumber("per-level").orElse(Integer.MAX_VALUE));
    }

    /// The name and version of a task, without a look at what it uses.
    static Optional<String> version(TaskFile task) {
        return document(task.location().file()).text("version");
    }

    private static Node.Mapping document(Path file) {
        try {
            String name = file.toString();
            return RecipeReader.ofVersion(VERSION, name, Files.readAllBytes(file), "a task");
        } catch (IOException e) {
            throw Tasks.unreadable(file, e);
        }
    }

    /// The document with other values for its parameters.
    private static Node.Mapping with(Node.Mapping params, Node.Mapping document) {
        Node declared = document.get("params").orElse(Node.Mapping.empty(document.place()));
        if (params.entries().isEmpty() || !(declared instanceof Node.Mapping values)) {
            return document;
        }
        var problems = new Problems();
        Node.Mapping changed = values;
        for (var param : params.entries().entrySet()) {
            if (values.get(param.getKey()).isEmpty()) {
                problems.add(
                        "E206",
                        "the task has no parameter '" + param.getKey() + "'"
                                + Resolver.known(values.entries().keySet()),
                        param.getValue().keyPlace(),
                        Nearest.to(param.getKey(), values.entries().keySet()));
            }
            changed = changed.with(
                    param.getKey(), param.getValue().value(), param.getValue().keyPlace());
        }
        problems.throwIfAny();
        return document.with("params", changed, document.keyPlace("params"));
    }

    private static TaskCard card(TaskFile task, Path file, Block block, Recipe recipe) {
        Recipe.Source source = recipe.sources().getFirst();
        Hashes.Fields all = Hashes.fields("task").json("document", block.node().toJson());
        List<String> uses = recipe.components()
                .peek(component -> hash(component, recipe.base(), all))
                .map(component -> component.card().reference())
                .toList();
        Hashes.Fields data = Hashes.fields("data");
        boolean there = hash(source.component(), recipe.base(), data);
        return new TaskCard(
                block.text("name"),
                block.text("version"),
                block.text("title"),
                block.text("description"),
                block.text("licence"),
                task.plugin(),
                file,
                all.sha256(),
                there ? data.sha256() : "",
                block.text("metric"),
                block.block("params").orElseThrow().node().toJson(),
                uses);
    }

    /// Takes the files that a configuration names into a hash; of a pattern all that is in the folder it begins in.
    ///
    /// @return whether there was any
    private static boolean hash(Component component, Path base, Hashes.Fields into) {
        boolean any = false;
        for (String name : (Iterable<String>) paths(component)::iterator) {
            Optional<String> content = content(base.resolve(name), component);
            content.ifPresent(sha256 -> into.text("file", name).text("sha256", sha256));
            any |= content.isPresent();
        }
        return any;
    }

    /// The paths of a configuration: what its schema calls so, and a pattern of files under `path`.
    private static Stream<String> paths(Component component) {
        JsonNode with = component.effective();
        return component
                .card()
                .config()
                .path("properties")
                .propertyStream()
                .filter(property -> property.getKey().equals("path")
                        || property.getValue().path("format").asString("").equals("path"))
                .map(property -> with.path(property.getKey()))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .map(path -> path.replaceFirst("[^/]*[*?\\[{].*", ""));
    }

    private static Optional<String> content(Path path, Component component) {
        try {
            if (Files.isDirectory(path)) {
                return Optional.of(Checkpoint.contentHash(path));
            }
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            try (InputStream content = Files.newInputStream(path)) {
                return Optional.of(Hashes.sha256(content));
            }
        } catch (IOException e) {
            throw Problems.failure("E205", "'" + path + "' cannot be read: " + e.getMessage(), component.place());
        }
    }
}
