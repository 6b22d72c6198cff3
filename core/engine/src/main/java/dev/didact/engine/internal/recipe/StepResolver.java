package dev.didact.engine.internal.recipe;

import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.internal.document.Nearest;
import dev.didact.engine.internal.document.Node;
import dev.didact.engine.internal.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Reads the steps of a recipe, in the short form too, and holds what each takes against what the earlier ones give.
final class StepResolver {
    /// Keys of what makes samples.
    private static final List<String> OF_A_GENERATOR =
            List.of("with", "isolation", "model", "models", "per-item", "tries");

    private final Block recipe;
    private final Resolver names;
    private final Problems problems;
    private final List<String> sources;
    private final Map<String, Place> taken = new HashMap<>();
    private final Map<String, Entry> earlier = new LinkedHashMap<>();

    StepResolver(Block recipe, Resolver names, Problems problems) {
        this.recipe = recipe;
        this.names = names;
        this.problems = problems;
        this.sources =
                recipe.blocks("sources").stream().map(block -> block.text("id")).toList();
    }

    /// What later steps have to know of one.
    ///
    /// @param before ids of all sources and steps that its samples came through
    private record Entry(Block block, List<String> from, Set<String> before) {
        boolean generates() {
            return block.scalar("use").isPresent();
        }

        boolean grades() {
            return block.node().get("grade").isPresent();
        }

        boolean pairs() {
            return block.block("select")
                    .filter(select -> select.scalar("best-from").isPresent()
                            || select.scalar("worst-from").isPresent())
                    .isPresent();
        }
    }

    /// The steps, each after those that it takes from.
    List<Recipe.Step> steps() {
        for (Block source : recipe.blocks("sources")) {
            taken(source.text("id"), source.scalar("id").orElseThrow().place(), "among sources and steps");
        }
        List<Block> written = recipe.blocks("steps");
        List<Recipe.Step> steps = written.isEmpty() ? shortForm() : present(written);
        somethingToDo(written);
        return steps;
    }

    private List<Recipe.Step> shortForm() {
        List<Block> entries = recipe.blocks("grade");
        List<Recipe.Grade> grade = grades("grade ", entries);
        List<Recipe.Step> steps = new ArrayList<>();
        for (Block block : recipe.blocks("generate")) {
            generate(block, block.number("per-item"), block.number("tries")).ifPresent(generate -> {
                String id = block.scalar("id")
                        .map(Node.Scalar::text)
                        .orElse(generate.component().card().id());
                taken(id, block.place(), "among sources and generators; give this one an `id` of its own");
                steps.add(new Recipe.Step(
                        id,
                        sources,
                        new LinkedHashMap<>(),
                        Optional.of(generate),
                        grade,
                        Optional.empty(),
                        0,
                        block.place()));
            });
        }
        return steps;
    }

    private List<Recipe.Step> present(List<Block> written) {
        List<Recipe.Step> steps = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Block block = written.get(i);
            String id = block.text("id");
            taken(id, block.scalar("id").orElseThrow().place(), "among sources and steps");
            List<String> from =
                    from(block, i == 0 ? sources : List.of(written.get(i - 1).text("id")));
            var entry = new Entry(block, from, before(from));
            steps.add(step(id, entry));
            earlier.put(id, entry);
        }
        return steps;
    }

    private Set<String> before(List<String> from) {
        Set<String> before = new TreeSet<>(from);
        from.forEach(id -> {
            if (earlier.containsKey(id)) {
                before.addAll(earlier.get(id).before());
            }
        });
        return before;
    }

    private Recipe.Step step(String id, Entry entry) {
        Block block = entry.block();
        Optional<Recipe.Generate> generate = entry.generates()
                ? generate(
                        block,
                        block.optionalNumber("per-item").orElse(1),
                        block.optionalNumber("tries").orElse(1))
                : Optional.empty();
        somethingDone(id, entry);
        int revisions =
                block.block("on-reject").map(reject -> reject.number("revise")).orElse(0);
        if (revisions > 0) {
            revisable(id, entry);
        }
        return new Recipe.Step(
                id,
                entry.from(),
                when(block),
                generate,
                grades(id + "/grade ", block.blocks("grade")),
                block.block("select").map(select -> select(select, entry)),
                revisions,
                block.place());
    }

    private Optional<Recipe.Generate> generate(Block block, int perItem, int tries) {
        Optional<Recipe.Model> model = block.scalar("model").flatMap(names::model);
        var seats = names.seats(block, "models");
        return names.component(Kind.GENERATOR, block)
                .map(component -> new Recipe.Generate(component, model, seats, perItem, tries));
    }

    private List<Recipe.Grade> grades(String scope, List<Block> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> names.grade(scope + i, entries.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static SequencedMap<String, List<String>> when(Block block) {
        var when = new LinkedHashMap<String, List<String>>();
        block.block("when")
                .ifPresent(columns ->
                        columns.node().entries().keySet().forEach(column -> when.put(column, columns.texts(column))));
        return when;
    }

    private List<String> from(Block block, List<String> usual) {
        List<Node.Scalar> given = block.scalars("from");
        for (Node.Scalar id : given) {
            boolean itself = id.text().equals(block.text("id"));
            boolean later = recipe.blocks("steps").stream()
                    .anyMatch(step -> step.text("id").equals(id.text()));
            if (!sources.contains(id.text()) && !earlier.containsKey(id.text())) {
                List<String> known = new ArrayList<>(sources);
                known.addAll(earlier.keySet());
                problems.add(
                        "E206",
                        itself
                                ? "step '" + id.text() + "' cannot take from itself"
                                : later
                                        ? "step '" + id.text()
                                                + "' stands behind the one that takes from it; move it before"
                                        : "no source or earlier step '" + id.text() + "'" + Resolver.known(known),
                        id.place(),
                        later ? List.of() : Nearest.to(id.text(), known));
            }
        }
        return given.isEmpty() ? usual : block.texts("from");
    }

    private void somethingDone(String id, Entry entry) {
        Block block = entry.block();
        if (!entry.generates() && !entry.grades() && block.block("select").isEmpty()) {
            problems.add(
                    "E210",
                    "step '" + id + "' does nothing; give it `use` (a generator), `grade` or `select`",
                    block.place());
        }
        for (String key : OF_A_GENERATOR) {
            if (!entry.generates() && block.node().get(key).isPresent()) {
                problems.add(
                        "E210",
                        "'" + key + "' belongs to a generator, and step '" + id + "' has none; add `use`",
                        block.node().keyPlace(key));
            }
        }
        for (String from : entry.from()) {
            if (!entry.generates() && sources.contains(from)) {
                problems.add(
                        "E210",
                        "step '" + id + "' takes samples, and source '" + from
                                + "' gives items; let a step with `use` take them first",
                        block.place());
            }
            if (earlier.containsKey(from) && earlier.get(from).pairs()) {
                problems.add(
                        "E210",
                        "step '" + from + "' makes pairs for `learn`, and no samples that step '" + id
                                + "' could take; take them from where it does",
                        block.place());
            }
        }
        if (entry.from().isEmpty()) {
            problems.add(
                    "E210", "step '" + id + "' needs items to start from; give the recipe `sources`", block.place());
        }
    }

    /// A sample is mended by what made it, which is the step itself or the one that hands it over.
    private void revisable(String id, Entry entry) {
        Place place = entry.block().node().keyPlace("on-reject");
        if (!entry.grades()) {
            problems.add("E210", "step '" + id + "' rejects nothing; give it `grade`, or leave `on-reject` out", place);
        }
        for (String from : entry.generates() ? List.<String>of() : entry.from()) {
            if (earlier.containsKey(from) && !earlier.get(from).generates()) {
                problems.add(
                        "E210",
                        "step '" + id + "' cannot have samples revised that step '" + from
                                + "' did not make; put `on-reject` there, or take from the step that makes them",
                        place);
            }
        }
        if (entry.generates() && entry.block().optionalNumber("tries").orElse(1) > 1) {
            problems.add(
                    "E210",
                    "step '" + id + "' tries anew what is rejected and has it revised as well; leave out `tries` or"
                            + " `on-reject`",
                    place);
        }
    }

    private Recipe.Select select(Block select, Entry entry) {
        for (String key : List.of("per", "best-from", "worst-from")) {
            select.scalar(key).ifPresent(id -> cameThrough(key, id, entry));
        }
        Optional<Recipe.Pairs> pairs = entry.pairs()
                ? Optional.of(new Recipe.Pairs(
                        select.scalar("best-from").map(Node.Scalar::text),
                        select.scalar("worst-from").map(Node.Scalar::text),
                        select.optionalShare("margin").orElse(0)))
                : Optional.empty();
        if (pairs.isPresent() && !graded(entry)) {
            problems.add(
                    "E210",
                    "'best-from' and 'worst-from' go by grades, and nothing grades these samples; give this step `grade`,"
                            + " or take from one that has it",
                    select.place());
        }
        if (pairs.isEmpty() && select.scalar("margin").isPresent()) {
            problems.add(
                    "E210",
                    "'margin' is a distance within pairs; say with `best-from` or `worst-from` which to make",
                    select.node().keyPlace("margin"));
        }
        if (select.scalar("pass-rate").isPresent()
                && entry.block().blocks("grade").isEmpty()) {
            problems.add(
                    "E210",
                    "'pass-rate' counts what the step accepts and rejects, and this step grades nothing; put it beside the"
                            + " `grade` that it is about",
                    select.node().keyPlace("pass-rate"));
        }
        if (select.node().entries().keySet().stream().allMatch("per"::equals)) {
            problems.add(
                    "E210",
                    "this chooses nothing; give `select` an `at-most`, a `pass-rate`, or `best-from` and `worst-from`",
                    select.place());
        }
        return new Recipe.Select(
                select.scalar("per").map(Node.Scalar::text),
                select.scalar("pass-rate").map(this::passRate),
                pairs,
                select.optionalNumber("at-most"));
    }

    /// Whether a step grades the samples that it takes or makes, or one did that handed them over. `grade: []` is a
    /// grade that accepts all.
    private boolean graded(Entry entry) {
        return entry.grades()
                || (!entry.generates()
                        && entry.from().stream()
                                .anyMatch(from -> earlier.containsKey(from) && graded(earlier.get(from))));
    }

    private void cameThrough(String key, Node.Scalar id, Entry entry) {
        Set<String> before = new TreeSet<>(entry.before());
        before.add(entry.block().text("id"));
        boolean makes = earlier.containsKey(id.text())
                ? earlier.get(id.text()).generates()
                : id.text().equals(entry.block().text("id")) && entry.generates();
        if (!before.contains(id.text())) {
            problems.add(
                    "E206",
                    "'" + key + "' names '" + id.text() + "', which these samples did not come through"
                            + Resolver.known(before),
                    id.place(),
                    Nearest.to(id.text(), before));
        } else if (!key.equals("per") && !makes) {
            problems.add(
                    "E210",
                    "'" + key + "' must name a step that makes samples, and '" + id.text() + "' makes none",
                    id.place());
        }
    }

    private Recipe.PassRate passRate(Node.Scalar scalar) {
        String[] ends = scalar.text().split("\\.\\.", 2);
        var rate = new Recipe.PassRate(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        if (rate.low() > rate.high()) {
            problems.add(
                    "E204",
                    "'pass-rate' must rise from the first to the last but is '" + scalar.text() + "'",
                    scalar.place());
        }
        return rate;
    }

    private void taken(String id, Place place, String where) {
        Place first = taken.putIfAbsent(id, place);
        if (first != null) {
            problems.add("E207", "'" + id + "' is there twice " + where + "; first at line " + first.line(), place);
        }
    }

    private void somethingToDo(List<Block> steps) {
        boolean shortForm = !recipe.blocks("generate").isEmpty();
        Place place = recipe.node().keyPlace(recipe.node().get("steps").isPresent() ? "steps" : "generate");
        if (shortForm && sources.isEmpty()) {
            problems.add("E210", "`generate` needs items to start from; give the recipe `sources`", place);
        }
        if (!steps.isEmpty() && (shortForm || !recipe.blocks("grade").isEmpty())) {
            problems.add(
                    "E210",
                    "`generate` and `grade` at the top are the short form of a recipe with one step; with `steps` leave"
                            + " them out",
                    place);
        }
        boolean nothing = !shortForm && steps.isEmpty();
        Optional<Block> learn = recipe.block("learn");
        boolean puts = recipe.blocks("measure").stream()
                .anyMatch(measure -> measure.scalar("task").isPresent());
        if (nothing && learn.isEmpty() && !puts) {
            problems.add(
                    "E210",
                    "the recipe does nothing; give it `generate` or `steps`, `learn` with `anchors`, or a `measure` by"
                            + " a task",
                    place);
        } else if (nothing
                && learn.filter(block -> block.block("anchors").isEmpty()).isPresent()) {
            problems.add(
                    "E210",
                    "without `generate` or `steps` there is nothing to learn from but `anchors`; give `learn` some",
                    place);
        }
    }
}
