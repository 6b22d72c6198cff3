package dev.didact.engine.internal.loop;

import dev.didact.api.Contribution;
import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.Http;
import dev.didact.api.Learner;
import dev.didact.api.ModelProvider;
import dev.didact.api.Rubric;
import dev.didact.api.grading.Criterion;
import dev.didact.api.model.Request;
import dev.didact.engine.Catalog;
import dev.didact.engine.OpenContext;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.document.Binder;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.host.ContributionTypes;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.host.Work;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.plugin.Sessions;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Budget;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Binds a recipe to the code that does it: configurations become records, and one instance of everything is opened, so
/// that what is wrong is told before anything is paid for. Used once, on a thread that may wait.
final class Planner implements AutoCloseable {
    private final Surroundings around;
    private final Recipe recipe;
    private final Recipe measured;
    private final RunContext.World world;
    private final Progressing progress;
    private final Wire wire;
    private final Plugins.Held plugins;
    private final Isolation isolation;
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Map<String, GradeStep> grades = new LinkedHashMap<>();

    /// How far learners are.
    interface Progressing {
        /// Tells it.
        void progress(long done, long total, String note);
    }

    /// @param recipe the recipe
    /// @param measured the recipe whose steps answer the measures
    /// @param work folder for what instances keep as long as the run
    Planner(Surroundings around, Recipe recipe, Recipe measured, Supplier<Path> work, Progressing progress) {
        this(around, recipe, measured, work, progress, Wire.live());
    }

    private Planner(
            Surroundings around, Recipe recipe, Recipe measured, Supplier<Path> work, Progressing progress, Wire wire) {
        this.wire = wire;
        this.around = around;
        this.recipe = recipe;
        this.measured = measured;
        this.progress = progress;
        this.plugins = around.plugins().hold();
        opened.add(plugins);
        this.isolation = new Isolation(
                around, plugins, recipe.processes(), recipe.inFlight(), recipe.randomSeed(), recipe.base());
        this.world = new RunContext.World(
                recipe.randomSeed(),
                recipe.base(),
                work,
                around.threads(),
                around.settings().environment(),
                around.clock());
    }

    /// The planner of a recipe as the user gave it. The steps of its first arm answer the measures of every arm.
    static Planner of(Surroundings around, RecipeText text, Supplier<Path> work, Progressing progress) {
        return of(around, around.catalog(), text, work, progress, Wire.live());
    }

    /// The planner of a recipe whose components are of a certain catalog.
    ///
    /// @param wire how they reach the network
    static Planner of(
            Surroundings around,
            Catalog catalog,
            RecipeText text,
            Supplier<Path> work,
            Progressing progress,
            Wire wire) {
        Recipe recipe = RecipeReader.read(text, catalog);
        List<String> arms = recipe.arms();
        Recipe measured = arms.isEmpty() || recipe.arm().equals(Optional.of(arms.getFirst()))
                ? recipe
                : RecipeReader.read(text.withArm(arms.getFirst()), catalog);
        return new Planner(around, recipe, measured, work, progress, wire);
    }

    /// The plugins as they were when the plan was made.
    Plugins plugins() {
        return plugins;
    }

    Recipe recipe() {
        return recipe;
    }

    /// The plan.
    ///
    /// @throws ProblemException if a part of the recipe cannot work
    RunPlan plan() throws InterruptedException {
        if (recipe.until().budgets().stream().anyMatch(Budget.Money.class::isInstance)) {
            throw new ProblemException(
                    Problem.Category.USAGE,
                    "E210",
                    "a budget in USD needs the prices of the models, and none are known; use tokens (1Mtok) or time (1h)");
        }
        if (recipe.until().plateau().isPresent() && recipe.measure().isEmpty()) {
            throw new ProblemException(
                    Problem.Category.USAGE,
                    "E210",
                    "`until.plateau` looks at the first measure, and there is none; add `measure` or say `until.rounds`");
        }
        Map<String, SourcePlan> sources = new LinkedHashMap<>();
        for (Recipe.Source source : recipe.sources()) {
            sources.put(source.id(), source(source));
        }
        Map<String, ModelPlan> models = new LinkedHashMap<>();
        for (Recipe.Model model : recipe.models().values()) {
            models.put(model.name(), model(model));
        }
        List<StepPlan> steps = new ArrayList<>();
        for (Recipe.Step step : recipe.steps()) {
            steps.add(step(step));
        }
        unique(steps);
        return new RunPlan(
                recipe,
                models,
                List.copyOf(sources.values()),
                steps,
                new Route(steps, recipe.ends()),
                measures(sources, steps),
                learn(sources),
                Signals.of(recipe, List.copyOf(grades.values())));
    }

    private SourcePlan source(Recipe.Source source) throws InterruptedException {
        var factory = (DataSource<?>) factory(source.component(), "source/" + source.id());
        return new SourcePlan(
                source.id(),
                source.component(),
                identity(source.identity(), source.component()),
                source.level(),
                plugins(source.component()),
                sourceOpening(factory, source.component()),
                around.backoff(),
                () -> unowned("source/" + source.id(), source.component()));
    }

    private <C extends Record> SourcePlan.Opening sourceOpening(DataSource<C> factory, Component component)
            throws InterruptedException {
        return SourcePlan.opening(factory, config(factory, component));
    }

    private ModelPlan model(Recipe.Model model) throws InterruptedException {
        if (wire.complete()
                && (model.component().isolated()
                        || model.component().card().plugin().equals(ProgramIdentity.PLUGIN))) {
            throw Problems.failure(
                    "E211",
                    "model '" + model.name() + "' is asked in a process of its own, and a cassette holds only what"
                            + " passes over Didact's HTTP: run without --record and --replay, or leave `isolation:"
                            + " process` out",
                    model.component().place());
        }
        var factory = (ModelProvider<?>) factory(model.component(), "model/" + model.name());
        return new ModelPlan(
                model.name(),
                model.component().card(),
                plugins(model.component()),
                identity(model.identity(), model.component()),
                model.family(),
                modelOpening(factory, model.component()));
    }

    private <C extends Record> ModelPlan.Opening modelOpening(ModelProvider<C> factory, Component component)
            throws InterruptedException {
        return ModelPlan.opening(factory, config(factory, component));
    }

    private StepPlan step(Recipe.Step step) throws InterruptedException {
        List<GradeStep> graded = new ArrayList<>();
        for (Recipe.Grade grade : step.grade()) {
            GradeStep ready = grades.get(grade.id());
            if (ready == null) {
                ready = grade(grade);
                grades.put(grade.id(), ready);
            }
            graded.add(ready);
        }
        return new StepPlan(
                step.id(),
                step.from(),
                step.when(),
                step.generate().isPresent()
                        ? Optional.of(generate(step.id(), step.generate().get()))
                        : Optional.empty(),
                graded,
                step.select(),
                step.revisions());
    }

    private GenerateStep generate(String id, Recipe.Generate step) throws InterruptedException {
        String scope = "generate/" + id;
        var factory = (Generator<?>) factory(step.component(), scope);
        Map<String, String> seats = new HashMap<>();
        step.model().ifPresent(model -> seats.put(Request.MODEL, model.name()));
        step.models().forEach((seat, model) -> seats.put(seat, model.name()));
        return new GenerateStep(
                id,
                identity(step.identity(), step.component()),
                sessions(step.component(), scope, factory),
                seats,
                step.perItem(),
                step.tries());
    }

    private <C extends Record> Sessions<Generator.Session> sessions(
            Component component, String scope, Generator<C> factory) throws InterruptedException {
        C config = config(factory, component);
        return warm(component, scope, context -> Returned.by("Generator.open()", factory.open(config, context)));
    }

    /// An entry under `grade`, ready to work.
    GradeStep grade(Recipe.Grade grade) throws InterruptedException {
        return grade(grade, (Rubric<?>) factory(grade.component(), grade.id()));
    }

    private <C extends Record> GradeStep grade(Recipe.Grade grade, Rubric<C> factory) throws InterruptedException {
        Component component = grade.component();
        C config = config(factory, component);
        List<Criterion> all = guarded(
                component,
                () -> plugins(component)
                        .compute(component.card(), () -> Returned.all("Rubric.criteria()", factory.criteria(config))));
        List<String> ids = all.stream().map(Criterion::id).toList();
        requireCriteria(component, ids);
        for (String without : grade.without()) {
            if (!ids.contains(without)) {
                throw Problems.failure(
                        "E206",
                        "rubric '" + component.card().id() + "' has no criterion '" + without + "', only "
                                + String.join(", ", ids),
                        grade.place(),
                        Nearest.to(without, ids));
            }
        }
        List<Criterion> counted = all.stream()
                .filter(criterion -> !grade.without().contains(criterion.id()))
                .toList();
        if (counted.isEmpty()) {
            throw Problems.failure(
                    "E210",
                    "'without' leaves no criterion of rubric '"
                            + component.card().id() + "'; to accept every sample leave the rubric out",
                    grade.place());
        }
        Map<String, String> seats = new HashMap<>();
        grade.judge().ifPresent(model -> seats.put(Request.JUDGE, model.name()));
        grade.judges().forEach((seat, model) -> seats.put(seat, model.name()));
        GradeRule rule = GradeRule.of(component.card().reference(), counted, grade.min())
                .orElseThrow(() -> Problems.failure(
                        "E202",
                        "rubric '" + component.card().id()
                                + "' is not answered by yes and no alone: add `min:`, the least score of an accepted sample",
                        grade.place()));
        var sessions = this.<Rubric.Grader>warm(
                component, grade.id(), context -> Returned.by("Rubric.open()", factory.open(config, context)));
        return new GradeStep(
                grade.id(),
                identity(grade.identity(), component),
                sessions,
                seats,
                ids,
                rule,
                counted.stream().anyMatch(Criterion::wantsSiblings));
    }

    /// No sample is graded twice under the name of one criterion, whatever steps it comes through.
    private static void unique(List<StepPlan> steps) {
        Map<String, Set<String>> makers = new HashMap<>();
        Map<String, Map<String, GradeStep>> owners = new HashMap<>();
        for (StepPlan step : steps) {
            Set<String> of = new TreeSet<>();
            if (step.generate().isPresent()) {
                of.add(step.id());
            } else {
                step.from().forEach(from -> of.addAll(makers.getOrDefault(from, Set.of())));
            }
            makers.put(step.id(), of);
            for (String maker : of) {
                Map<String, GradeStep> before = owners.computeIfAbsent(maker, _ -> new HashMap<>());
                step.grade().forEach(grade -> unique(grade, before));
            }
        }
    }

    private static void unique(GradeStep grade, Map<String, GradeStep> before) {
        for (Criterion criterion : grade.rule().criteria()) {
            GradeStep other = before.putIfAbsent(criterion.id(), grade);
            if (other != null) {
                throw new ProblemException(
                        Problem.Category.USAGE,
                        "E207",
                        "criterion '" + criterion.id() + "' stands in two entries of 'grade' ("
                                + other.rule().rubric() + " and " + grade.rule().rubric()
                                + ") that grade the same samples; leave one out with `without: [" + criterion.id()
                                + "]`");
            }
        }
    }

    private List<MeasurePlan> measures(Map<String, SourcePlan> sources, List<StepPlan> steps)
            throws InterruptedException {
        if (recipe.measure().isEmpty()) {
            return List.of();
        }
        Optional<GenerateStep> answering = answering(steps);
        List<MeasurePlan> measures = new ArrayList<>();
        for (Recipe.Measure measure : recipe.measure()) {
            if (answering.isEmpty()) {
                throw Problems.failure(
                        "E210",
                        "measure '" + measure.id()
                                + "' has nothing that answers: the first arm needs a step that makes samples",
                        measure.place());
            }
            List<Integer> levels = new ArrayList<>();
            measure.level().ifPresent(range -> {
                for (int level = range.first(); level <= range.last(); level++) {
                    levels.add(level);
                }
            });
            measures.add(new MeasurePlan(
                    measure.id(),
                    items(measure.from(), sources),
                    levels,
                    measure.perLevel(),
                    answering.get(),
                    grade(measure.rubric()),
                    measure.metric(),
                    measure.mustNotFall()));
        }
        return measures;
    }

    /// A source of the recipe, or the one of a file.
    private SourcePlan items(Recipe.Source from, Map<String, SourcePlan> sources) throws InterruptedException {
        SourcePlan known = sources.get(from.id());
        return known == null ? source(from) : known;
    }

    /// What answers the measures: of the steps of the first arm the first that asks the student, else the first that
    /// makes samples.
    private Optional<GenerateStep> answering(List<StepPlan> steps) throws InterruptedException {
        Optional<Recipe.Step> step = measured.answering();
        if (step.isEmpty()) {
            return Optional.empty();
        }
        return measured.arm().equals(recipe.arm())
                ? steps.stream()
                        .filter(plan -> plan.id().equals(step.get().id()))
                        .findFirst()
                        .flatMap(StepPlan::generate)
                : Optional.of(generate(step.get().id(), step.get().generate().orElseThrow()));
    }

    private Optional<LearnPlan> learn(Map<String, SourcePlan> sources) throws InterruptedException {
        if (recipe.learn().isEmpty()) {
            return Optional.empty();
        }
        Recipe.Learn learn = recipe.learn().get();
        var factory = (Learner<?>) factory(learn.component(), "learn");
        Optional<SourcePlan> anchors = learn.anchors().isPresent()
                ? Optional.of(items(learn.anchors().get().from(), sources))
                : Optional.empty();
        return Optional.of(new LearnPlan(
                identity(learn.identity(), learn.component()),
                learning(learn.component(), factory),
                learn.updates().name(),
                recipe.learnedFrom().stream().map(Recipe.Step::id).toList(),
                learn.start().map(start -> sources.get(start.from().id())),
                learn.start().map(Recipe.Start::steps).orElse(OptionalInt.empty()),
                anchors,
                learn.anchors().map(Recipe.Anchors::share).orElse(0.0),
                learn.accumulate(),
                learn.rollback(),
                !learn.component().card().plugin().equals(ProgramIdentity.PLUGIN)));
    }

    private <C extends Record> Sessions<Learner.Session> learning(Component component, Learner<C> factory)
            throws InterruptedException {
        C config = config(factory, component);
        return warm(component, "learn", context -> Returned.by("Learner.open()", factory.open(config, context)));
    }

    private static void requireCriteria(Component component, List<String> ids) {
        String wrong = ids.isEmpty()
                ? "has no criteria"
                : ids.stream()
                        .filter(id -> !id.matches("[a-z][a-z0-9-]*"))
                        .findFirst()
                        .map(id -> "has a criterion '" + id + "', whose id is not small letters, digits and '-'")
                        .or(() -> ids.stream()
                                .filter(id -> Collections.frequency(ids, id) > 1)
                                .findFirst()
                                .map(id -> "has two criteria '" + id + "'"))
                        .orElse("");
        if (!wrong.isEmpty()) {
            throw Problems.failure(
                    "E210",
                    "rubric '" + component.card().id() + "' of plugin "
                            + component.card().plugin() + " " + wrong + "; its author has to mend that",
                    component.place());
        }
    }

    private <S extends AutoCloseable> Sessions<S> warm(Component component, String scope, Sessions.Opening<S> opening)
            throws InterruptedException {
        var sessions = new Sessions<>(component.card(), plugins(component), () -> unowned(scope, component), opening);
        opened.add(sessions);
        return guarded(component, () -> {
            sessions.use(_ -> true);
            return sessions;
        });
    }

    private interface Guarded<T> {
        T run() throws DidactException, InterruptedException;
    }

    private static <T> T guarded(Component component, Guarded<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (DidactException.Config e) {
            throw Problems.failure("E205", e.getMessage() + "", component.place(e.pointer()));
        } catch (DidactException.Unavailable e) {
            throw new ProblemException(Problem.Category.ENVIRONMENT, "E404", String.valueOf(e.getMessage()), e);
        } catch (DidactException | PluginFault e) {
            throw new ProblemException(Problem.Category.FAILURE, "E501", String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("unchecked") // the type argument of a contribution names its configuration
    private <C extends Record> C config(Contribution<C> factory, Component component) throws InterruptedException {
        Work<C> binding = () -> Binder.bind(
                (Class<C>) ContributionTypes.config(factory),
                Isolation.with(component),
                recipe.base(),
                "'with' of '" + component.card().id() + "'");
        return guarded(component, () -> plugins(component).compute(component.card(), binding));
    }

    /// What makes the instances of a component.
    private Contribution<?> factory(Component component, String scope) {
        return isolation.factory(component, scope, () -> context(scope, component));
    }

    private Plugins plugins(Component component) {
        return isolation.plugins(component);
    }

    /// The context of a model, which is closed with it.
    OpenContext modelContext(ModelPlan model) {
        Component component =
                Objects.requireNonNull(recipe.models().get(model.name())).component();
        Granted granted = Granted.of(component, plugins.capabilities(component.card()));
        return unowned(
                "model/" + model.name(),
                component,
                world.with(wire.environment(granted.secrets(), world.environment())),
                wire.model(model.name(), around.http(granted.network())),
                granted);
    }

    /// A context that lives as long as the plan.
    private RunContext context(String scope, Component component) {
        RunContext context = unowned(scope, component);
        opened.add(context);
        return context;
    }

    /// A context that somebody else closes.
    private RunContext unowned(String scope, Component component) {
        Granted granted = Granted.of(component, plugins.capabilities(component.card()));
        return unowned(scope, component, world, wire.component(around.http(granted.network())), granted);
    }

    private RunContext unowned(String scope, Component component, RunContext.World world, Http http, Granted granted) {
        Plugins running = plugins(component);
        return new RunContext(
                world,
                scope,
                http,
                granted.secrets(),
                progress,
                owned -> Closing.quietly(running, component.card(), owned));
    }

    /// The values of a format in a component's configuration.
    private static List<String> values(Component component, String format) {
        ObjectNode with = component.effective();
        List<String> values = new ArrayList<>();
        component.card().config().path("properties").forEachEntry((name, schema) -> {
            JsonNode value = with.path(name);
            if (schema.path("format").asString("").equals(format) && value.isString()) {
                values.add(value.stringValue());
            }
        });
        return values;
    }

    /// What the results of a component depend on: its configuration, its plugin, and the files that the configuration
    /// names.
    private String identity(ObjectNode of, Component component) {
        Hashes.Fields identity = Hashes.fields("component").json("identity", of);
        if (component.card().plugin().equals(ProgramIdentity.PLUGIN)) {
            identity.text("program", ProgramIdentity.sha256For(component.effective(), recipe.base()));
        }
        for (String name : values(component, "path")) {
            Path file = recipe.base().resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    identity.text("file", Hashes.sha256(Files.readAllBytes(file)));
                } catch (IOException e) {
                    throw Problems.failure(
                            "E205", "'" + name + "' cannot be read: " + e.getMessage(), component.place());
                }
            }
        }
        return identity.sha256();
    }

    /// Closes everything that was opened for the plan.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable one = opened.removeLast();
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("sessions and contexts close without failing", e);
            }
        }
    }
}
