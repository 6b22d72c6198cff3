package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Draft.Assignment;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Edits;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.SchemaCheck;
import dev.didact.engine.internal.document.YamlReader;
import java.util.List;
import java.util.Optional;

/// The edits of a draft. Each checks what it made, and leaves the document that it started from as it was.
public final class DraftEdits {
    private DraftEdits() {}

    /// A recipe that has nothing but a name.
    public static Node.Mapping named(String name, Place place) {
        return renamed(
                Node.Mapping.empty(place).with("didact", Node.Scalar.text("recipe/1", place), place), name, place);
    }

    /// The same document under another name.
    public static Node.Mapping renamed(Node.Mapping document, String name, Place place) {
        Node.Scalar text = Node.Scalar.text(name, place);
        var problems = new Problems();
        SchemaCheck.check(text, RecipeSchema.table().at("/properties/name"), RecipeSchema.table(), "a name", problems);
        problems.throwIfAny();
        return document.with("name", text, place);
    }

    /// A document from a file.
    public static Node.Mapping read(String file, byte[] text, Catalog catalog) {
        return DraftCheck.checked(RecipeReader.document(file, text), catalog);
    }

    /// Sets values.
    public static Node.Mapping set(Node.Mapping document, List<Assignment> assignments, Catalog catalog) {
        return DraftCheck.checked(assign(document, assignments), catalog);
    }

    /// Takes something away.
    public static Node.Mapping drop(Node.Mapping document, String path, Place place) {
        return Edits.drop(document, path, place);
    }

    /// Adds a component.
    ///
    /// @param place where its name is typed
    public static Node.Mapping use(
            Node.Mapping document, Kind kind, String name, List<Assignment> assignments, Place place, Catalog catalog) {
        ContributionCard card = catalog.find(kind, name, Optional.of(place));
        Node.Mapping component = Node.Mapping.empty(place).with("use", Node.Scalar.text(name, place), place);
        Node.Mapping made = switch (kind) {
            case MODEL -> model(document, component, id(card, assignments, place), assignments);
            case SOURCE -> identified(document, "sources", component, id(card, assignments, place), assignments);
            case GENERATOR ->
                steps(document).isEmpty()
                        ? Edits.append(document, "generate", assign(component, assignments), place)
                        : identified(document, "steps", component, id(card, assignments, place), assignments);
            case RUBRIC -> graded(document, assign(component, assignments), place);
            case LEARNER -> document.with("learn", assign(component, assignments), place);
            case EXPORTER ->
                throw Problems.failure(
                        "E210", "an exporter is no part of a recipe; `export` takes one for a run", place);
        };
        return DraftCheck.checked(made, catalog);
    }

    private static Node.Mapping model(
            Node.Mapping document, Node.Mapping component, Node.Scalar id, List<Assignment> assignments) {
        boolean taken = document.get("models")
                .filter(models -> models instanceof Node.Mapping mapping
                        && mapping.entries().containsKey(id.text()))
                .isPresent();
        free(taken, "model", id);
        List<Assignment> others =
                assignments.stream().filter(given -> !given.path().equals("id")).toList();
        return Edits.set(document, "models." + id.text(), assign(component, others), id.place());
    }

    /// Adds a source or a step, which have ids.
    private static Node.Mapping identified(
            Node.Mapping document, String list, Node.Mapping component, Node.Scalar id, List<Assignment> assignments) {
        for (String with : List.of("sources", "steps")) {
            boolean taken = elements(document, with).stream()
                    .anyMatch(element -> element instanceof Node.Mapping mapping
                            && mapping.text("id").equals(Optional.of(id.text())));
            free(taken, with.equals("steps") ? "step" : "source", id);
        }
        Node.Mapping identified = Node.Mapping.empty(id.place()).with("id", id, id.place());
        Node use = component.get("use").orElseThrow();
        return Edits.append(document, list, assign(identified.with("use", use, use.place()), assignments), id.place());
    }

    /// Adds a rubric: to the last step, or to the one step of the short form.
    private static Node.Mapping graded(Node.Mapping document, Node.Mapping rubric, Place place) {
        List<Node> steps = steps(document);
        if (!steps.isEmpty() && steps.getLast() instanceof Node.Mapping last) {
            return Edits.set(
                    document, "steps." + (steps.size() - 1), Edits.append(last, "grade", rubric, place), place);
        }
        return Edits.append(document, "grade", rubric, place);
    }

    private static List<Node> steps(Node.Mapping document) {
        return elements(document, "steps");
    }

    private static List<Node> elements(Node.Mapping document, String list) {
        return document.get(list).orElse(document) instanceof Node.Sequence sequence ? sequence.elements() : List.of();
    }

    private static void free(boolean taken, String what, Node.Scalar id) {
        if (taken) {
            throw Problems.failure(
                    "E207",
                    "there is a " + what + " '" + id.text() + "' already; drop it, or give this one another id=NAME",
                    id.place());
        }
    }

    private static Node.Scalar id(ContributionCard card, List<Assignment> assignments, Place place) {
        Optional<Assignment> given =
                assignments.stream().filter(one -> one.path().equals("id")).findFirst();
        if (given.isEmpty()) {
            return Node.Scalar.text(card.id(), place);
        }
        Node value = value(given.get());
        if (value instanceof Node.Scalar scalar && !scalar.text().contains(".")) {
            return scalar;
        }
        throw Problems.failure("E203", "'id' must be a name but is " + value.describe(), value.place());
    }

    private static Node.Mapping assign(Node.Mapping mapping, List<Assignment> assignments) {
        Node.Mapping changed = mapping;
        for (Assignment assignment : assignments) {
            changed = Edits.set(changed, assignment.path(), value(assignment), assignment.place());
        }
        return changed;
    }

    private static Node value(Assignment assignment) {
        return YamlReader.value(assignment.value(), assignment.valuePlace());
    }
}
