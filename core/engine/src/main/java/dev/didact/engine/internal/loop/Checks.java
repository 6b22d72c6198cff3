package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.Checked;
import dev.didact.engine.Estimate;
import dev.didact.engine.Kind;
import dev.didact.engine.Money;
import dev.didact.engine.Preview;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.PriceTable;
import dev.didact.engine.internal.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Says what a recipe will do before anything is paid for. Models are opened and not asked; the items of the first
/// round are drawn to be counted.
final class Checks {
    private static final int MOST_ITEMS = 100_000;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final double SECONDS_PER_CALL = 1;
    private static final String LOOK_AT =
            "look at what its `with` names, at its `level`, and at the share of documents that `held-out` keeps";

    private Checks() {}

    /// @param previewed items that were taken through all steps, to go by
    static Checked check(Surroundings around, RecipeText text, List<Preview.Previewed> previewed)
            throws InterruptedException {
        try (Trial trial = Trial.open(around, text)) {
            Priced.require(trial.plan(), name -> trial.model(name).price().isPresent());
            return new Reckoning(trial, previewed).checked();
        }
    }

    private static final class Reckoning {
        private final Trial trial;
        private final RunPlan plan;
        private final List<Preview.Previewed> previewed;
        private final TreeSet<String> licences = new TreeSet<>();
        private final List<String> warnings = new ArrayList<>();
        private final Set<String> yielding = new TreeSet<>();
        private long items;
        private long characters;
        private long unlicensed;
        private long heldOut;
        private long measuring;
        private final Map<String, Long> made = new TreeMap<>();
        private final Map<String, Long> measured = new TreeMap<>();
        private Lost lost = Lost.NOTHING;

        Reckoning(Trial trial, List<Preview.Previewed> previewed) {
            this.trial = trial;
            this.plan = trial.plan();
            this.previewed = previewed;
        }

        Checked checked() throws InterruptedException {
            drawItems();
            Recipe recipe = plan.recipe();
            var extent = new Forecast.Extent(items, recipe.onlyMeasures(), recipe.until());
            long rounds = extent.rounds();
            long samples = 0;
            long judged = 0;
            Map<String, Recipe.Most> mosts = recipe.most();
            for (StepPlan step : plan.steps()) {
                Recipe.Most most = Objects.requireNonNull(mosts.get(step.id()));
                samples += items * rounds * most.made();
                judged += items
                        * rounds
                        * most.graded()
                        * step.grade().stream()
                                .filter(rubric -> !rubric.seats().isEmpty())
                                .count();
                step.generate().ifPresent(generate -> add(generate.seats(), items * rounds * most.made(), made));
                step.grade().forEach(rubric -> add(rubric.seats(), items * rounds * most.graded(), made));
            }
            measured.replaceAll((_, count) -> count * (rounds + 1));
            long calls = samples + judged + measuring * (rounds + 1);
            Set<SeatedModel> models = models();
            Estimate estimate = estimate(extent, calls, models);
            trial.around().estimates().put(recipe, estimate);
            models.forEach(model -> licences.add(model.info().termsLicence()));
            warn(models);
            boolean known = !plan.steps().isEmpty();
            return new Checked(
                    recipe.name(),
                    recipe.arm().orElse(""),
                    OptionalLong.of(items),
                    OptionalLong.of(known ? samples : 0),
                    OptionalLong.of(calls),
                    estimate,
                    Origins.all(licences),
                    plan.signals(),
                    isolated(recipe),
                    warnings);
        }

        /// The first model that is seated is taken to be asked once a job.
        private static void add(Map<String, String> seats, long calls, Map<String, Long> to) {
            seats.values().stream().findFirst().ifPresent(model -> to.merge(model, calls, Long::sum));
        }

        /// Of models that compute here nobody can guess how long they take, and what they use costs nothing.
        private Estimate estimate(Forecast.Extent extent, long calls, Set<SeatedModel> models) {
            Forecast forecast = forecast(
                            extent, calls * SECONDS_PER_CALL / plan.recipe().inFlight())
                    .within(extent.until().budgets(), this::price);
            boolean local = models.stream().allMatch(model -> model.info().served() == Served.LOCAL);
            return local && forecast.isGuess()
                    ? new Estimate(OptionalLong.empty(), cost(forecast), OptionalDouble.empty(), "")
                    : new Estimate(
                            OptionalLong.of(forecast.tokens()),
                            cost(forecast),
                            OptionalDouble.of(forecast.seconds()),
                            forecast.basis());
        }

        private Forecast forecast(Forecast.Extent extent, double seconds) {
            if (!previewed.isEmpty()) {
                Spending spent =
                        previewed.stream().map(Preview.Previewed::spending).reduce(Spending.NONE, Spending::plus);
                long accepted = previewed.stream()
                        .flatMap(item -> item.samples().stream())
                        .filter(sample -> sample.verdict() instanceof Verdict.Accepted)
                        .count();
                return Forecast.ofItems(previewed.size(), accepted, spent, extent, measured, seconds);
            }
            return Forecast.ofRun(trial.around().folder().runs(), plan.recipe(), extent)
                    .orElseGet(() -> {
                        Map<String, Long> all = new TreeMap<>(made);
                        measured.forEach((model, count) -> all.merge(model, count, Long::sum));
                        double read = items == 0 ? 0 : (double) characters / items / CHARACTERS_PER_TOKEN;
                        return Forecast.guess(all, read, seconds);
                    });
        }

        /// Nothing at all, where that is what every model costs that is asked, whatever it is asked.
        private Optional<Money> cost(Forecast forecast) {
            return allFree() ? Optional.of(Money.NOTHING) : forecast.cost(this::price);
        }

        private boolean allFree() {
            return plan.asked().stream()
                    .allMatch(name -> price(name).filter(Price.FREE::equals).isPresent());
        }

        private Optional<Price> price(String model) {
            return plan.models().containsKey(model) ? trial.model(model).price() : Optional.empty();
        }

        private static List<String> isolated(Recipe recipe) {
            return recipe.components()
                    .filter(Component::isolated)
                    .map(component -> component.card().kind().word() + " "
                            + component.card().id() + ", at most "
                            + recipe.processes().memory().megabytes() + " MB and "
                            + time(component.card().kind(), recipe.processes()))
                    .distinct()
                    .toList();
        }

        /// A learner is asked for a piece of work, whose time nobody knows.
        private static String time(Kind kind, Recipe.Processes processes) {
            return kind == Kind.LEARNER
                    ? "as long as a lesson takes"
                    : processes.deadline().toSeconds() + " s an answer";
        }

        private void drawItems() throws InterruptedException {
            HeldOut asked = heldOutItems();
            try (Items drawn = trial.items()) {
                Optional<Items.Drawn> next = drawn.next();
                while (next.isPresent() && items < MOST_ITEMS) {
                    items++;
                    yielding.add(next.get().source().id());
                    heldOut += asked.has(next.get().item()) ? 1 : 0;
                    lost = lost.plus(next.get().lost());
                    characters += next.get().item().content().length();
                    List<Passage> passages = next.get().item().passages();
                    passages.forEach(
                            passage -> licences.add(passage.origin().licence().concluded()));
                    unlicensed += passages.stream()
                                    .anyMatch(passage ->
                                            !passage.origin().licence().known())
                            ? 1
                            : 0;
                    next = drawn.next();
                }
                lost = lost.plus(drawn.takeLost());
            }
        }

        /// The items of the measures, whose calls it counts.
        private HeldOut heldOutItems() throws InterruptedException {
            HeldOut all = new HeldOut();
            for (MeasurePlan measure : plan.measures()) {
                List<Item> asked = Measures.items(measure, 0).items();
                all.add(asked);
                if (asked.isEmpty()) {
                    warnings.add("measure '" + measure.id() + "' (" + measure.place() + ") has no item: " + LOOK_AT);
                }
                measuring += asked.size()
                        * (1L
                                + measure.rubrics().stream()
                                        .filter(rubric -> !rubric.seats().isEmpty())
                                        .count());
                add(measure.answer().seats(), asked.size(), measured);
                measure.rubrics().forEach(rubric -> add(rubric.seats(), asked.size(), measured));
            }
            return all;
        }

        private Set<SeatedModel> models() {
            TreeSet<String> names = new TreeSet<>();
            plan.steps()
                    .forEach(step -> step.generate()
                            .ifPresent(generate -> names.addAll(generate.seats().values())));
            plan.measures()
                    .forEach(measure -> names.addAll(measure.answer().seats().values()));
            Set<SeatedModel> models = new LinkedHashSet<>();
            names.forEach(name -> models.add(trial.model(name)));
            return models;
        }

        private void warn(Set<SeatedModel> models) {
            if (plan.recipe().learn().isPresent() && plan.signals().isEmpty()) {
                warnings.add(
                        "nothing from outside the model: it only hears itself, and what it agrees on need not be true");
            }
            if (plan.recipe().learn().isPresent() && plan.measures().isEmpty()) {
                warnings.add("no measure: the run cannot say whether what was learned is true; add `measure`");
            }
            if (plan.recipe().learn().isPresent() && heldOut > 0) {
                warnings.add(heldOut + " of the items to learn from are held-out items as well: the score will say what"
                        + " the student remembers; give the measure items of its own");
            }
            if (unlicensed > 0) {
                warnings.add("no licence is known of the sources of " + unlicensed + " of " + items
                        + " items; policy 'private' lets them run, a release would refuse what is made of them; add"
                        + " licence.declared to a source.yaml beside the files");
            }
            models.stream()
                    .filter(model -> model.info().termsLicence().equals(Licence.NO_ASSERTION))
                    .forEach(model -> warnings.add("the terms of model '" + model.name()
                            + "' on its output are unknown; a release would refuse what it writes"));
            List<String> unpriced =
                    plan.asked().stream().filter(name -> price(name).isEmpty()).toList();
            if (!unpriced.isEmpty()) {
                warnings.add("no price is given of " + String.join(", ", unpriced)
                        + ", so what the run costs is unknown; add `price: { input: …, output: … }`, in USD for a million"
                        + " tokens, or `price: 0`, to the model or put it into " + PriceTable.FILE);
            }
            if (Priced.hasBudget(plan.recipe()) && allFree()) {
                warnings.add("nothing that is asked costs money, so the budget in USD never ends the run");
            }
            if (!lost.isEmpty()) {
                warnings.add(lost.count() + " items cannot be read; the first: " + lost.first());
            }
            if (items < MOST_ITEMS) {
                plan.drawn().stream()
                        .map(source -> plan.recipe().source(source.id()))
                        .filter(source -> !yielding.contains(source.id()))
                        .forEach(source -> warnings.add(
                                "source '" + source.id() + "' (" + source.place() + ") yields no item: " + LOOK_AT));
            }
        }
    }
}
