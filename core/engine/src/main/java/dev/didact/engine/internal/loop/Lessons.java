package dev.didact.engine.internal.loop;

import dev.didact.api.DidactException;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Purpose;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Checkpoints;
import dev.didact.engine.internal.workspace.Draft;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes lessons of decided samples and anchors, and has them learned. What was learned before a run was broken off is
/// not learned again. For the run's own thread.
final class Lessons {
    private final RunPlan plan;
    private final RunLog log;
    private final Samples samples;
    private final Checkpoints checkpoints;
    private final Bases bases;
    private final List<String> notes = new ArrayList<>();
    private Examples anchors = Examples.NONE;
    private Examples last = Examples.NONE;
    private int learned;

    Lessons(RunPlan plan, RunLog log, Samples samples, Checkpoints checkpoints, Bases bases) {
        this.plan = plan;
        this.log = log;
        this.samples = samples;
        this.checkpoints = checkpoints;
        this.bases = bases;
    }

    /// Examples whose answers a source gives.
    ///
    /// @param examples those that could be read
    /// @param lost those that could not
    /// @param given the content of their items
    private record Examples(List<Lesson.Example> examples, Lost lost, List<String> given) {
        static final Examples NONE = new Examples(List.of(), Lost.NOTHING, List.of());
    }

    /// How many lessons were learned, rather than taken from what was written.
    int learned() {
        return learned;
    }

    /// What the last lesson lacks, because its examples could not be read.
    Lost lost() {
        return last.lost;
    }

    /// The content of the items whose answers the last lesson gives away.
    List<String> given() {
        return last.given;
    }

    /// What could not be learned again in a replay and was compared by its inputs only.
    List<String> notes() {
        return List.copyOf(notes);
    }

    /// The student before it learns from samples: what the starting data make of it.
    Optional<StoredCheckpoint> base() throws InterruptedException {
        if (plan.learn().isEmpty() || plan.learn().get().start().isEmpty()) {
            return Optional.empty();
        }
        LearnPlan learn = plan.learn().get();
        last = examples(learn.start().get(), Purpose.STARTING);
        return learned(learn, new Content(0, Optional.empty(), List.of(), last.examples, 1, learn.startSteps()));
    }

    /// The student after a round. A round that has nothing to learn from leaves it as it is.
    Optional<StoredCheckpoint> round(int round, State state, Tally tally) throws InterruptedException {
        last = Examples.NONE;
        if (plan.learn().isEmpty()) {
            return Optional.empty();
        }
        LearnPlan learn = plan.learn().get();
        boolean fromAnchorsAlone = plan.steps().isEmpty();
        if (!fromAnchorsAlone && state.accepted() + tally.accepted() == 0) {
            return Optional.empty();
        }
        if (anchors.examples.isEmpty() && learn.anchors().isPresent()) {
            anchors = examples(learn.anchors().get(), Purpose.ANCHOR);
        }
        last = anchors;
        List<Part> parts = new ArrayList<>();
        if (!fromAnchorsAlone) {
            for (int earlier = learn.accumulate() ? 1 : round; earlier < round; earlier++) {
                String sha256 = state.lessons().get(earlier);
                if (!sha256.equals(State.ROLLED_BACK)) {
                    parts.add(new Part(earlier, sha256));
                }
            }
            parts.add(new Part(round, tally.hash()));
        }
        return learned(
                learn,
                new Content(
                        round,
                        learn.fromBase() ? Optional.empty() : state.checkpoint(),
                        parts,
                        anchors.examples,
                        fromAnchorsAlone ? 1 : learn.share(),
                        OptionalInt.empty()));
    }

    /// The decided samples of one round, by their hash.
    private record Part(int round, String sha256) {}

    /// What a lesson holds.
    private record Content(
            int round,
            Optional<StoredCheckpoint> from,
            List<Part> parts,
            List<Lesson.Example> anchors,
            double share,
            OptionalInt steps) {
        ObjectNode record(LearnPlan learn) {
            ObjectNode record = Records.object().put("round", round).put("learner", learn.identity());
            from.ifPresent(checkpoint -> record.put("from", checkpoint.id()));
            ArrayNode listed = record.putArray("parts");
            parts.forEach(part -> listed.add(Records.write(part)));
            if (!parts.isEmpty()) {
                ArrayNode through = record.putArray("through");
                learn.from().forEach(through::add);
            }
            record.put("anchors", anchors.size())
                    .put(
                            "anchorsSha256",
                            Hashes.fields("anchors")
                                    .texts(
                                            "examples",
                                            anchors.stream()
                                                    .map(example -> Records.write(example)
                                                            .toString())
                                                    .toList())
                                    .sha256());
            record.put("share", share);
            steps.ifPresent(count -> record.put("steps", count));
            return record;
        }
    }

    private Optional<StoredCheckpoint> learned(LearnPlan learn, Content content) throws InterruptedException {
        ObjectNode record = content.record(learn);
        log.put(Kinds.LESSON, record);
        Optional<ObjectNode> before = log.recorded().ahead(Kinds.CHECKPOINT);
        String key = Hashes.fields("lesson")
                .json("lesson", record)
                .number("random-seed", plan.recipe().randomSeed())
                .sha256();
        Optional<StoredCheckpoint> known = before.map(written -> Records.read(written, StoredCheckpoint.class))
                .filter(_ -> !log.replaying() || !learn.derivable());
        if (known.isEmpty() && content.round == 0 && !log.replaying()) {
            known = bases.find(key, checkpoints);
        }
        if (known.isPresent() && log.replaying()) {
            notes.add("round " + content.round + ": the learner is a program of its own; its lesson was compared, its"
                    + " checkpoint taken as it was");
        }
        StoredCheckpoint checkpoint = known.isPresent() ? known.get() : learn(learn, content, licence(content));
        log.put(Kinds.CHECKPOINT, checkpoint);
        if (content.round == 0 && !log.replaying()) {
            bases.put(key, checkpoint);
        }
        return Optional.of(checkpoint);
    }

    private StoredCheckpoint learn(LearnPlan learn, Content content, String licence) throws InterruptedException {
        learned++;
        try (Draft draft = checkpoints.newFolder()) {
            return learn(learn, content, licence, draft.place());
        }
    }

    private StoredCheckpoint learn(LearnPlan learn, Content content, String licence, Path output)
            throws InterruptedException {
        Optional<Checkpoint> from = content.from.map(checkpoint -> checkpoint.open(checkpoints));
        var lesson = new Lesson(
                content.round,
                from,
                content.parts.stream()
                        .flatMap(part -> parts(part.round).stream())
                        .toList(),
                content.anchors,
                content.share,
                content.steps,
                Seeds.of(plan.recipe().randomSeed(), "lesson", Integer.toString(content.round)),
                output);
        try {
            Checkpoint learned = learn.sessions()
                    .useAtLength(session -> Returned.by("Learner.Session.learn()", session.learn(lesson)));
            return stored(learned, output, content.from, licence);
        } catch (DidactException | PluginFault e) {
            throw onDisk(e, output).<RuntimeException>map(disk -> disk).orElseGet(() -> failed(e));
        }
    }

    /// What a lesson holds of a round, by step. A sample that came through several of them is in the first.
    private List<Lesson.Part> parts(int round) {
        List<Lesson.Part> parts = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (Recipe.Step step : plan.recipe().learnedFrom()) {
            if (step.pairs().isPresent()) {
                parts.add(new Lesson.Part(step.id(), round, List.of(), samples.pairs(round, step.id())));
            } else {
                Set<String> makers = new HashSet<>(plan.route().makers(step.id()));
                makers.removeAll(given);
                given.addAll(makers);
                parts.add(new Lesson.Part(step.id(), round, samples.of(round, makers)));
            }
        }
        return parts;
    }

    /// What is wrong with the disk that a learner could not write its files to, if that is why it failed.
    private static Optional<JournalException> onDisk(Exception failure, Path output) {
        IOException cause = new IOException(failure.getMessage(), failure);
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException failed) {
                cause = failed;
            }
        }
        JournalException disk = JournalException.of(output, cause);
        boolean full = disk instanceof JournalException.NoSpace;
        return full || !Files.isWritable(output) ? Optional.of(disk) : Optional.empty();
    }

    private static ProblemException failed(Exception e) {
        String message = "the learner failed: " + e.getMessage();
        return switch (e) {
            case DidactException.Config _ -> new ProblemException(Problem.Category.USAGE, "E241", message, e);
            case DidactException.Unavailable _ ->
                new ProblemException(Problem.Category.ENVIRONMENT, "E403", message, e);
            default ->
                new ProblemException(
                        Problem.Category.FAILURE,
                        "E503",
                        message + ". All before the lesson is kept: mend that, then resume the run",
                        e);
        };
    }

    private StoredCheckpoint stored(Checkpoint learned, Path output, Optional<StoredCheckpoint> from, String licence) {
        Optional<String> parent = from.map(StoredCheckpoint::id);
        return folder(learned)
                .filter(folder -> folder.startsWith(output))
                .map(folder -> new StoredCheckpoint(add(folder), Optional.empty(), parent, licence))
                .orElseGet(() -> new StoredCheckpoint(learned.id(), Optional.of(learned.reference()), parent, licence));
    }

    /// The folder that a checkpoint names; the name under which an endpoint serves one need not be a path at all.
    private static Optional<Path> folder(Checkpoint learned) {
        try {
            return Optional.of(Path.of(learned.reference()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String add(Path folder) {
        try {
            return checkpoints.add(folder);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.Category.FAILURE,
                    "E503",
                    "the learner returned what is no checkpoint: " + e.getMessage()
                            + ". A learner writes its files under the folder that the lesson names as output and"
                            + " returns that folder or one below it",
                    e);
        }
    }

    /// What a checkpoint comes under: the terms of all that its learner was handed, of whatever round and verdict, and
    /// those of its parent.
    private String licence(Content content) {
        TreeSet<String> licences = new TreeSet<>();
        content.parts.forEach(part -> licences.addAll(samples.licences(part.round)));
        content.from.ifPresent(parent -> licences.add(parent.licence()));
        for (Lesson.Example example : content.anchors) {
            example.passages()
                    .forEach(passage -> licences.add(passage.origin().licence().concluded()));
        }
        return Origins.all(licences);
    }

    private static Examples examples(SourcePlan source, Purpose purpose) throws InterruptedException {
        List<Lesson.Example> examples = new ArrayList<>();
        List<String> given = new ArrayList<>();
        try (SourcePlan.Pass pass = source.open(new Draw(purpose, 0, OptionalInt.empty()))) {
            Optional<Item> item = pass.next();
            while (item.isPresent()) {
                Item with = item.get();
                given.add(HeldOut.content(with));
                examples.add(with.key()
                        .map(key -> new Lesson.Example(with.content(), key, with.passages()))
                        .orElseThrow(() -> new ProblemException(
                                Problem.Category.USAGE,
                                "E242",
                                "source '" + source.id() + "' gives no answers (item '" + with.id()
                                        + "' has no key), so it cannot be starting data or anchors")));
                item = pass.next();
            }
            return new Examples(examples, pass.takeLost(), given);
        }
    }
}
