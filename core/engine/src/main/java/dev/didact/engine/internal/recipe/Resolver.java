package dev.didact.engine.internal.recipe;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.document.DurationText;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.document.SchemaCheck;
import dev.didact.engine.internal.split.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Gives the names of a checked recipe their meaning: components from the catalog, models and sources from the recipe
/// itself.
///
/// A part that cannot be made is noted as a problem and left out, so that one reading tells all problems.
final class Resolver {
    /// The source that reads files of items.
    private static final String OF_FILES = "jsonl";

    private static final int USUAL_PER_LEVEL = 50;

    private final Block recipe;
    private final Catalog catalog;
    private final Path base;
    private final Problems problems;
    private final Map<String, Recipe.Model> models = new LinkedHashMap<>();
    private final Map<String, Recipe.Source> sources = new LinkedHashMap<>();

    /// @param recipe the document of a recipe or a task, parameters filled in
    Resolver(Block recipe, Catalog catalog, Path base, Problems problems) {
        this.recipe = recipe;
        this.catalog = catalog;
        this.base = base;
        this.problems = problems;
    }

    /// The recipe.
    ///
    /// @param document the document before parameters were filled in
    /// @throws ProblemException if anything in it means nothing
    Recipe recipe(Node.Mapping document, Optional<String> arm, List<String> arms) {
        recipe.block("models").ifPresent(this::models);
        recipe.blocks("sources").forEach(this::source);
        List<Recipe.Step> steps = new StepResolver(recipe, this, problems).steps();
        Optional<Recipe.Learn> learn = recipe.block("learn").flatMap(this::learn);
        List<Recipe.Measure> measure = present(recipe.blocks("measure"), this::measure);
        Recipe.Until until = until(recipe.block("until").orElseThrow());
        unique(recipe.blocks("measure"), "measure");
        fallbacks(recipe.block("models").orElseThrow(), learn);
        problems.throwIfAny();
        return new Recipe(
                recipe.text("name"),
                recipe.optionalLong("random-seed").orElseThrow(),
                new LinkedHashMap<>(models),
                List.copyOf(sources.values()),
                steps,
                learn,
                measure,
                until,
                recipe.block("flow").orElseThrow().number("in-flight"),
                DurationText.parse(recipe.block("flow").orElseThrow().text("outage"))
                        .orElseThrow(),
                recipe.block("flow").orElseThrow().flag("reuse"),
                processes(recipe.block("flow").orElseThrow()),
                recipe.text("policy"),
                arm,
                arms,
                document,
                base);
    }

    /// What a task asks and how it grades, as a recipe that has nothing but the one step.
    ///
    /// @param document the document before parameters were filled in
    /// @param measured the model that answers, where the task is used
    /// @param flow what isolated plugins may use
    /// @throws ProblemException if anything in it means nothing
    Recipe task(Node.Mapping document, Optional<Recipe.Model> measured, Block flow) {
        recipe.block("models").ifPresent(this::models);
        recipe.blocks("sources").forEach(this::source);
        recipe.blocks("generate").forEach(this::asksTheMeasured);
        List<Recipe.Step> steps = new StepResolver(recipe, this, problems).steps();
        fallbacks(recipe.block("models").orElseThrow(), Optional.empty());
        problems.throwIfAny();
        String within = recipe.text("name") + "/";
        SequencedMap<String, Recipe.Model> own = new LinkedHashMap<>();
        models.values().stream().map(model -> model.within(within)).forEach(model -> own.put(model.name(), model));
        return new Recipe(
                recipe.text("name"),
                recipe.optionalLong("random-seed").orElseThrow(),
                own,
                sources.values().stream().map(source -> source.within(within)).toList(),
                steps.stream().map(step -> step.within(within, measured)).toList(),
                Optional.empty(),
                List.of(),
                Recipe.Until.onePass(),
                flow.number("in-flight"),
                DurationText.parse(flow.text("outage")).orElseThrow(),
                flow.flag("reuse"),
                processes(flow),
                "private",
                Optional.empty(),
                List.of(),
                document,
                base);
    }

    private void asksTheMeasured(Block generate) {
        for (String key : List.of("model", "per-item", "tries")) {
            if (generate.node().get(key).isPresent()) {
                problems.add(
                        "E210",
                        "a task asks the model that is measured once for each item: leave '" + key + "' out",
                        generate.node().keyPlace(key));
            }
        }
    }

    private static <T> List<T> present(List<Block> blocks, Function<Block, Optional<T>> read) {
        return blocks.stream().flatMap(block -> read.apply(block).stream()).toList();
    }

    private void models(Block named) {
        named.node().entries().forEach((name, entry) -> {
            var block = new Block(
                    (Node.Mapping) entry.value(), RecipeSchema.entry(Kind.MODEL).orElseThrow());
            component(Kind.MODEL, block)
                    .ifPresent(component -> models.put(
                            name,
                            new Recipe.Model(
                                    name,
                                    component,
                                    block.scalar("family").map(Node.Scalar::text),
                                    block.block("serve").map(Resolver::serve),
                                    block.scalar("fallback").map(Node.Scalar::text),
                                    block.node().get("price").map(new Prices(problems)::read),
                                    entry.keyPlace())));
        });
    }

    /// A fallback is a model of the recipe that has none itself; the student neither has one nor is one.
    private void fallbacks(Block named, Optional<Recipe.Learn> learn) {
        named.node().entries().forEach((name, entry) -> {
            var block = new Block(
                    (Node.Mapping) entry.value(), RecipeSchema.entry(Kind.MODEL).orElseThrow());
            block.scalar("fallback").ifPresent(fallback -> {
                Optional<Recipe.Model> other = model(fallback);
                Optional<String> student = learn.map(Recipe.Learn::updates)
                        .map(Recipe.Model::name)
                        .filter(List.of(name, fallback.text())::contains);
                if (student.isPresent()) {
                    problems.add(
                            "E212",
                            "'" + student.get() + "' is the student: what it learns from and is measured by are its own"
                                    + " answers, so it neither has a fallback nor is one; leave `fallback` out",
                            fallback.place());
                } else if (fallback.text().equals(name)
                        || other.flatMap(Recipe.Model::fallback).isPresent()) {
                    problems.add(
                            "E212",
                            "the fallback of '" + name + "' must be another model that has no fallback itself",
                            fallback.place());
                }
            });
        });
    }

    private static Recipe.Serve serve(Block block) {
        Map<String, String> env = new TreeMap<>();
        block.block("env")
                .ifPresent(variables -> variables
                        .node()
                        .entries()
                        .forEach((name, entry) -> env.put(name, ((Node.Scalar) entry.value()).text())));
        return new Recipe.Serve(
                block.texts("start"),
                block.texts("stop"),
                block.texts("swap"),
                block.text("health"),
                DurationText.parse(block.text("within")).orElseThrow(),
                env,
                block.place());
    }

    private void source(Block block) {
        Optional<Recipe.Levels> levels = block.block("level").map(this::levels);
        Optional<Split> split = block.block("split").flatMap(this::split);
        double heldOut = block.optionalShare("held-out").orElse(0);
        component(Kind.SOURCE, block)
                .ifPresent(component -> sources.put(
                        block.text("id"),
                        new Recipe.Source(block.text("id"), component, split, heldOut, levels, block.place())));
    }

    private Optional<Split> split(Block block) {
        int headings = block.optionalNumber("headings").orElse(0);
        int overlap = block.optionalNumber("overlap").orElse(0);
        List<Split.Unit> units = Stream.of(Split.Unit.values())
                .filter(unit -> block.optionalNumber(unit.key()).isPresent())
                .toList();
        if (units.size() > 1 || (units.isEmpty() && headings == 0)) {
            problems.add(
                    "E210",
                    "'split' needs " + (units.isEmpty() ? "" : "only ")
                            + "one of 'words', 'characters', 'sentences' and 'paragraphs', which says how much a"
                            + " passage holds at most" + (units.isEmpty() ? ", or 'headings'" : ""),
                    block.place());
            return Optional.empty();
        }
        int atMost = units.isEmpty() ? 0 : block.number(units.getFirst().key());
        if (overlap > 0 && overlap >= atMost) {
            problems.add(
                    "E204",
                    "'overlap' must be below "
                            + (units.isEmpty()
                                    ? "what a passage holds at most"
                                    : units.getFirst().key())
                            + ", which is " + (units.isEmpty() ? "not given" : atMost) + ", but is " + overlap,
                    block.scalar("overlap").orElseThrow().place());
            return Optional.empty();
        }
        return Optional.of(
                units.isEmpty() ? Split.atHeadings(headings) : new Split(headings, units.getFirst(), atMost, overlap));
    }

    private Recipe.Levels levels(Block block) {
        var levels = new Recipe.Levels(
                block.number("start"),
                block.number("stop"),
                block.optionalShare("raise-at").orElseThrow());
        if (levels.start() > levels.stop()) {
            problems.add(
                    "E210",
                    "'start' must not be above 'stop', which is " + levels.stop() + ", but is " + levels.start(),
                    block.scalar("start").orElseThrow().place());
        }
        return levels;
    }

    /// An entry under `grade`.
    ///
    /// @param id what sets it apart from the other entries of the recipe
    Optional<Recipe.Grade> grade(String id, Block block) {
        Optional<Recipe.Model> judge = block.scalar("judge").flatMap(this::model);
        var judges = seats(block, "judges");
        List<String> without = block.texts("without");
        return component(Kind.RUBRIC, block)
                .map(component -> new Recipe.Grade(
                        id, component, judge, judges, block.optionalShare("min"), without, block.place()));
    }

    /// The models that are named by seat.
    SequencedMap<String, Recipe.Model> seats(Block block, String key) {
        var seats = new LinkedHashMap<String, Recipe.Model>();
        block.block(key)
                .ifPresent(named -> named.node()
                        .entries()
                        .forEach((seat, entry) ->
                                model((Node.Scalar) entry.value()).ifPresent(model -> seats.put(seat, model))));
        return seats;
    }

    private Optional<Recipe.Learn> learn(Block block) {
        Optional<Recipe.Model> updates = block.scalar("updates").flatMap(this::model);
        Optional<Recipe.Start> start = block.block("start")
                .flatMap(taught -> taught.scalar("from")
                        .flatMap(this::source)
                        .map(from -> new Recipe.Start(from, taught.optionalNumber("steps"))));
        Optional<Recipe.Anchors> anchors = block.block("anchors").flatMap(this::anchors);
        return component(Kind.LEARNER, block)
                .flatMap(component -> updates.map(student -> new Recipe.Learn(
                        component,
                        student,
                        steps(block),
                        start,
                        block.scalar("start").isPresent(),
                        anchors,
                        block.flag("accumulate"),
                        block.flag("rollback"),
                        block.place())));
    }

    /// What `learn` takes from. With `steps: []`, as an arm writes it, there is nothing to take.
    private List<String> steps(Block learn) {
        if (recipe.node().get("steps").isPresent() && recipe.blocks("steps").isEmpty()) {
            return List.of();
        }
        List<String> declared =
                recipe.blocks("steps").stream().map(block -> block.text("id")).toList();
        for (Node.Scalar id : learn.scalars("from")) {
            if (!declared.contains(id.text())) {
                problems.add(
                        "E206",
                        declared.isEmpty()
                                ? "'from' names steps, and this recipe has no `steps`; leave it out to learn from all samples"
                                : "no step '" + id.text() + "' in `steps`" + known(declared),
                        id.place(),
                        Nearest.to(id.text(), declared));
            }
        }
        return learn.texts("from");
    }

    private Optional<Recipe.Anchors> anchors(Block block) {
        double share = block.optionalShare("share").orElseThrow();
        return items(block, "anchors").map(from -> new Recipe.Anchors(from, share));
    }

    /// The source that a block names, or the one that reads the file that it names.
    ///
    /// @param id id of the source of a file
    private Optional<Recipe.Source> items(Block block, String id) {
        Optional<Node.Scalar> from = block.scalar("from");
        Optional<Node.Scalar> path = block.scalar("path");
        if (from.isPresent() == path.isPresent()) {
            problems.add(
                    "E210",
                    "'" + id + "' needs one of 'from' (a source) and 'path' (a file of JSON lines)",
                    block.place());
            return Optional.empty();
        }
        return from.isPresent() ? source(from.get()) : path.flatMap(file -> file(id, file));
    }

    private Optional<Recipe.Source> file(String id, Node.Scalar path) {
        Place place = path.place();
        Node.Mapping with = Node.Mapping.empty(place).with("path", path, place);
        return component(Kind.SOURCE, Node.Scalar.text(OF_FILES, place), with, false)
                .map(component -> new Recipe.Source(id, component, Optional.empty(), 0, Optional.empty(), place));
    }

    private Optional<Recipe.Measure> measure(Block block) {
        Optional<Node.Scalar> task = block.scalar("task");
        if (task.isPresent()) {
            return task(block, task.get());
        }
        for (String key : List.of("model", "params")) {
            if (block.node().get(key).isPresent()) {
                problems.add(
                        "E210",
                        "'" + key + "' belongs to a task; add `task`",
                        block.node().keyPlace(key));
            }
        }
        if (block.node().get("rubric").isEmpty()) {
            problems.add("E202", "'rubric' is missing: what decides whether an answer is right", block.place());
        }
        Optional<Recipe.Source> from = items(block, "measure/" + block.text("id"));
        Optional<Recipe.LevelRange> level = block.scalar("level").map(range -> levelRange(range, problems));
        String scope = "measure/" + block.text("id");
        Optional<Recipe.Grade> rubric = block.block("rubric")
                .flatMap(entry -> grade(scope, entry))
                .or(() -> block.scalar("rubric").flatMap(name -> bareRubric(scope, name)));
        return from.flatMap(source -> rubric.map(grade -> new Recipe.Measure(
                block.text("id"),
                source,
                level,
                block.optionalNumber("per-level")
                        .orElse(block.scalar("path").isPresent() ? Integer.MAX_VALUE : USUAL_PER_LEVEL),
                List.of(grade),
                block.text("metric"),
                block.scalar("gate").isPresent(),
                Optional.empty(),
                block.place())));
    }

    /// A measure by a task, which says what is asked, of whom apart.
    private Optional<Recipe.Measure> task(Block block, Node.Scalar name) {
        for (String key : List.of("from", "path", "level", "per-level", "rubric", "metric")) {
            if (block.node().get(key).isPresent()) {
                problems.add(
                        "E210",
                        "'" + key + "' is said by the task; leave it out, or measure without `task`",
                        block.node().keyPlace(key));
            }
        }
        Optional<Recipe.Model> measured = measured(block, name);
        try {
            Task task = TaskReader.read(
                    Tasks.find(name.text(), base, catalog, Optional.of(name.place())),
                    catalog,
                    block.block("params").orElseThrow().node(),
                    measured,
                    recipe.block("flow").orElseThrow());
            return measured.map(_ -> new Recipe.Measure(
                    block.text("id"),
                    task.source(),
                    task.level(),
                    task.perLevel(),
                    task.step().grade(),
                    task.card().metric(),
                    block.scalar("gate").isPresent(),
                    Optional.of(task),
                    block.place()));
        } catch (ProblemException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }

    /// The model that a task is put to: the one that the measure names, else the student.
    private Optional<Recipe.Model> measured(Block block, Node.Scalar task) {
        Optional<Node.Scalar> named =
                block.scalar("model").or(() -> recipe.block("learn").flatMap(learn -> learn.scalar("updates")));
        if (named.isEmpty()) {
            problems.add(
                    "E210",
                    "nothing learns, so say which model task '" + task.text() + "' is put to: add `model`",
                    task.place());
        }
        return named.flatMap(this::model);
    }

    static Recipe.LevelRange levelRange(Node.Scalar scalar, Problems problems) {
        String[] ends = scalar.text().split("\\.\\.", 2);
        var range = new Recipe.LevelRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        if (range.first() > range.last()) {
            problems.add(
                    "E204",
                    "'level' must rise from the first to the last but is '" + scalar.text() + "'",
                    scalar.place());
        }
        return range;
    }

    private Optional<Recipe.Grade> bareRubric(String id, Node.Scalar name) {
        return component(Kind.RUBRIC, name, Node.Mapping.empty(name.place()), false)
                .map(component -> new Recipe.Grade(
                        id,
                        component,
                        Optional.empty(),
                        new LinkedHashMap<>(),
                        OptionalDouble.empty(),
                        List.of(),
                        name.place()));
    }

    private Recipe.Until until(Block block) {
        List<Budget> budgets = new ArrayList<>();
        for (Node.Scalar text : block.scalars("budget")) {
            Optional<Budget> budget = Budget.parse(text.text());
            if (budget.isEmpty()) {
                problems.add("E204", "'budget' must be more than nothing but is '" + text.text() + "'", text.place());
            }
            budget.ifPresent(budgets::add);
        }
        return new Recipe.Until(
                block.optionalNumber("rounds"),
                block.optionalLong("accepted"),
                budgets,
                block.optionalNumber("plateau"));
    }

    private static Recipe.Processes processes(Block flow) {
        return new Recipe.Processes(
                ProcessMemory.parse(flow.text("process-memory")),
                DurationText.parse(flow.text("process-deadline")).orElseThrow());
    }

    /// What an entry uses.
    Optional<Component> component(Kind kind, Block block) {
        Node.Mapping with = block.block("with").orElseThrow().node();
        return component(
                kind,
                block.scalar("use").orElseThrow(),
                with,
                block.scalar("isolation").isPresent());
    }

    private Optional<Component> component(Kind kind, Node.Scalar use, Node.Mapping with, boolean isolated) {
        try {
            ContributionCard card = catalog.find(kind, use.text(), Optional.of(use.place()));
            SchemaCheck.check(with, card.config(), "with of '" + use.text() + "'", problems);
            return Optional.of(new Component(card, with, isolated, use.place()));
        } catch (ProblemException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }

    /// The model of a name.
    Optional<Recipe.Model> model(Node.Scalar name) {
        Set<String> declared =
                recipe.block("models").orElseThrow().node().entries().keySet();
        if (!declared.contains(name.text())) {
            problems.add(
                    "E206",
                    "no model '" + name.text() + "' in `models`" + known(declared),
                    name.place(),
                    Nearest.to(name.text(), declared));
        }
        return Optional.ofNullable(models.get(name.text()));
    }

    private Optional<Recipe.Source> source(Node.Scalar id) {
        List<String> declared =
                recipe.blocks("sources").stream().map(block -> block.text("id")).toList();
        if (!declared.contains(id.text())) {
            problems.add(
                    "E206",
                    "no source '" + id.text() + "' in `sources`" + known(declared),
                    id.place(),
                    Nearest.to(id.text(), declared));
        }
        return Optional.ofNullable(sources.get(id.text()));
    }

    /// The names that there are.
    static String known(Collection<String> declared) {
        return declared.isEmpty() ? ", which is empty" : "; there are " + String.join(", ", declared);
    }

    private void unique(List<Block> blocks, String list) {
        var seen = new HashMap<String, Place>();
        for (Block block : blocks) {
            taken(seen, block.text("id"), block.scalar("id").orElseThrow().place(), "in `" + list + "`");
        }
    }

    private void taken(Map<String, Place> seen, String id, Place place, String where) {
        Place first = seen.putIfAbsent(id, place);
        if (first != null) {
            problems.add("E207", "'" + id + "' is there twice " + where + "; first at line " + first.line(), place);
        }
    }
}
