package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.document.Edits;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.SchemaCheck;
import dev.didact.engine.internal.document.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/// Reads recipes. The settings of the arm are laid over the document, those of the line over both; then parameters are
/// filled in, the whole is checked, and names are resolved.
///
/// All problems are told at once. Problems of a setting of the line stand in a document named `--set`, whose line `n`
/// is the n-th setting. Every arm is read, whichever is taken: a mistake in one is not found only when its turn comes.
public final class RecipeReader {
    private static final Set<String> FIXED = Set.of("arms", "didact");

    private RecipeReader() {}

    /// Reads a recipe with one of its arms: the one that is named, else the first, else none if it has none.
    ///
    /// @throws ProblemException if it, its settings or any of its arms is wrong
    public static Recipe read(RecipeText text, Catalog catalog) {
        Node.Mapping document = document(text.file(), text.text());
        SequencedMap<String, Node.Mapping> arms = arms(document);
        List<Setting> settings = settings(text);
        Optional<String> arm = arm(text, arms);
        Node.Mapping armed = armed(document, arms, arm);
        Recipe recipe = resolve(lay(armed, settings), text, catalog, arm, List.copyOf(arms.keySet()));
        var problems = new Problems();
        arms.sequencedEntrySet().stream()
                .filter(other -> !arm.equals(Optional.of(other.getKey())))
                .forEach(other -> checkArm(other, document, settings, text, catalog, problems));
        problems.throwIfAny();
        return recipe;
    }

    /// A recipe's document with arm and settings laid over it; what it says need not hold.
    ///
    /// @throws ProblemException if it cannot be read, or there is no such arm
    static Node.Mapping laid(RecipeText text) {
        Node.Mapping document = document(text.file(), text.text());
        SequencedMap<String, Node.Mapping> arms = arms(document);
        return lay(armed(document, arms, arm(text, arms)), settings(text));
    }

    private static Optional<String> arm(RecipeText text, SequencedMap<String, Node.Mapping> arms) {
        return text.arm().or(() -> arms.keySet().stream().findFirst());
    }

    private static Node.Mapping armed(
            Node.Mapping document, SequencedMap<String, Node.Mapping> arms, Optional<String> arm) {
        List<Setting> ofArm =
                arm.map(name -> settings(find(name, arms, document))).orElse(List.of());
        return lay(document.without("arms"), ofArm);
    }

    private static List<Setting> settings(RecipeText text) {
        return IntStream.range(0, text.settings().size())
                .mapToObj(i -> Setting.parse(text.settings().get(i), new Place("--set", i + 1, 1, 1)))
                .toList();
    }

    /// The names of a recipe's arms in their order.
    ///
    /// @throws ProblemException if the document or its arms cannot be read
    public static List<String> arms(RecipeText text) {
        return List.copyOf(arms(document(text.file(), text.text())).keySet());
    }

    /// A recipe's document as it is written, of the version that this reader knows.
    static Node.Mapping document(String file, byte[] text) {
        return ofVersion("recipe/1", file, text, "a recipe");
    }

    /// A document as it is written.
    ///
    /// @param version what it must say under `didact`
    /// @param what what the document is called in messages
    static Node.Mapping ofVersion(String version, String file, byte[] text, String what) {
        Node.Mapping document = YamlReader.readMapping(file, text, what);
        Optional<Node> didact = document.get("didact");
        if (didact.isPresent()
                && didact.get() instanceof Node.Scalar said
                && !said.text().equals(version)) {
            if (said.text().equals(TaskReader.VERSION)) {
                throw Problems.failure("E204", "this is a task and no recipe; `eval` puts it to models", said.place());
            }
            throw Problems.failure(
                    "E204",
                    "'didact' must be '" + version + "', the one form of this version, but is '" + said.text() + "'",
                    said.place());
        }
        return document;
    }

    private static SequencedMap<String, Node.Mapping> arms(Node.Mapping document) {
        var arms = new LinkedHashMap<String, Node.Mapping>();
        Optional<Node> value = document.get("arms");
        if (value.isEmpty()) {
            return arms;
        }
        var problems = new Problems();
        SchemaCheck.check(
                value.get(),
                RecipeSchema.table().path("properties").path("arms"),
                RecipeSchema.table(),
                "'arms'",
                problems);
        problems.throwIfAny();
        ((Node.Mapping) value.get()).entries().forEach((name, entry) -> arms.put(name, (Node.Mapping) entry.value()));
        return arms;
    }

    private static Node.Mapping find(String name, Map<String, Node.Mapping> arms, Node.Mapping document) {
        Node.Mapping arm = arms.get(name);
        if (arm == null) {
            String choice =
                    arms.isEmpty() ? "; the recipe has none" : "; there are " + String.join(", ", arms.keySet());
            throw Problems.failure(
                    "E206",
                    "no arm '" + name + "'" + choice,
                    document.keyPlace("arms"),
                    Nearest.to(name, arms.keySet()));
        }
        return arm;
    }

    private static List<Setting> settings(Node.Mapping arm) {
        return arm.entries().entrySet().stream()
                .map(entry -> new Setting(
                        entry.getKey(),
                        entry.getValue().value(),
                        entry.getValue().keyPlace()))
                .toList();
    }

    private static Node.Mapping lay(Node.Mapping document, List<Setting> settings) {
        Node.Mapping changed = document;
        for (Setting setting : settings) {
            String first = setting.path().replaceFirst("\\..*", "");
            if (FIXED.contains(first)) {
                throw Problems.failure(
                        "E209", "'" + first + "' cannot be set here; set the path that it is about", setting.place());
            }
            boolean noSteps = setting.path().equals("steps")
                    && changed.get("steps").isEmpty()
                    && setting.value() instanceof Node.Sequence list
                    && list.elements().isEmpty();
            changed = Edits.set(changed, noSteps ? "generate" : setting.path(), setting.value(), setting.place());
        }
        return changed;
    }

    private static Recipe resolve(
            Node.Mapping document, RecipeText text, Catalog catalog, Optional<String> arm, List<String> arms) {
        var problems = new Problems();
        Node.Mapping filled = Params.fill(document, problems);
        SchemaCheck.check(filled, RecipeSchema.table(), "a recipe", problems);
        Node.Entry steps = filled.entries().get("steps");
        Node generate = filled.get("generate").orElse(filled);
        if (steps != null
                && steps.value() instanceof Node.Sequence written
                && written.elements().isEmpty()
                && generate instanceof Node.Sequence list
                && !list.elements().isEmpty()) {
            problems.add(
                    "E210",
                    "`steps: []` says to generate nothing, and `generate` says what; drop one",
                    steps.keyPlace());
        }
        problems.throwIfAny();
        return new Resolver(new Block(filled, RecipeSchema.table()), catalog, text.base(), problems)
                .recipe(document, arm, arms);
    }

    /// Checks an arm that is not taken. A setting of the line that leads nowhere in it is no mistake of the arm.
    private static void checkArm(
            Map.Entry<String, Node.Mapping> arm,
            Node.Mapping document,
            List<Setting> settings,
            RecipeText text,
            Catalog catalog,
            Problems problems) {
        try {
            Node.Mapping changed = lay(document.without("arms"), settings(arm.getValue()));
            for (Setting setting : settings) {
                if (leadsSomewhere(setting, changed)) {
                    changed = lay(changed, List.of(setting));
                }
            }
            resolve(changed, text, catalog, Optional.of(arm.getKey()), List.of());
        } catch (ProblemException e) {
            e.problems().stream().map(problem -> inArm(arm.getKey(), problem)).forEach(problems::add);
        }
    }

    private static boolean leadsSomewhere(Setting setting, Node.Mapping document) {
        try {
            lay(document, List.of(setting));
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static Problem inArm(String arm, Problem problem) {
        return new Problem(
                problem.category(),
                problem.code(),
                "arm '" + arm + "': " + problem.message(),
                problem.place(),
                problem.suggestions());
    }
}
