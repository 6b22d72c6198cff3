package dev.didact.engine.internal.recipe;

import dev.didact.engine.Place;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.split.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What a run does, with arm and settings applied, parameters filled in, and every name resolved.
///
/// @param name what runs of it are called
/// @param randomSeed fixes all randomness
/// @param models the models by name, in the order of the document
/// @param sources where items come from
/// @param steps what items go through, each after those that it takes from; empty if a round learns from the anchors
///     alone
/// @param learn how the student learns; empty for a run without learning
/// @param measure what is measured after each round
/// @param until when to stop
/// @param inFlight how many samples are in the making at a time; never changes the data
/// @param outage how long a model is waited for that answered before and does not now
/// @param reuse whether it takes answers that other runs of the workspace were given to the same calls
/// @param processes what the processes of isolated plugins may use
/// @param policy `private`
/// @param arm the arm that was applied; empty where the document has none
/// @param arms names of all arms of the document it was read from
/// @param document the recipe as a document that reads as the same recipe: arm and settings applied, arms left out
/// @param base the folder that relative paths start from
public record Recipe(
        String name,
        long randomSeed,
        SequencedMap<String, Model> models,
        List<Source> sources,
        List<Step> steps,
        Optional<Learn> learn,
        List<Measure> measure,
        Until until,
        int inFlight,
        Duration outage,
        boolean reuse,
        Processes processes,
        String policy,
        Optional<String> arm,
        List<String> arms,
        Node.Mapping document,
        Path base) {
    public Recipe {
        models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
        measure = List.copyOf(measure);
        arms = List.copyOf(arms);
    }

    /// Everything that it uses.
    public Stream<Component> components() {
        return Stream.of(
                        models.values().stream().map(Model::component),
                        sources.stream().map(Source::component),
                        steps.stream().flatMap(Step::components),
                        measure.stream().flatMap(Measure::components),
                        learn.stream().map(Learn::component),
                        learn
                                .flatMap(Learn::anchors)
                                .map(anchors -> anchors.from().component())
                                .stream())
                .flatMap(one -> one)
                .distinct();
    }

    /// Whether it makes and learns nothing: an evaluation.
    public boolean onlyMeasures() {
        return steps.isEmpty() && learn.isEmpty();
    }

    /// Ids of the steps at which samples have come to the end: what the learner learns from, else the steps that no
    /// other takes samples from. Those of a step that makes pairs end at the steps that it takes them from.
    public Set<String> ends() {
        List<String> learned = learn.map(Learn::from).orElse(List.of());
        Set<String> taken = steps.stream()
                .filter(step -> step.pairs().isEmpty())
                .flatMap(step -> step.from().stream())
                .collect(Collectors.toSet());
        List<Step> last = steps.stream()
                .filter(step -> learned.isEmpty() ? !taken.contains(step.id()) : learned.contains(step.id()))
                .toList();
        Set<String> ends = new TreeSet<>();
        last.stream().filter(step -> step.pairs().isEmpty()).map(Step::id).forEach(ends::add);
        if (ends.isEmpty()) {
            last.forEach(step -> ends.addAll(step.from()));
        }
        return ends;
    }

    /// What a step does at most with one item of a source, if each job makes one sample.
    ///
    /// @param made how many samples it makes, with all new attempts and revisions
    /// @param graded how many it grades
    /// @param out how many come out
    public record Most(long made, long graded, long out) {}

    /// What each step does at most with one item of a source, in the order of the steps.
    public SequencedMap<String, Most> most() {
        var most = new LinkedHashMap<String, Most>();
        for (Step step : steps) {
            long in = step.from().stream().anyMatch(from -> !most.containsKey(from)) ? 1 : 0;
            for (String from : step.from()) {
                in += Optional.ofNullable(most.get(from)).map(Most::out).orElse(0L);
            }
            long samples = in * step.generate().map(Generate::perItem).orElse(1);
            long attempts = Math.max(step.generate().map(Generate::tries).orElse(1), 1 + step.revisions());
            long made = samples * (step.generate().isPresent() ? attempts : attempts - 1);
            most.put(step.id(), new Most(made, samples * attempts, samples));
        }
        return most;
    }

    /// How many samples of one item of a source come to the end at most.
    public long samplesPerItem() {
        Map<String, Most> most = most();
        return ends().stream()
                .mapToLong(end ->
                        Optional.ofNullable(most.get(end)).map(Most::graded).orElse(0L))
                .sum();
    }

    /// The steps whose samples and pairs a lesson holds: those that `learn` names, else all at which samples end and
    /// all that make pairs.
    public List<Step> learnedFrom() {
        List<String> named = learn.map(Learn::from).orElse(List.of());
        Set<String> ends = ends();
        return steps.stream()
                .filter(step -> named.isEmpty()
                        ? ends.contains(step.id()) || step.pairs().isPresent()
                        : named.contains(step.id()))
                .toList();
    }

    /// The step that answers questions as the student would: the first that asks it, else the first that makes samples.
    public Optional<Step> answering() {
        List<Step> makers =
                steps.stream().filter(step -> step.generate().isPresent()).toList();
        return makers.stream()
                .filter(step -> learn.filter(
                                one -> step.generate().orElseThrow().asks(one.updates()))
                        .isPresent())
                .findFirst()
                .or(() -> makers.stream().findFirst());
    }

    /// The source of an id that the recipe names.
    public Source source(String id) {
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// A model.
    ///
    /// @param name its name in the recipe
    /// @param component what opens it
    /// @param family whose relative it is; empty if the recipe does not say
    /// @param serve the server that the run keeps for it; empty if somebody else does
    /// @param fallback name of the model that answers while it does not
    /// @param price what its answers cost; empty if the recipe does not say
    /// @param place where its name stands
    public record Model(
            String name,
            Component component,
            Optional<String> family,
            Optional<Serve> serve,
            Optional<String> fallback,
            Optional<Price> price,
            Place place) {
        /// The same as a model of a task.
        Model within(String prefix) {
            return new Model(prefix + name, component, family, serve, fallback.map(prefix::concat), price, place);
        }

        /// What its replies depend on, which its price is not. A student's depend on its checkpoint too.
        public ObjectNode identity() {
            ObjectNode identity = component.identity();
            family.ifPresent(value -> identity.put("family", value));
            serve.ifPresent(server -> {
                ObjectNode served = identity.putObject("serve");
                server.start().forEach(served.putArray("command")::add);
                server.swap().forEach(served.putArray("swap")::add);
                ObjectNode env = served.putObject("env");
                server.env().forEach(env::put);
            });
            return identity;
        }
    }

    /// A server on this machine that a run keeps for one of its models.
    ///
    /// @param start command that starts it
    /// @param stop command before it is ended; empty for none
    /// @param swap command that has it answer from another checkpoint; empty to stop and start it instead
    /// @param health path that answers 200 when it is ready
    /// @param within how long it may take to be ready
    /// @param env variables that the commands see
    /// @param place where it stands
    public record Serve(
            List<String> start,
            List<String> stop,
            List<String> swap,
            String health,
            Duration within,
            Map<String, String> env,
            Place place) {
        public Serve {
            start = List.copyOf(start);
            stop = List.copyOf(stop);
            swap = List.copyOf(swap);
            env = Collections.unmodifiableMap(new TreeMap<>(env));
        }
    }

    /// A source of items.
    ///
    /// @param id its id
    /// @param component what yields the items
    /// @param split how its documents are cut into passages; empty to take them as they come
    /// @param heldOut the share of its documents that only measures see
    /// @param level how the level of a procedural source is raised
    /// @param place where its entry stands
    public record Source(
            String id,
            Component component,
            Optional<Split> split,
            double heldOut,
            Optional<Levels> level,
            Place place) {
        /// The same as the source of a task.
        Source within(String prefix) {
            return new Source(prefix + id, component, split, heldOut, level, place);
        }

        /// What its items depend on, beside the level and the purpose they are drawn for.
        public ObjectNode identity() {
            ObjectNode identity = component.identity();
            split.ifPresent(how -> identity.set("split", how.identity()));
            return heldOut > 0 ? identity.put("held-out", heldOut) : identity;
        }
    }

    /// How the level of a source is raised.
    ///
    /// @param start level of the first round
    /// @param stop highest level
    /// @param raiseAt share of accepted items from which the level is raised
    public record Levels(int start, int stop, double raiseAt) {}

    /// What items go through: makes samples, grades them, chooses among them, or several of these one after the other.
    /// A step that makes none takes samples of earlier steps.
    ///
    /// @param id its id; in the short form the short name of the generator where the recipe gives none
    /// @param from ids of the sources and earlier steps that it takes from
    /// @param when the values that columns must have to be taken; nothing else comes out of the step
    /// @param generate what makes samples
    /// @param grade what a sample must satisfy to come out; empty if all do
    /// @param select what chooses among the samples
    /// @param revisions how often a rejected sample is given back to its generator to be mended
    /// @param place where its entry stands
    public record Step(
            String id,
            List<String> from,
            SequencedMap<String, List<String>> when,
            Optional<Generate> generate,
            List<Grade> grade,
            Optional<Select> select,
            int revisions,
            Place place) {
        public Step {
            from = List.copyOf(from);
            when = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(when));
            grade = List.copyOf(grade);
        }

        /// The same as the step of a task.
        ///
        /// @param measured the model that answers
        Step within(String prefix, Optional<Model> measured) {
            return new Step(
                    prefix + id,
                    from.stream().map(prefix::concat).toList(),
                    when,
                    generate.map(asks -> asks.within(prefix, measured)),
                    grade.stream().map(one -> one.within(prefix)).toList(),
                    select,
                    revisions,
                    place);
        }

        /// Everything that it uses.
        public Stream<Component> components() {
            return Stream.concat(
                    generate.stream().map(Generate::component), grade.stream().map(Grade::component));
        }

        /// What pairs it makes; it hands no samples on then.
        public Optional<Pairs> pairs() {
            return select.flatMap(Select::pairs);
        }
    }

    /// What chooses among the samples of a group.
    ///
    /// @param per id of the source or step whose items or samples make the groups; empty for the samples of one item
    /// @param passRate the share of accepted samples that a group must have
    /// @param pairs what pairs to make; empty to choose samples
    /// @param atMost how many samples or pairs of a group
    public record Select(
            Optional<String> per, Optional<PassRate> passRate, Optional<Pairs> pairs, OptionalInt atMost) {}

    /// A share between two others, both included.
    public record PassRate(double low, double high) {}

    /// Pairs of a better and a worse sample.
    ///
    /// @param bestFrom id of the step that made the better one; empty for any
    /// @param worstFrom id of the step that made the worse one; empty for any
    /// @param margin by how much the total of the better one must be higher
    public record Pairs(Optional<String> bestFrom, Optional<String> worstFrom, double margin) {}

    /// What makes samples.
    ///
    /// @param component the generator
    /// @param model the model for its one seat
    /// @param models the models by seat
    /// @param perItem how many samples of each item
    /// @param tries how often to try for one sample
    public record Generate(
            Component component, Optional<Model> model, SequencedMap<String, Model> models, int perItem, int tries) {
        public Generate {
            models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
        }

        private Generate within(String prefix, Optional<Model> measured) {
            return new Generate(component, measured, Recipe.within(prefix, models), perItem, tries);
        }

        /// Whether a model sits at one of its seats.
        boolean asks(Model asked) {
            return model.filter(asked::equals).isPresent() || models.containsValue(asked);
        }

        /// What one of its samples depends on, beside its item. `per-item` and `tries` only say how many there are, so
        /// raising them keeps what was made.
        public ObjectNode identity() {
            ObjectNode identity = component.identity();
            seats(identity, model, models);
            return identity;
        }
    }

    /// What a sample must satisfy.
    ///
    /// @param id what sets it apart from the other entries of the recipe
    /// @param component the rubric
    /// @param judge the model for its one seat
    /// @param judges the models by seat
    /// @param min the total from which a sample is accepted; empty where the recipe does not say
    /// @param without ids of the criteria that are left out
    /// @param place where its entry stands
    public record Grade(
            String id,
            Component component,
            Optional<Model> judge,
            SequencedMap<String, Model> judges,
            OptionalDouble min,
            List<String> without,
            Place place) {
        public Grade {
            judges = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(judges));
            without = List.copyOf(without);
        }

        private Grade within(String prefix) {
            return new Grade(
                    prefix + id,
                    component,
                    judge.map(model -> model.within(prefix)),
                    Recipe.within(prefix, judges),
                    min,
                    without,
                    place);
        }

        /// What its results depend on, beside the sample. `min` and `without` belong to the verdict, not to the
        /// results.
        public ObjectNode identity() {
            ObjectNode identity = component.identity();
            seats(identity, judge, judges);
            return identity;
        }
    }

    /// How the student learns.
    ///
    /// @param component the learner
    /// @param updates the model that is the student
    /// @param from ids of the steps whose samples and pairs it learns from; empty where the recipe does not say
    /// @param start what it learns before the first round; empty to start from the model as it is configured
    /// @param fromBase whether every round starts from the model as it is configured, not from the last checkpoint
    /// @param anchors examples that are mixed into every lesson
    /// @param accumulate whether a lesson holds the samples of all rounds
    /// @param rollback whether a round that lowers a measure that must not fall is given up
    /// @param place where its entry stands
    public record Learn(
            Component component,
            Model updates,
            List<String> from,
            Optional<Start> start,
            boolean fromBase,
            Optional<Anchors> anchors,
            boolean accumulate,
            boolean rollback,
            Place place) {
        public Learn {
            from = List.copyOf(from);
        }

        /// What its checkpoints depend on, beside the lesson.
        public ObjectNode identity() {
            ObjectNode identity = component.identity();
            identity.set("student", updates.identity());
            return identity;
        }
    }

    /// What the student learns before the first round.
    ///
    /// @param from the source of the starting data
    /// @param steps how many steps of training
    public record Start(Source from, OptionalInt steps) {}

    /// Examples that are mixed into every lesson.
    ///
    /// @param from the source that they come from, as its starting data where it is one of the recipe
    /// @param share the part of a lesson that they make up, between 0 and 1
    public record Anchors(Source from, double share) {}

    /// What is measured on held-out items.
    ///
    /// @param id its id
    /// @param from the source of the items
    /// @param level the levels of the items, first and last; empty for a source without levels
    /// @param perLevel how many items of each level
    /// @param rubrics what decides whether an answer is right: all of them
    /// @param metric `accepted` or `accuracy`
    /// @param mustNotFall whether a round that lowers it is given up
    /// @param task the task that says all of this; empty where the recipe itself does
    /// @param place where its entry stands
    public record Measure(
            String id,
            Source from,
            Optional<LevelRange> level,
            int perLevel,
            List<Grade> rubrics,
            String metric,
            boolean mustNotFall,
            Optional<Task> task,
            Place place) {
        public Measure {
            rubrics = List.copyOf(rubrics);
        }

        /// Everything that it uses.
        Stream<Component> components() {
            return Stream.concat(
                    Stream.concat(Stream.of(from.component()), rubrics.stream().map(Grade::component)),
                    task.stream().flatMap(of -> of.recipe().components()));
        }
    }

    /// Levels from one to another, both included.
    public record LevelRange(int first, int last) {
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + ".." + last;
        }
    }

    /// What the process of an isolated plugin may use.
    ///
    /// @param memory its heap
    /// @param deadline how long it may take for one answer
    public record Processes(ProcessMemory memory, Duration deadline) {}

    /// When to stop, whichever comes first; with nothing given, after one pass over the sources.
    ///
    /// @param rounds after this many rounds
    /// @param accepted when this many samples have been accepted
    /// @param budgets when this much is spent, of whichever first
    /// @param plateau when the first measure has not risen for this many rounds
    public record Until(OptionalInt rounds, OptionalLong accepted, List<Budget> budgets, OptionalInt plateau) {
        public Until {
            budgets = List.copyOf(budgets);
        }

        /// With nothing given: one pass over the sources.
        public static Until onePass() {
            return new Until(OptionalInt.empty(), OptionalLong.empty(), List.of(), OptionalInt.empty());
        }
    }

    private static SequencedMap<String, Model> within(String prefix, SequencedMap<String, Model> seats) {
        SequencedMap<String, Model> within = new LinkedHashMap<>();
        seats.forEach((seat, model) -> within.put(seat, model.within(prefix)));
        return within;
    }

    private static void seats(ObjectNode identity, Optional<Model> one, SequencedMap<String, Model> named) {
        one.ifPresent(model -> identity.set("model", model.identity()));
        if (!named.isEmpty()) {
            ObjectNode seats = identity.putObject("models");
            named.forEach((seat, model) -> seats.set(seat, model.identity()));
        }
    }
}
