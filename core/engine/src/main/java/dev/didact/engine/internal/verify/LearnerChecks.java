package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.api.model.Checkpoint;
import dev.didact.engine.Behaviour;
import dev.didact.engine.Material;
import dev.didact.engine.internal.plugin.Returned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is expected of a learner.
///
/// @param <C> the configuration record
final class LearnerChecks<C extends Record> implements KindChecks {
    private static final int STOPS = 12;

    private final Looked<C> looked;
    private final Learner<C> learner;
    private final List<Material.Lessons> lessons;

    LearnerChecks(Looked<C> looked, Learner<C> learner) {
        this.looked = looked;
        this.learner = learner;
        List<Material.Lessons> given = looked.material().lessons();
        this.lessons = given.isEmpty() ? List.of(MadeUp.lessons()) : given;
    }

    @Override
    public Map<Behaviour, Look> looks() {
        Map<Behaviour, Look> looks = new EnumMap<>(Behaviour.class);
        looks.put(Behaviour.LEAVES_OLD_CHECKPOINT, this::leavesOld);
        looks.put(Behaviour.STOPS, this::stops);
        return looks;
    }

    @Override
    public List<Object> outcome(Around around, boolean reversed) throws DidactException, InterruptedException {
        List<Object> outcome = new ArrayList<>();
        for (Material.Lessons one : reversed ? lessons.reversed() : lessons) {
            Checkpoint first = learn(around, one, Optional.empty(), looked.folder());
            Checkpoint second = learn(around, one, Optional.of(first), looked.folder());
            outcome.add(List.of(first.id(), second.id()));
        }
        return reversed ? outcome.reversed() : outcome;
    }

    private Checkpoint learn(Around around, Material.Lessons one, Optional<Checkpoint> from, Path output)
            throws DidactException, InterruptedException {
        return looked.call(() -> {
            try (LookedContext context = looked.context(around);
                    Learner.Session session = Returned.by("Learner.open()", learner.open(looked.config(), context))) {
                return Returned.by("Learner.Session.learn()", session.learn(one.lesson(from, output)));
            }
        });
    }

    private void leavesOld(Findings findings) throws DidactException, InterruptedException {
        for (Material.Lessons one : lessons) {
            Path output = looked.folder();
            Checkpoint first = learn(Around.USUAL, one, Optional.empty(), output);
            String before = hash(output);
            Checkpoint second = learn(Around.USUAL, one, Optional.of(first), looked.folder());
            if (!hash(output).equals(before)) {
                findings.refused(
                        "changes the checkpoint that it learns from",
                        "read the files of Lesson.from(), and write under Lesson.output() alone");
            }
            if (!second.parent().equals(Optional.of(first.id()))) {
                findings.refused(
                        "makes a checkpoint whose parent is " + second.parent().orElse("none") + " and not "
                                + first.id(),
                        "hand Lesson.from() to Checkpoint.folder or Checkpoint.served");
            }
        }
    }

    private void stops(Findings findings) throws DidactException, InterruptedException {
        Material.Lessons one = lessons.getFirst();
        learn(Around.USUAL, one, Optional.empty(), looked.folder());
        for (int checks = 0; checks < STOPS; checks++) {
            Path output = looked.folder();
            try {
                learn(Around.USUAL.stopping(checks), one, Optional.empty(), output);
                if (checks == 0) {
                    findings.refused(
                            "learns its whole lesson although the run was stopped",
                            "call Context.checkCancelled() at every step of the training");
                }
                return;
            } catch (DidactException e) {
                findings.refused(
                        "throws " + e.getClass().getSimpleName() + " when it is stopped: " + e.getMessage(),
                        "let the InterruptedException of Context.checkCancelled() come out");
            } catch (InterruptedException e) {
                List<String> left = Folders.files(output);
                if (!left.isEmpty()) {
                    findings.refused(
                            "leaves " + left + " when it is stopped at check " + (checks + 1),
                            "write the checkpoint when it is whole, after the last check");
                }
            }
        }
    }

    private static String hash(Path folder) {
        try {
            return Files.isDirectory(folder) ? Checkpoint.contentHash(folder) : "no folder";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
