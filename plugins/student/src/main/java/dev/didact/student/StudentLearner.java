package dev.didact.student;

import dev.didact.api.Capabilities;
import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// Trains the embedded student on a lesson.
///
/// A lesson without a checkpoint trains a new student by the `start-` settings; any other goes on from its checkpoint,
/// which it leaves as it was. The same lesson gives the same checkpoint, byte for byte, whatever the number of threads.
@Capabilities(threads = true, reason = "computes gradients on as many threads as the run allows")
@Contributes(
        id = "student",
        title = "Embedded student",
        description = "Trains the embedded student on the accepted samples and the anchors, by AdamW")
public final class StudentLearner implements Learner<StudentLearner.Config> {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.98;

    /// How the student is trained.
    ///
    /// @param steps steps of a lesson that goes on from a checkpoint, where the recipe leaves it open
    /// @param rate learning rate of its first step
    /// @param lastRate learning rate of its last step, reached along half a cosine
    /// @param startSteps steps of the lesson that trains a new student, where the recipe leaves it open
    /// @param startRate highest learning rate of a new student
    /// @param startLastRate learning rate of a new student's last step
    /// @param warmUp steps in which a new student's learning rate rises
    /// @param batch texts in a step
    /// @param split parts that the gradient of a batch is computed in; as many threads can share the work. It changes
    ///     the order in which numbers are summed and so belongs to what fixes a checkpoint
    /// @param weightDecay how strongly matrices are pulled towards zero
    /// @param clip longest gradient; a longer one is shortened to it
    /// @param fade weight of a sample, relative to one that is a round younger
    /// @param layers number of transformer layers of a new student
    /// @param width length of the vector that carries one symbol in a new student
    /// @param heads number of attention heads of a new student
    /// @param hidden width of the feed-forward part of a new student
    public record Config(
            @Default("60") @Min(0) @Max(1000000) int steps,
            @Default("0.0015") @Min(0) @Max(1) double rate,
            @Default("0.0003") @Min(0) @Max(1) double lastRate,
            @Default("300") @Min(0) @Max(1000000) int startSteps,
            @Default("0.003") @Min(0) @Max(1) double startRate,
            @Default("0.001") @Min(0) @Max(1) double startLastRate,
            @Default("50") @Min(0) @Max(1000000) int warmUp,
            @Default("64") @Min(1) @Max(4096) int batch,
            @Default("2") @Min(1) @Max(64) int split,
            @Default("0.01") @Min(0) @Max(1) double weightDecay,
            @Default("1") @Min(0) double clip,
            @Default("0.7") @Min(0) @Max(1) double fade,
            @Default("2") @Min(1) @Max(16) int layers,
            @Default("64") @Min(4) @Max(1024) int width,
            @Default("4") @Min(1) @Max(64) int heads,
            @Default("256") @Min(4) @Max(4096) int hidden) {}

    @Override
    public Session open(Config config, Context context) throws DidactException {
        Architecture architecture =
                Architecture.configured(config.layers(), config.width(), config.heads(), config.hidden());
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("student-learner-", 0).factory();
        int count = Math.max(1, Math.min(context.threads(), config.split()));
        ExecutorService workers = context.own(Executors.newFixedThreadPool(count, threads));
        return lesson -> learn(lesson, config, architecture, context, workers);
    }

    private static Checkpoint learn(
            Lesson lesson, Config config, Architecture architecture, Context context, ExecutorService workers)
            throws DidactException, InterruptedException {
        SplittableRandom random = new SplittableRandom(lesson.randomSeed());
        long parametersSeed = random.nextLong();
        Mixture mixture = Mixture.of(lesson, config.fade());
        Parameters parameters = lesson.from().isPresent()
                ? StudentProvider.read(lesson.from().get())
                : Parameters.random(architecture, parametersSeed);
        Schedule schedule = schedule(lesson, config);
        if (schedule.steps() > 0 && mixture.isEmpty()) {
            throw new DidactException.Permanent("round " + lesson.round()
                    + " has nothing to learn from: no sample was accepted and the lesson has no anchors; add starting"
                    + " data or anchors, or lower the difficulty");
        }
        AdamW optimiser = new AdamW(parameters, BETA_1, BETA_2, config.weightDecay(), config.clip());
        Training training = new Training(parameters, optimiser, config.split(), workers);
        for (int step = 0; step < schedule.steps(); step++) {
            context.checkCancelled();
            List<Text> batch = mixture.draw(config.batch(), random);
            double loss = training.step(batch, schedule.rate(step));
            if (!Double.isFinite(loss)) {
                throw new DidactException.Permanent("training of round " + lesson.round() + " diverged at step "
                        + (step + 1) + ": the loss is " + loss + "; lower the learning rate");
            }
            context.progress(step + 1, schedule.steps(), String.format(Locale.ROOT, "training, loss %.3f", loss));
        }
        try {
            CheckpointFile.write(parameters, lesson.output());
            return Checkpoint.folder(lesson.output(), lesson.from());
        } catch (IOException e) {
            throw new DidactException.Unavailable("cannot write the checkpoint: " + e.getMessage(), e);
        }
    }

    private static Schedule schedule(Lesson lesson, Config config) {
        return lesson.from().isPresent()
                ? new Schedule(lesson.steps().orElse(config.steps()), 0, config.rate(), config.lastRate())
                : new Schedule(
                        lesson.steps().orElse(config.startSteps()),
                        config.warmUp(),
                        config.startRate(),
                        config.startLastRate());
    }
}
