package dev.didact.shell.command;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Receipt;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Usage;
import dev.didact.engine.Alarm;
import dev.didact.engine.Capabilities;
import dev.didact.engine.Cassette;
import dev.didact.engine.Catalog;
import dev.didact.engine.Checked;
import dev.didact.engine.Comparison;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Estimate;
import dev.didact.engine.Evaluation;
import dev.didact.engine.Explanation;
import dev.didact.engine.GradedLine;
import dev.didact.engine.Kind;
import dev.didact.engine.Measured;
import dev.didact.engine.Money;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.PluginStore;
import dev.didact.engine.Preview;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Replayed;
import dev.didact.engine.Rows;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.RunSummary;
import dev.didact.engine.RunView;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import dev.didact.engine.TaskCard;
import dev.didact.engine.TaskFile;
import dev.didact.engine.Workspace;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A workspace whose runs are over as soon as they begin and always come to the same. What a recipe's text holds
/// decides how its run ends: `failing`, `stopped`, `wrong`, `unreachable`,
/// `endless`.
public final class FakeWorkspace implements Workspace {
    private final Path folder;
    private final List<RunSummary> runs = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<List<String>> forks = new ArrayList<>();
    private Optional<Cassette> cassette = Optional.empty();
    private boolean closed;

    public FakeWorkspace(Path folder) {
        this.folder = folder;
    }

    /// Whether it was closed.
    public boolean closed() {
        return closed;
    }

    /// The settings of every fork.
    public List<List<String>> forks() {
        return List.copyOf(forks);
    }

    /// The cassette of the last run.
    public Optional<Cassette> cassette() {
        return cassette;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Catalog catalog() {
        return new FakeCatalog(changes.contains("disable dev.didact.tests"));
    }

    /// What was done to plugins, in words.
    public List<String> changes() {
        return changes;
    }

    @Override
    public ContributionTrial contribution(ContributionCard card) {
        throw new AssertionError("no verb opens a contribution by itself, asked for " + card.reference());
    }

    @Override
    public PluginStore plugins() {
        return new FakeStore();
    }

    /// Offers a plugin that wants something new, and notes what it is told.
    private final class FakeStore implements PluginStore {
        private PluginCard done(String change) {
            changes.add(change);
            return new FakeCatalog(false).plugins().getFirst();
        }

        @Override
        public PluginOffer offer(Path from) {
            boolean data = from.getFileName().toString().startsWith("data");
            return new PluginOffer(
                    from,
                    "abd",
                    3,
                    new FakeCatalog(false)
                            .plugin(
                                    "0.1.0",
                                    new Capabilities(
                                            !data,
                                            data ? List.of() : List.of("api.example.com:443"),
                                            List.of(),
                                            List.of(),
                                            "looks things up")),
                    Optional.of(new FakeCatalog(false).plugin("0.0.9", Capabilities.NONE)),
                    false,
                    data ? List.of() : List.of("network api.example.com:443"),
                    List.of("secret example.key"),
                    List.of(),
                    !data);
        }

        @Override
        public PluginCard install(PluginOffer offer) {
            return done("install " + offer.plugin().id());
        }

        @Override
        public void remove(String id) {
            done("remove " + id);
        }

        @Override
        public PluginCard disable(String id) {
            return done("disable " + id);
        }

        @Override
        public PluginCard enable(String id) {
            return done("enable " + id);
        }

        @Override
        public PluginCard rollback(String id) {
            return done("rollback " + id);
        }

        @Override
        public PluginCard reload(String id) {
            return done("reload " + id);
        }

        @Override
        public PluginCard develop(Path project) {
            return done("develop " + project.getFileName());
        }
    }

    /// One plugin; with another one that needs it where it is disabled.
    private static final class FakeCatalog implements Catalog {
        private final boolean disabled;
        private final ContributionCard length = card(
                Kind.RUBRIC,
                "length",
                "words between bounds",
                "{\"type\":\"object\",\"properties\":{\"most\":{\"type\":\"integer\",\"default\":100,"
                        + "\"description\":\"most words\"}},\"additionalProperties\":false}");
        private final ContributionCard student = card(Kind.MODEL, "student", "a model", "{}");
        private final ContributionCard jsonl = card(Kind.EXPORTER, "jsonl", "JSON lines", "{}");

        private static ContributionCard card(Kind kind, String id, String title, String schema) {
            ObjectNode config = (ObjectNode) JsonMapper.shared().readTree(schema);
            return new ContributionCard(kind, id, title, "", "preview", "dev.didact.tests", "0.1.0", "abc", config);
        }

        private FakeCatalog(boolean disabled) {
            this.disabled = disabled;
        }

        @Override
        public List<TaskFile> tasks() {
            return List.of(
                    new TaskFile("capitals", "", () -> Path.of("tasks", "capitals", "task.yaml")),
                    new TaskFile("torn", "org.example.exams", () -> Path.of("torn.yaml")));
        }

        @Override
        public List<PluginCard> plugins() {
            PluginCard tests = plugin("0.1.0", Capabilities.undeclared());
            PluginCard needs = PluginCard.unread(
                    "org.example.needs", "1.0.0", PluginCard.State.INSTALLED, "it needs plugin dev.didact.tests", "");
            return disabled ? List.of(tests, needs) : List.of(tests);
        }

        PluginCard plugin(String version, Capabilities capabilities) {
            return new PluginCard(
                    "dev.didact.tests",
                    version,
                    "for tests",
                    PluginCard.State.RESOLVED,
                    "",
                    "Apache-2.0",
                    "",
                    "abc",
                    capabilities,
                    List.of(length, jsonl));
        }

        @Override
        public List<ContributionCard> of(Kind kind) {
            return Stream.of(length, student, jsonl)
                    .filter(card -> card.kind() == kind)
                    .toList();
        }

        @Override
        public ContributionCard find(Kind kind, String name, Optional<Place> place) {
            return of(kind).stream()
                    .filter(card -> card.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(List.of(new Problem(
                            Problem.Category.USAGE,
                            "E102",
                            "no " + kind.word() + " '" + name + "'",
                            place,
                            of(kind).stream().map(ContributionCard::id).toList()))));
        }
    }

    @Override
    public List<String> arms(RecipeText recipe) {
        return text(recipe).contains("armless") ? List.of() : List.of("verified", "none");
    }

    @Override
    public List<String> measures(RecipeText recipe) {
        return text(recipe).contains("unmeasured") ? List.of() : List.of("held-out");
    }

    private static String text(RecipeText recipe) {
        String text = new String(recipe.text(), StandardCharsets.UTF_8);
        if (text.contains("wrong")) {
            throw new ProblemException(List.of(
                    new Problem(
                            Problem.Category.USAGE,
                            "E203",
                            "unknown key 'wrong'",
                            Optional.of(new Place(recipe.file(), 2, 3, 5)),
                            List.of("strong")),
                    new Problem(Problem.Category.USAGE, "E204", "and another", Optional.empty(), List.of())));
        }
        return text;
    }

    @Override
    public Checked check(RecipeText recipe, List<Preview.Previewed> previewed) {
        return new Checked(
                text(recipe).strip(),
                recipe.arm().orElse(""),
                OptionalLong.empty(),
                OptionalLong.of(123),
                OptionalLong.of(369),
                new Estimate(
                        OptionalLong.of(900_000),
                        text(recipe).contains("priceless") ? Optional.empty() : Optional.of(Money.NOTHING),
                        OptionalDouble.of(text(recipe).contains("brief") ? 0.24 : 312),
                        "run 2"),
                "CC0-1.0",
                recipe.settings(),
                List.of("rubric length"),
                List.of("no model has answered"));
    }

    @Override
    public Preview preview(RecipeText recipe, int items) {
        Reply reply = Reply.Answered.of("a\u001b[2Jb", new Usage(3, 4));
        return new Preview(List.of(new Preview.Previewed(
                "item " + items,
                List.of(new Preview.Exchange(
                        "student", Request.of("write", dev.didact.api.model.Settings.DEFAULT), reply)),
                List.of(sample(1, 1)),
                List.of(),
                text(recipe).contains("priceless") ? UNPRICED : spent(3, 4, BigDecimal.ZERO))));
    }

    @Override
    public RunHandle run(RecipeText recipe, Optional<Cassette> with, Consumer<RunEvent> listener) {
        cassette = with;
        String text = text(recipe);
        if (text.contains("unreachable")) {
            throw new ProblemException(Problem.Category.ENVIRONMENT, "E401", "no model answers");
        }
        RunEvent.Status status = text.contains("failing")
                ? RunEvent.Status.FAILED
                : text.contains("stopped") ? RunEvent.Status.STOPPED : RunEvent.Status.COMPLETED;
        int number = runs.size() + 1;
        runs.add(new RunSummary(
                number,
                text.contains("name: evaluation") ? "evaluation" : "essays",
                recipe.arm().orElse(""),
                status.word(),
                "rounds",
                1,
                1,
                Optional.of(measured(0.62))));
        return text.contains("endless") ? endless(number, listener) : tell(number, status, listener);
    }

    /// A run that decides a sample every few milliseconds until it is stopped.
    private RunHandle endless(int number, Consumer<RunEvent> listener) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        CompletableFuture<RunEvent.Finished> end = new CompletableFuture<>();
        AtomicInteger samples = new AtomicInteger();
        listener.accept(
                new RunEvent.Started(number, "essays", "", 7, 1, false, 0, Optional.empty(), List.of("a rule")));
        listener.accept(round(number, 0, 0.14));
        ScheduledFuture<?> ticks = clock.scheduleAtFixedRate(
                () -> {
                    int done = samples.incrementAndGet();
                    listener.accept(new RunEvent.Decided(number, done, sample(number, done)));
                    listener.accept(new RunEvent.Progress(number, 1, "generate", done, 100_000, ""));
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
        return new RunHandle() {
            @Override
            public int run() {
                return number;
            }

            @Override
            public void stop() {
                ticks.cancel(false);
                RunEvent.Finished finished = finished(number, RunEvent.Status.STOPPED, "rounds");
                clock.execute(() -> {
                    listener.accept(finished);
                    end.complete(finished);
                });
            }

            @Override
            public RunEvent.Finished await() throws InterruptedException {
                try {
                    return end.get();
                } catch (ExecutionException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
    }

    private RunHandle tell(int number, RunEvent.Status status, Consumer<RunEvent> listener) {
        return tell(number, status, OptionalInt.empty(), Optional.empty(), listener);
    }

    /// @param inFlight where the run goes on, how many calls were in flight when it was broken off
    private RunHandle tell(
            int number,
            RunEvent.Status status,
            OptionalInt inFlight,
            Optional<RunEvent.Parent> parent,
            Consumer<RunEvent> listener) {
        RunSummary summary = summary(number);
        RunEvent.Finished finished =
                finished(number, status, summary.recipe().equals("evaluation") ? "measured" : "rounds");
        listener.accept(new RunEvent.Started(
                number,
                summary.recipe(),
                summary.arm(),
                7,
                1,
                inFlight.isPresent(),
                inFlight.orElse(0),
                parent,
                List.of("a rule")));
        listener.accept(new RunEvent.Progress(number, 1, "generate", 1, 2, ""));
        listener.accept(round(number, 0, 0.14));
        listener.accept(new RunEvent.Decided(number, 1, sample(number, 1)));
        listener.accept(round(number, 1, 0.62));
        listener.accept(finished);
        return new RunHandle() {
            @Override
            public int run() {
                return number;
            }

            @Override
            public void stop() {}

            @Override
            public RunEvent.Finished await() {
                return finished;
            }
        };
    }

    private static Measured measured(double score) {
        return new Measured("held-out", "accepted", score, score - 0.06, score + 0.06, 250, 1, 0, List.of());
    }

    private static RunEvent.RoundFinished round(int run, int round, double score) {
        return new RunEvent.RoundFinished(
                run,
                round,
                2L * round,
                round,
                round,
                0,
                0,
                0,
                0,
                Map.of("grounding", 1L),
                List.of(new StepCount("answer", round, 2L * round, round, Map.of("grounding", 1L), 0, Spending.NONE)),
                List.of(measured(score)),
                1,
                0.5,
                Map.of("briefs", 5),
                false,
                List.of(new Alarm("reward-gap", 0.4, "the reward rises, the truth does not")),
                spent(10, 20, BigDecimal.ZERO),
                1.5);
    }

    private static final Spending UNPRICED =
            Spending.of("student", new Spending.Share(1, 0, 1, new Usage(3, 4), Optional.empty()));

    private static Spending spent(long in, long out, BigDecimal usd) {
        return Spending.of("student", new Spending.Share(1, 0, 1, new Usage(in, out), Optional.of(Money.ofUsd(usd))));
    }

    private static RunEvent.Finished finished(int run, RunEvent.Status status, String reason) {
        return new RunEvent.Finished(
                run,
                status,
                status == RunEvent.Status.FAILED ? "the disk is gone" : reason,
                "",
                1,
                List.of(new RunEvent.FirstAndLast("held-out", measured(0.14), measured(0.62))),
                spent(10, 20, BigDecimal.ZERO),
                Optional.of(
                        new Estimate(OptionalLong.of(40), Optional.of(Money.NOTHING), OptionalDouble.of(4), "run 2")),
                3);
    }

    static DecidedSample sample(int run, int number) {
        String response = "salt \u001b[31mand carbon";
        Evidence claim = Evidence.claim(
                Span.response(response, 0, 4), Optional.empty(), ClaimState.CONTRADICTED, "the source says sugar");
        Grade grade = new Grade(
                List.of(
                        new Grade.Entry(
                                "r", "grounding", new CriterionResult.Scored(Optional.of("no"), 0, List.of(claim))),
                        new Grade.Entry("r", "form", CriterionResult.Ungraded.of(Fault.Kind.TIMEOUT, "too slow"))),
                number % 2 == 1 ? OptionalDouble.of(0.4) : OptionalDouble.empty());
        Verdict verdict =
                number % 2 == 1 ? new Verdict.Rejected("grounding") : new Verdict.Quarantined("ungraded:form");
        Passage passage = new Passage(
                "doc",
                0,
                4,
                "salt",
                new Origin(
                        Origin.Method.INPUT, "line", "0".repeat(64), 4, List.of(), Licence.unknown("line"), List.of()));
        return new DecidedSample(
                run + "/" + number,
                Item.of("item-1", "write", passage),
                0,
                1,
                Sample.of("write", response),
                grade,
                verdict,
                new Provenance(
                        List.of(),
                        new Provenance.GeneratedBy(run, 1, "generate", "g", "hash", 7, OptionalInt.empty()),
                        List.of(),
                        "CC0-1.0",
                        List.of()));
    }

    private RunSummary summary(int run) {
        if (run > runs.size()) {
            throw new ProblemException(Problem.Category.USAGE, "E102", "no run " + run);
        }
        return runs.get(run - 1);
    }

    @Override
    public RunHandle resume(int run, Consumer<RunEvent> listener) {
        return tell(summary(run).run(), RunEvent.Status.COMPLETED, OptionalInt.of(3), Optional.empty(), listener);
    }

    @Override
    public RunHandle fork(int run, List<String> settings, OptionalInt fromRound, Consumer<RunEvent> listener) {
        RunSummary before = summary(run);
        if (fromRound.orElse(0) > 2) {
            throw new ProblemException(Problem.Category.USAGE, "E117", "it has closed rounds 0 to 1");
        }
        forks.add(settings);
        runs.add(new RunSummary(
                runs.size() + 1,
                before.recipe(),
                before.arm(),
                before.status(),
                before.reason(),
                before.rounds(),
                before.accepted(),
                before.heldOut()));
        return tell(
                runs.size(),
                RunEvent.Status.COMPLETED,
                OptionalInt.empty(),
                Optional.of(new RunEvent.Parent(run, fromRound.orElse(2))),
                listener);
    }

    @Override
    public boolean stop(int run) {
        return summary(run).status().equals("running");
    }

    @Override
    public void watch(int run, Consumer<RunEvent> listener) {
        RunHandle handle = tell(run, RunEvent.Status.COMPLETED, listener);
        handle.stop();
    }

    @Override
    public List<RunSummary> runs() {
        return List.copyOf(runs);
    }

    @Override
    public RunView view(int run) {
        RunSummary summary = summary(run);
        return new RunView() {
            @Override
            public RunSummary summary() {
                return summary;
            }

            @Override
            public String recipe() {
                return "name: essays\n";
            }

            @Override
            public Map<String, String> environment() {
                return Map.of();
            }

            @Override
            public List<String> signals() {
                return List.of();
            }

            @Override
            public List<RunEvent.RoundFinished> rounds() {
                return List.of();
            }

            @Override
            public Optional<RunEvent.Finished> finished() {
                return Optional.empty();
            }

            @Override
            public Stream<DecidedSample> samples() {
                return Stream.of(sample(run, 1), sample(run, 2), sample(run, 3));
            }

            @Override
            public Explanation explain(long sample) {
                if (sample > 3) {
                    throw new ProblemException(Problem.Category.USAGE, "E102", "no sample " + run + "/" + sample);
                }
                return new Explanation("rejected by grounding", List.of(Explanation.of("claim 1\u001b[2J")));
            }

            @Override
            public Rows ask(String sql) {
                if (sql.contains("smple")) {
                    throw new ProblemException(List.of(new Problem(
                            Problem.Category.USAGE,
                            "E113",
                            "the question cannot be answered: no such table: smple",
                            Optional.empty(),
                            List.of("sample"))));
                }
                Iterator<List<Optional<Object>>> rows = List.of(
                                List.of(Optional.<Object>of("a\u001b[2J"), Optional.<Object>of(2L), Optional.empty()),
                                List.of(Optional.<Object>of("b"), Optional.<Object>of(13L), Optional.<Object>of(0.25)))
                        .iterator();
                return new Rows() {
                    @Override
                    public List<String> columns() {
                        return List.of("verdict", "n", "score");
                    }

                    @Override
                    public Optional<List<Optional<Object>>> next() {
                        return sql.contains("no rows") || !rows.hasNext() ? Optional.empty() : Optional.of(rows.next());
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    @Override
    public Replayed replay(int run) {
        return new Replayed(run, 3, 1, 1, List.of(), run == 1 ? Optional.empty() : Optional.of("sample 2/1"));
    }

    @Override
    public Comparison compare(List<Integer> numbers) {
        return new Comparison(
                numbers.stream().map(this::summary).toList(),
                List.of(new Comparison.Setting("grade.grounded.min", List.of("0.7", "0.8"))),
                IntStream.range(0, numbers.size())
                        .mapToObj(i -> new Comparison.Cost(
                                numbers.get(i), spent(1000, 200L + i, BigDecimal.valueOf(50 + 25L * i, 2)), 3))
                        .toList(),
                List.of(new Comparison.Difference(
                        "held-out",
                        numbers.getFirst(),
                        numbers.getLast(),
                        0.62,
                        0.14,
                        -0.48,
                        -0.6,
                        -0.3,
                        250,
                        0,
                        List.of("item-1"),
                        List.of("item-2", "item-3"))));
    }

    @Override
    public Optional<Evaluation> evaluation(int run) {
        return summary(run).recipe().equals("evaluation")
                ? Optional.of(new Evaluation(
                        run,
                        "completed",
                        List.of(
                                new Evaluation.Score("capitals@1.0.0", "small", measured(0.14)),
                                new Evaluation.Score("capitals@1.0.0", "large", measured(0.62)),
                                new Evaluation.Score(
                                        "broken@1.0.0",
                                        "large",
                                        new Measured("b", "accuracy", Double.NaN, 0, 1, 0, 0, 4, List.of()))),
                        List.of(new Evaluation.Difference(
                                "capitals@1.0.0",
                                "small",
                                "large",
                                0.14,
                                0.62,
                                0.48,
                                0.3,
                                0.6,
                                250,
                                0,
                                List.of("item-2", "item-3"),
                                List.of("item-1")))))
                : Optional.empty();
    }

    @Override
    public TaskCard task(String name, Path base) {
        if (!name.equals("capitals")) {
            throw new ProblemException(List.of(new Problem(
                    Problem.Category.USAGE, "E102", "no task '" + name + "'", Optional.empty(), List.of("capitals"))));
        }
        return task(new TaskFile(name, "", () -> base.resolve("capitals/task.yaml")));
    }

    @Override
    public TaskCard task(TaskFile file) {
        if (file.id().equals("torn")) {
            throw new ProblemException(Problem.Category.USAGE, "E202", "'version' is missing");
        }
        return new TaskCard(
                file.id(),
                "1.0.0",
                "Capitals",
                "Whether it knows \u001b[2Jthem.",
                "CC0-1.0",
                file.plugin(),
                file.location().file(),
                "ab".repeat(32),
                "cd".repeat(32),
                "accuracy",
                JsonMapper.shared().createObjectNode().put("words", 3),
                List.of("dev.didact.tests.length@1.0.0"));
    }

    @Override
    public Stream<GradedLine> grade(
            InputStream lines,
            String rubric,
            List<String> with,
            Map<String, String> map,
            Optional<ProcessMemory> processMemory) {
        catalog().find(Kind.RUBRIC, rubric, Optional.empty());
        if (with.contains("wrong=1")) {
            throw new ProblemException(Problem.Category.USAGE, "E201", "unknown key 'wrong'");
        }
        AtomicLong number = new AtomicLong();
        return new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> graded(
                        number.incrementAndGet(),
                        line,
                        processMemory.map(memory -> "in " + memory + ": ").orElse("")));
    }

    private static GradedLine graded(long number, String line, String where) {
        if (!line.startsWith("{")) {
            Problem problem = new Problem(Problem.Category.USAGE, "E210", "not JSON", Optional.empty(), List.of());
            return new GradedLine(number, Optional.empty(), "", Grade.none(), Optional.empty(), Optional.of(problem));
        }
        DecidedSample sample = sample(1, 1);
        JsonNode id = JsonMapper.shared().readTree(line).path("id");
        return new GradedLine(
                number, Optional.of(id), where + line, sample.grade(), Optional.of(sample.verdict()), Optional.empty());
    }

    @Override
    public Receipt export(int run, String exporter, List<String> with, Path to, Optional<ProcessMemory> processMemory) {
        String where = processMemory.map(memory -> "in-" + memory + "/").orElse("");
        return new Receipt(
                List.of(new Receipt.Written(where + "samples.jsonl", 3)),
                List.of(new Receipt.Skipped("no licence", 2)));
    }

    @Override
    public void close() {
        closed = true;
    }
}
