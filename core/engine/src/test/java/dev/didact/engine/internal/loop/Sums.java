package dev.didact.engine.internal.loop;

import dev.didact.api.Contribution;
import dev.didact.api.DidactException;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A small world to run in: a source asks for sums, a student whose skill is a number answers, a learner raises the
/// skill. It remembers what its parts were given, and a test may step in where a model answers or a lesson is learned.
final class Sums {
    /// What every model was asked, in the order asked.
    final Queue<ModelCall> asked = new ConcurrentLinkedQueue<>();

    /// What the learner was given.
    final Queue<Lesson> lessons = new ConcurrentLinkedQueue<>();

    /// Everything that generators, rubrics under `grade` and learners were shown of items and subjects, as text.
    final Queue<String> seen = new ConcurrentLinkedQueue<>();

    /// The right answers that rubrics were shown.
    final Queue<String> references = new ConcurrentLinkedQueue<>();

    /// The level and purpose of each pass over the source.
    final Queue<String> draws = new ConcurrentLinkedQueue<>();

    /// How many items its sources handed out.
    final AtomicInteger drawn = new AtomicInteger();

    /// The level and purpose of each pass whose resources were closed.
    final Queue<String> closed = new ConcurrentLinkedQueue<>();

    /// Counts down with each call; the call at which it comes to 0 is answered with null.
    final AtomicInteger untilNull = new AtomicInteger();

    /// What a test does before a model answers.
    volatile OnCall onCall = _ -> Optional.empty();

    /// What a test does before a lesson is learned.
    volatile OnLesson onLesson = _ -> {};

    /// What a round adds to the skill beside what the learner's configuration says.
    volatile int gain;

    /// What the rubric `right` counts as right beside the sum itself.
    volatile String alsoRight = "none";

    /// Steps in where a model answers.
    interface OnCall {
        /// The reply, or nothing to let the model answer.
        Optional<Reply> before(ModelCall call) throws DidactException, InterruptedException;
    }

    /// Steps in where a lesson is learned.
    interface OnLesson {
        /// May wait, throw, or do nothing.
        void before(Lesson lesson) throws DidactException, InterruptedException;
    }

    /// Its contributions by kind and id.
    Map<String, Contribution<?>> contributions() {
        Map<String, Contribution<?>> all = new TreeMap<>();
        all.put("source sums", new SumSource(this));
        all.put("source jsonl", new SumFile());
        all.put("source pages", new SumPages());
        all.put("generator answer", new SumGenerators.Answer(this));
        all.put("generator mending", new SumGenerators.Mending(this));
        all.put("generator draft", new SumGenerators.Draft());
        all.put("generator failing", new SumGenerators.Failing());
        all.put("generator impure", new SumGenerators.Impure());
        all.put("rubric right", new SumRubrics.Right(this));
        all.put("rubric keyed", new SumRubrics.Keyed(this));
        all.put("rubric short", new SumRubrics.Brevity());
        all.put("rubric agreed", new SumRubrics.Agreed());
        all.put("rubric new", new SumRubrics.New());
        all.put("rubric judged", new SumRubrics.Judged());
        all.put("rubric broken", new SumRubrics.Broken());
        all.put("model student", new SumModel.Computing(this));
        all.put("model remote", new SumModel.Waiting(this));
        all.put("model endpoint", new SumEndpoint());
        all.put("learner study", new SumLearner(this));
        all.put("exporter lines", new SumExporter());
        return all;
    }

    /// The right answer to a question of the source.
    static String sum(String question) {
        return Integer.toString(Arrays.stream(question.split("\\+", -1))
                .map(String::strip)
                .mapToInt(Integer::parseInt)
                .sum());
    }
}
