package dev.didact.engine.internal.loop;

import dev.didact.api.DataSource;
import dev.didact.api.Generator;
import dev.didact.api.Learner;
import dev.didact.api.model.Request;
import dev.didact.engine.Catalog;
import dev.didact.engine.OpenContext;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RecipeText;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.plugin.Sessions;
import dev.didact.engine.internal.process.ProgramIdentity;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.recipe.RecipeReader;
import dev.didact.engine.internal.recipe.Task;
import dev.didact.engine.internal.split.HeldOutDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Binds a recipe to the code that does it: configurations become records, and one instance of everything is opened, so
/// that what is wrong is told before anything is paid for. Used once, on a thread that may wait.
final class Planner implements AutoCloseable {
    private final Surroundings around;
    private final Recipe recipe;
    private final Recipe measured;
    private final Supplier<Path> work;
    private final Progressing progress;
    private final Wire wire;
    private final Components components;
    private final ModelPlanner models;
    private final GradePlanner grading;
    private final Map<String, GradeStep> grades = new LinkedHashMap<>();

    /// The planners of tasks, by the name of each model that one of them brings.
    private final Map<String, Planner> ofTasks = new HashMap<>();

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
        this.around = around;
        this.recipe = recipe;
        this.measured = measured;
        this.work = work;
        this.progress = progress;
        this.wire = wire;
        this.components = new Components(around, recipe, work, progress, wire);
        this.models = new ModelPlanner(components, wire);
        this.grading = new GradePlanner(components);
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
        return components.plugins();
    }

    Recipe recipe() {
        return recipe;
    }

    /// The plan.
    ///
    /// @throws ProblemException if a part of the recipe cannot work
    RunPlan plan() throws InterruptedException {
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
            models.put(model.name(), this.models.plan(model));
        }
        List<StepPlan> steps = new ArrayList<>();
        for (Recipe.Step step : recipe.steps()) {
            steps.add(step(step));
        }
        GradePlanner.requireUnique(steps);
        var route = new Route(steps, recipe.ends());
        GradePlanner.requireOrder(recipe.steps(), steps, route);
        return new RunPlan(
                recipe,
                models,
                List.copyOf(sources.values()),
                steps,
                route,
                measures(sources, steps, models),
                learn(sources),
                Signals.of(recipe, List.copyOf(grades.values())));
    }

    private SourcePlan source(Recipe.Source source) throws InterruptedException {
        var factory = (DataSource<?>) components.factory(source.component(), "source/" + source.id());
        return new SourcePlan(
                source.id(),
                source.component(),
                components.identity(source.identity(), source.component()),
                source.split(),
                new HeldOutDocuments(source.heldOut(), recipe.randomSeed()),
                source.level(),
                components.plugins(source.component()),
                sourceOpening(factory, source.component()),
                around.backoff(),
                () -> components.unowned("source/" + source.id(), source.component()));
    }

    private <C extends Record> SourcePlan.Opening sourceOpening(DataSource<C> factory, Component component)
            throws InterruptedException {
        return SourcePlan.opening(factory, components.config(factory, component));
    }

    private StepPlan step(Recipe.Step step) throws InterruptedException {
        List<GradeStep> graded = new ArrayList<>();
        for (Recipe.Grade grade : step.grade()) {
            GradeStep ready = grades.get(grade.id());
            if (ready == null) {
                ready = grading.plan(grade);
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
        var factory = (Generator<?>) components.factory(step.component(), scope);
        Map<String, String> seats = new HashMap<>();
        step.model().ifPresent(model -> seats.put(Request.MODEL, model.name()));
        step.models().forEach((seat, model) -> seats.put(seat, model.name()));
        return new GenerateStep(
                id,
                components.identity(step.identity(), step.component()),
                sessions(step.component(), scope, factory),
                seats,
                step.perItem(),
                step.tries());
    }

    private <C extends Record> Sessions<Generator.Session> sessions(
            Component component, String scope, Generator<C> factory) throws InterruptedException {
        return components.sessions(
                component,
                scope,
                factory,
                (config, context) -> Returned.by("Generator.open()", factory.open(config, context)));
    }

    private List<MeasurePlan> measures(
            Map<String, SourcePlan> sources, List<StepPlan> steps, Map<String, ModelPlan> models)
            throws InterruptedException {
        Optional<GenerateStep> answering = Optional.empty();
        List<MeasurePlan> measures = new ArrayList<>();
        for (Recipe.Measure measure : recipe.measure()) {
            if (measure.task().isPresent()) {
                measures.add(byTask(measure, measure.task().get(), models));
                continue;
            }
            if (answering.isEmpty()) {
                answering = answering(steps);
            }
            measures.add(plan(
                    measure,
                    items(measure.from(), sources),
                    answering.orElseThrow(() -> Problems.failure(
                            "E210",
                            "measure '" + measure.id()
                                    + "' has nothing that answers: the first arm needs a step that makes samples",
                            measure.place())),
                    grading));
        }
        return measures;
    }

    /// A measure by a task, whose parts are opened in the folder of the task.
    ///
    /// @param models takes those that the task brings
    private MeasurePlan byTask(Recipe.Measure measure, Task task, Map<String, ModelPlan> models)
            throws InterruptedException {
        var planner = components.own(new Planner(around, task.recipe(), task.recipe(), work, progress, wire));
        for (Recipe.Model model : task.recipe().models().values()) {
            models.put(model.name(), planner.models.plan(model));
            ofTasks.put(model.name(), planner);
        }
        GenerateStep answer =
                planner.generate(task.step().id(), task.step().generate().orElseThrow());
        return plan(measure, planner.source(measure.from()), answer, planner.grading);
    }

    private static MeasurePlan plan(
            Recipe.Measure measure, SourcePlan source, GenerateStep answer, GradePlanner grading)
            throws InterruptedException {
        List<Integer> levels = new ArrayList<>();
        measure.level().ifPresent(range -> {
            for (int level = range.first(); level <= range.last(); level++) {
                levels.add(level);
            }
        });
        List<GradeStep> rubrics = new ArrayList<>();
        for (Recipe.Grade rubric : measure.rubrics()) {
            rubrics.add(grading.planMeasure(rubric));
        }
        var plan = new MeasurePlan(
                measure.id(),
                source,
                levels,
                measure.perLevel(),
                answer,
                rubrics,
                measure.metric(),
                measure.mustNotFall(),
                measure.place());
        GradePlanner.requireUnique(plan.route().steps());
        return plan;
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
        var factory = (Learner<?>) components.factory(learn.component(), "learn");
        Optional<SourcePlan> anchors = learn.anchors().isPresent()
                ? Optional.of(items(learn.anchors().get().from(), sources))
                : Optional.empty();
        return Optional.of(new LearnPlan(
                components.identity(learn.identity(), learn.component()),
                learning(learn.component(), factory),
                learn.updates().name(),
                recipe.learnedFrom().stream().map(Recipe.Step::id).toList(),
                learn.start().map(start -> sources.get(start.from().id())),
                learn.start().map(Recipe.Start::steps).orElse(OptionalInt.empty()),
                learn.fromBase(),
                anchors,
                learn.anchors().map(Recipe.Anchors::share).orElse(0.0),
                learn.accumulate(),
                learn.rollback(),
                !learn.component().card().plugin().equals(ProgramIdentity.PLUGIN)));
    }

    private <C extends Record> Sessions<Learner.Session> learning(Component component, Learner<C> factory)
            throws InterruptedException {
        return components.sessions(
                component,
                "learn",
                factory,
                (config, context) -> Returned.by("Learner.open()", factory.open(config, context)));
    }

    /// An entry under `grade`, ready to work.
    GradeStep grade(Recipe.Grade grade) throws InterruptedException {
        return grading.plan(grade);
    }

    /// The context of a model, which is closed with it.
    OpenContext modelContext(ModelPlan model) {
        Planner ofTask = ofTasks.get(model.name());
        return ofTask == null ? ownContext(model) : ofTask.ownContext(model);
    }

    private OpenContext ownContext(ModelPlan model) {
        return components.model(
                model.name(),
                Objects.requireNonNull(recipe.models().get(model.name())).component(),
                model.serving().map(ModelPlan.Serving::place));
    }

    /// Closes everything that was opened for the plan.
    @Override
    public void close() {
        components.close();
    }
}
