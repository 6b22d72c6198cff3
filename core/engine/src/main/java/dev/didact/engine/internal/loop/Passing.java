package dev.didact.engine.internal.loop;

import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.model.TaskIdentity;
import java.util.ArrayList;
import java.util.List;

/// A sample on its way through the steps.
///
/// @param id identity: that of its task, and its place among the samples of the task
/// @param task what made it
/// @param place place among the samples of the task
/// @param from what it was made from
/// @param written the sample
/// @param sampleIndex place among the samples that its step makes of the item
/// @param attempt the attempt that made it, from 1
/// @param grade what the criteria said so far
/// @param verdict what follows
/// @param provenance where it comes from
/// @param last whether no other sample will be made from it: it is for learning and export
record Passing(
        String id,
        TaskIdentity task,
        int place,
        Given from,
        Written written,
        int sampleIndex,
        int attempt,
        Grade grade,
        Verdict verdict,
        Provenance provenance,
        boolean last) {
    /// A sample that nobody has graded.
    static Passing made(
            TaskIdentity task,
            int place,
            Given from,
            Written written,
            int sampleIndex,
            int attempt,
            Provenance provenance,
            boolean last) {
        return new Passing(
                Hashes.fields("sample")
                        .text("task", task.hash())
                        .number("place", place)
                        .sha256(),
                task,
                place,
                from,
                written,
                sampleIndex,
                attempt,
                new Grade(List.of(), GradeRule.total(List.of())),
                new Verdict.Accepted(),
                provenance,
                last);
    }

    Sample sample() {
        return written.sample();
    }

    /// Id of the step that made it.
    String step() {
        return provenance.generatedBy().step();
    }

    boolean accepted() {
        return verdict instanceof Verdict.Accepted;
    }

    /// The same with what further criteria said, and what follows from them.
    Passing graded(List<Grade.Entry> further, Verdict verdict) {
        List<Grade.Entry> all = new ArrayList<>(grade.criteria());
        all.addAll(further);
        return with(new Grade(all, GradeRule.total(all)), verdict);
    }

    /// The same under another verdict.
    Passing with(Verdict verdict) {
        return with(grade, verdict);
    }

    private Passing with(Grade grade, Verdict verdict) {
        return new Passing(id, task, place, from, written, sampleIndex, attempt, grade, verdict, provenance, last);
    }

    /// The sample when it has gone through all steps.
    Candidate arrived() {
        return new Candidate(id, sampleIndex, attempt, sample(), grade, verdict, provenance, last);
    }

    /// What its generator is shown to mend it. It has no number yet: its reference is the beginning of its identity.
    DecidedSample toRevise() {
        int shown = 12;
        return new DecidedSample(
                id.substring(0, shown), from.item(), sampleIndex, attempt, sample(), grade, verdict, provenance);
    }
}
