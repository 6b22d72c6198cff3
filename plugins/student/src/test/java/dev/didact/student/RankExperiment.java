package dev.didact.student;

import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.testkit.TestContext;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/// The experiment behind the first run, through the provider and the learner alone: does a student that learns from its
/// own verified answers get better than by more training?
///
/// Arguments: random seed, rounds, threads, and `verified`, `none` (every answer counts as right) or `more-training`
/// (nothing is generated). core/docs/decisions/0010-embedded-student.md has the figures.
final class RankExperiment {

    private static final int STARTING_EXAMPLES = 500;
    private static final int PROBLEMS = 500;
    private static final int TRIES = 2;
    private static final int FIRST_LEVEL = 5;
    private static final int LAST_LEVEL = 9;
    private static final int HELD_OUT_PER_LEVEL = 50;
    private static final int BATCH = 256;
    private static final long HELD_OUT_RANDOM_SEED = 12_345;
    private static final PrintStream OUT = System.out;

    private final TestContext context;
    private final RankProblems problems;
    private final SplittableRandom random;
    private final String arm;
    private final Path folder;
    private final List<Lesson.Example> anchors;
    private final List<Lesson.Part> parts = new ArrayList<>();
    private final List<RankProblems.Problem> heldOut = new ArrayList<>();
    private final Set<String> heldOutPrompts = new HashSet<>();

    private RankExperiment(long randomSeed, String arm, TestContext context, Path folder) {
        this.context = context;
        this.arm = arm;
        this.folder = folder;
        random = new SplittableRandom(randomSeed);
        problems = new RankProblems(random.nextLong());
        anchors = Lessons.examples(problems.next(STARTING_EXAMPLES, 2, 4));
        RankProblems held = new RankProblems(HELD_OUT_RANDOM_SEED);
        for (int level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
            heldOut.addAll(held.next(HELD_OUT_PER_LEVEL, level, level));
        }
        heldOut.forEach(problem -> heldOutPrompts.add(problem.prompt()));
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("rank");
        try (TestContext context = TestContext.withRandomSeed(7).withThreads(Integer.parseInt(arguments[2]))) {
            new RankExperiment(Long.parseLong(arguments[0]), arguments[3], context, folder)
                    .run(Integer.parseInt(arguments[1]));
        }
    }

    private void run(int rounds) throws Exception {
        try (var learner = new StudentLearner().open(defaults(), context)) {
            Checkpoint checkpoint = learner.learn(lesson(0, Optional.empty(), OptionalInt.of(300)));
            report(0, 0, 0, 0, 0, checkpoint);
            int level = FIRST_LEVEL;
            for (int round = 1; round <= rounds; round++) {
                Drawn drawn = arm.equals("more-training") ? new Drawn(0, 0, 0) : draw(round, level, checkpoint);
                checkpoint = learner.learn(lesson(round, Optional.of(checkpoint), OptionalInt.empty()));
                report(round, level, drawn.generated(), drawn.accepted(), drawn.right(), checkpoint);
                if (drawn.accepted() * 2 >= PROBLEMS && level < LAST_LEVEL) {
                    level++;
                }
            }
        }
    }

    private record Drawn(int generated, int accepted, int right) {}

    private Drawn draw(int round, int level, Checkpoint checkpoint) throws Exception {
        List<RankProblems.Problem> open = new ArrayList<>();
        while (open.size() < PROBLEMS) {
            RankProblems.Problem problem = problems.next(level);
            if (!heldOutPrompts.contains(problem.prompt())) {
                open.add(problem);
            }
        }
        List<DecidedSample> decided = new ArrayList<>();
        int generated = 0;
        int right = 0;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<String> answers = answers(open, 0.8, checkpoint);
            generated += open.size();
            List<RankProblems.Problem> failed = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                RankProblems.Problem problem = open.get(i);
                boolean correct = answers.get(i).equals(problem.answer());
                if (correct || arm.equals("none")) {
                    right += correct ? 1 : 0;
                    decided.add(Lessons.decided(problem.prompt(), answers.get(i), new Verdict.Accepted()));
                } else {
                    failed.add(problem);
                }
            }
            open = failed;
        }
        parts.add(new Lesson.Part("generate", round, decided));
        return new Drawn(generated, decided.size(), right);
    }

    private List<String> answers(List<RankProblems.Problem> asked, double temperature, Checkpoint checkpoint)
            throws Exception {
        List<String> answers = new ArrayList<>();
        StudentProvider.Config config = new StudentProvider.Config(0.8, 64, 2, 64, 4, 256);
        try (var model = new StudentProvider().open(config, Optional.of(checkpoint), context)) {
            for (int i = 0; i < asked.size(); i += BATCH) {
                List<ModelCall> calls = new ArrayList<>();
                for (RankProblems.Problem problem : asked.subList(i, Math.min(asked.size(), i + BATCH))) {
                    calls.add(new ModelCall(
                            List.of(Message.user(problem.prompt())),
                            Optional.empty(),
                            Settings.DEFAULT.withTemperature(temperature),
                            random.nextLong()));
                }
                for (Reply reply : model.answer(calls)) {
                    answers.add(((Reply.Answered) reply).text());
                }
            }
        }
        return answers;
    }

    private void report(int round, int level, int generated, int accepted, int right, Checkpoint checkpoint)
            throws Exception {
        List<String> answers = answers(heldOut, 0, checkpoint);
        int correct = 0;
        for (int i = 0; i < answers.size(); i++) {
            correct += answers.get(i).equals(heldOut.get(i).answer()) ? 1 : 0;
        }
        double seconds =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        OUT.printf(
                Locale.ROOT,
                "round %d level %d generated %d accepted %d right %d held-out %.3f checkpoint %.12s CPU-s %.1f%n",
                round,
                level,
                generated,
                accepted,
                right,
                correct / (double) heldOut.size(),
                checkpoint.id(),
                seconds);
    }

    private Lesson lesson(int round, Optional<Checkpoint> from, OptionalInt steps) throws Exception {
        Path output = Files.createDirectory(folder.resolve("round-" + round));
        return new Lesson(round, from, parts, anchors, 0.3, steps, random.nextLong(), output);
    }

    private static StudentLearner.Config defaults() {
        return new StudentLearner.Config(60, 0.0015, 0.0003, 300, 0.003, 0.001, 50, 64, 2, 0.01, 1, 0.7, 2, 64, 4, 256);
    }
}
