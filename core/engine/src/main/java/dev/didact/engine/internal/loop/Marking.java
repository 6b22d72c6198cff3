package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.grading.Verdicts;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.model.TaskIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has samples graded by the rubrics of a step. Safe for use by many threads.
///
/// @param grading asks the graders
/// @param measuring whether the key of an item goes to its rubrics
/// @param turn when it is their turn, where the step looks at what it let through before
record Marking(Grading grading, boolean measuring, Optional<Ordered.Turn> turn) {
    /// The same for samples that are not at the step yet.
    Marking before() {
        return new Marking(grading, measuring, Optional.empty());
    }

    /// The sample with what the rubrics say of it.
    ///
    /// @param siblings the samples of the same item, for the rubrics that look at them
    Passing mark(Passing sample, List<GradeStep> rubrics, List<Written> siblings) throws InterruptedException {
        if (turn.isPresent()) {
            turn.get().await();
        }
        List<Grade.Entry> entries = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (GradeStep rubric : rubrics) {
            List<Grade.Entry> of = entries(sample, rubric, rubric.wantsSiblings() ? siblings : List.of());
            entries.addAll(of);
            verdicts.add(rubric.rule().decide(of));
        }
        Passing graded = sample.graded(entries, Verdicts.combine(verdicts));
        if (graded.accepted()) {
            turn.ifPresent(now -> now.add(graded));
        }
        return graded;
    }

    private List<Grade.Entry> entries(Passing sample, GradeStep rubric, List<Written> siblings)
            throws InterruptedException {
        Subject subject = subject(
                sample, siblings, turn.filter(_ -> rubric.wantsEarlier()).map(now -> now.earlier(sample)));
        return rubric.rule()
                .entries(subject, grading.answers(rubric, () -> task(sample, rubric, subject, siblings), subject));
    }

    private static TaskIdentity task(Passing sample, GradeStep rubric, Subject subject, List<Written> siblings) {
        TaskIdentity made = sample.task();
        String hash = Hashes.fields("grade")
                .text("step", rubric.id())
                .text("identity", rubric.identity())
                .text("task", made.hash())
                .number("place", sample.place())
                .text("sample", sample.written().sha256())
                .texts("reference", subject.reference().stream().toList())
                .texts("siblings", siblings.stream().map(Written::sha256).toList())
                .texts(
                        "earlier",
                        subject.earlier().map(Earlier::toString).stream().toList())
                .sha256();
        return new TaskIdentity(
                hash, Seeds.of(made.randomSeed(), "grade", rubric.id(), Integer.toString(sample.place())), rubric.id());
    }

    private Subject subject(Passing sample, List<Written> siblings, Optional<Earlier> earlier) {
        Given from = sample.from();
        return new Subject(
                sample.sample(),
                sample.sampleIndex(),
                from.item(),
                from.item().passages(),
                measuring ? from.key() : Optional.empty(),
                from.item().columns(),
                siblings.stream().map(Written::sample).toList(),
                earlier);
    }
}
